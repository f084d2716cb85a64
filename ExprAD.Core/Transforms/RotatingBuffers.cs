using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Transforms;

/// <summary>
/// A loop in which each iteration makes an array for the next need not make a new one each time: when it is seen for one iteration more,
/// two take turns, when for two, three.
/// <code>
/// for n with a = a0 {                 b0 = newarray m; b1 = newarray m
///   b = newarray m                    for n with a = a0, next = b0, then = b1 {
///   … load a … store b …         →      clear next
///   yield b                             … load a … store next …
/// }                                     yield next, then, next
///                                     }
/// </code>
/// The memory of a long loop is then that of one iteration, and so is the state that it has to be run again from.
/// </summary>
internal sealed class RotatingBuffers : GraphRewriter
{
    private readonly Rotations rotations;

    /// <summary>By the arrays that were made anew: the buffers that take their turns, the one whose turn it is first.</summary>
    private readonly Dictionary<Node, Node[]> turns = [];

    private RotatingBuffers(GraphBuilder builder, Rotations rotations)
        : base(builder) => this.rotations = rotations;

    public static Graph Run(Graph graph, bool strict)
    {
        var rotations = Rotations.Of(graph);
        return rotations.IsEmpty ? graph : FunctionTraits.Infer(new RotatingBuffers(new GraphBuilder(strict), rotations).Rewrite(graph));
    }

    protected override void Rewrite(Node node)
    {
        if (!turns.TryGetValue(node, out var buffers))
        {
            base.Rewrite(node);
            return;
        }

        this[node] = buffers[0];
        Builder.Emit(Ops.Clear, IrType.Void, [buffers[0]]);
    }

    protected override void RewriteFor(Node node)
    {
        var found = rotations.Of(node);
        if (found.Count == 0)
        {
            base.RewriteFor(node);
            return;
        }

        var (body, count) = (node.Regions[0], this[node.Operands[0]]);
        var runs = Builder.Apply(Ops.Lt, Builder.Number(0, count.Type), count);
        var init = Init(node, node.Operands[1..], found);
        Node[] buffers = [.. found.SelectMany(r => Make(node, r, n => Builder.Apply(Ops.Select, runs, n, Builder.Number(0, n.Type))))];
        BindResults(node, Builder.For(count, [.. init, .. buffers], (index, carried) =>
        {
            BindParameters(body, [index, .. carried[..init.Length]]);
            return Iteration(body, found, carried[init.Length..]);
        }));
    }

    protected override void RewriteWhile(Node node)
    {
        var found = rotations.Of(node);
        if (found.Count == 0)
        {
            base.RewriteWhile(node);
            return;
        }

        var (condition, body) = (node.Regions[0], node.Regions[1]);
        var init = Init(node, node.Operands, found);
        Node[] buffers = [.. found.SelectMany(r => Make(node, r, n => Builder.Apply(Ops.Max, n, Builder.Number(0, n.Type))))];
        BindResults(node, Builder.While(
            [.. init, .. buffers],
            carried =>
            {
                BindParameters(condition, carried.AsSpan(..init.Length));
                Rewrite(condition);
                return this[condition.Results[0]];
            },
            carried => Iteration(body, found, carried[init.Length..])));
    }

    private Node[] Iteration(Region body, IReadOnlyList<Rotation> found, Node[] buffers)
    {
        var rest = buffers;
        foreach (var rotation in found)
        {
            turns[rotation.Made] = rest[..rotation.Buffers];
            rest = rest[rotation.Buffers..];
        }

        Rewrite(body);
        return [.. Results(body), .. found.SelectMany(r => turns[r.Made] is var turn ? turn[1..].Append(turn[0]) : [])];
    }

    /// <summary>What the loop starts with. What others may know becomes a copy, so that all that is written is the loop's own.</summary>
    private Node[] Init(Node loop, ReadOnlySpan<Node> init, IReadOnlyList<Rotation> found)
    {
        var made = Map(init);
        foreach (var rotation in found.Where(r => r.IsShared))
        {
            foreach (var position in rotation.Positions)
            {
                made[position] = Copy(made[position]);
            }
        }

        return made;
    }

    private Node Copy(Node array)
    {
        var copy = Builder.NewArray(array.Type, [.. Enumerable.Range(0, array.Type.Rank).Select(d => Builder.Length(array, d))]);
        Fill([]);
        return copy;

        void Fill(Node[] indices)
        {
            if (indices.Length == array.Type.Rank)
            {
                Builder.Store(copy, indices, Builder.Load(array, indices, readOnly: false));
                return;
            }

            Builder.For(Builder.Length(array, indices.Length), [], (i, _) =>
            {
                Fill([.. indices, i]);
                return [];
            });
        }
    }

    private IEnumerable<Node> Make(Node loop, Rotation rotation, Func<Node, Node> ifAny)
    {
        var first = loop.Op == Ops.For ? 1 : 0;
        Node[] lengths = [.. rotation.Made.Operands.ToArray().Select((n, d) => rotation.KeepsLength
            ? Builder.Length(this[loop.Operands[first + rotation.Positions[0]]], d)
            : ifAny(this[n]))];
        return Enumerable.Range(0, rotation.Buffers).Select(_ => Builder.NewArray(rotation.Made.Type, lengths)).ToArray();
    }
}
