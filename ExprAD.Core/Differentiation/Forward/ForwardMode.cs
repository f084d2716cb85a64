using ExprAD.Analyses;
using ExprAD.IR;
using ExprAD.Rules;
using ExprAD.Transforms;

namespace ExprAD.Differentiation.Forward;

/// <summary>
/// Forward mode: from a function to the function that also gives the derivatives of its results along directions.
/// Beside every active value go its tangents, one for each direction (a lane), through branches, loops, arrays and tapes alike.
/// Lanes are independent of each other and share the function's own values.
/// </summary>
internal partial class ForwardMode : GraphRewriter
{
    private readonly Activity activity;
    private readonly Reductions reductions;
    private readonly int lanes;

    /// <summary>By the nodes of the old graph, lane by lane: tangents of numbers, and arrays and tapes that hold tangents.</summary>
    private readonly Dictionary<Node, Node[]> tangents = [];

    /// <summary>How many candidates are tied so far, at the links of reductions that pick one.</summary>
    private readonly Dictionary<Node, Node> ties = [];

    /// <param name="graph">The function.</param>
    /// <param name="inputs">The numbers of the inputs that move.</param>
    /// <param name="strict">Whether every bit of the function's own values is kept.</param>
    /// <param name="lanes">The number of directions.</param>
    protected ForwardMode(Graph graph, IReadOnlyList<int> inputs, bool strict, int lanes)
        : base(new GraphBuilder(strict))
    {
        activity = Activity.Of(graph, Aliasing.Of(graph), inputs.Select(i => graph.Inputs[i].Node), graph.Results);
        reductions = Reductions.Of(graph);
        this.lanes = lanes;
        CopyInputs(graph);
    }

    /// <summary>
    /// The graph with further inputs, for each lane the tangents of <paramref name="inputs"/> in their order and of their types, and with
    /// further results, for each lane the tangents of the results in their order: zero where a result does not depend on the inputs.
    /// </summary>
    public static Graph Jvp(Graph graph, IReadOnlyList<int> inputs, bool strict, int lanes = 1)
    {
        var pass = new ForwardMode(graph, inputs, strict, lanes);
        pass.AddTangentInputs(graph, inputs);
        pass.MakeTangentsOfData(graph);
        pass.Rewrite(graph.Body);
        Node[] results = [.. pass.Results(graph.Body), .. pass.Lanes.SelectMany(lane => graph.Results.Select(r => pass.TangentOrZero(r, lane)))];
        string[] names = [.. graph.ResultNames, .. pass.Lanes.SelectMany(lane => graph.ResultNames.Select(n => pass.NameOf(n, lane)))];
        return Prune.Run(pass.Builder.Build($"jvp({graph.Name})", results, names, graph.Source), strict);
    }

    protected IEnumerable<int> Lanes => Enumerable.Range(0, lanes);

    private void AddTangentInputs(Graph graph, IReadOnlyList<int> inputs)
    {
        foreach (var i in inputs)
        {
            tangents[graph.Inputs[i].Node] = new Node[lanes];
        }

        foreach (var lane in Lanes)
        {
            foreach (var i in inputs)
            {
                var input = graph.Inputs[i];
                tangents[input.Node][lane] = Builder.Input(input.Node.Type, NameOf(input.Name, lane), InputRole.Parameter);
            }
        }
    }

    /// <summary>Arrays of the caller's that the function writes to have tangents too, which start from zero.</summary>
    protected void MakeTangentsOfData(Graph graph)
    {
        foreach (var input in graph.Inputs)
        {
            if (input.Node.Type.IsArray && activity.IsActive(input.Node) && !tangents.ContainsKey(input.Node))
            {
                tangents[input.Node] = InEachLane(_ => Zeros(this[input.Node]));
            }
        }
    }

    private string NameOf(string name, int lane) => lanes == 1 ? $"d{name}" : $"d{lane}{name}";

    protected Node[] InEachLane(Func<int, Node> make)
    {
        var made = new Node[lanes];
        for (var lane = 0; lane < lanes; lane++)
        {
            made[lane] = make(lane);
        }

        return made;
    }

    protected override void Rewrite(Node node)
    {
        base.Rewrite(node);
        if (node.Op == Ops.Result || node.Op == Ops.Invoke || node.Op.Is(Traits.Region))
        {
            return;
        }

        var source = Builder.Source;
        Builder.Source = node.Source is null ? null : $"d({node.Source})";
        if (node.Type == IrType.Void)
        {
            MirrorWrite(node);
        }
        else if (activity.IsActive(node))
        {
            tangents[node] = TangentsOf(node);
        }

        Builder.Source = source;
    }

    /// <summary>Says what the tangents of an input are.</summary>
    protected void BindTangents(Node input, Node[] made) => tangents[input] = made;

    private Node[] TangentsOf(Node node)
    {
        if (node.Op == Ops.Load || node.Op == Ops.TapeLoad || node.Op == Ops.TapePop)
        {
            return InEachLane(lane => CloneOnTangent(node, lane));
        }

        if (node.Op == Ops.NewTape)
        {
            return InEachLane(_ => Builder.Emit(Ops.NewTape, node.Type, Map(node.Operands)));
        }

        if (node.Type.IsArray)
        {
            return InEachLane(lane => node.Op == Ops.Select
                ? Builder.Apply(Ops.Select, this[node.Operands[0]], TangentOrZero(node.Operands[1], lane), TangentOrZero(node.Operands[2], lane))
                : Zeros(this[node]));
        }

        return Reductions.Picks(node.Op) && reductions.At(node) is not null ? TangentsOfPick(node) : Differentiate(node);
    }

    /// <summary>The tangents of an operation on numbers.</summary>
    protected virtual Node[] Differentiate(Node node) => InEachLane(lane => ApplyRule(node, lane));

    /// <summary>The same access, of the array or tape of tangents.</summary>
    private Node CloneOnTangent(Node node, int lane)
    {
        var operands = Map(node.Operands);
        operands[0] = tangents[node.Operands[0]][lane];
        return Clone(node, operands);
    }

    private Node ApplyRule(Node node, int lane)
    {
        var rule = Derivatives.Of(node.Op)!;
        var operands = new Term[node.Operands.Length];
        for (var i = 0; i < operands.Length; i++)
        {
            operands[i] = new Term(Builder, this[node.Operands[i]]);
        }

        // A tangent that is zero says that the operand does not move: an infinite slope there does not count.
        // That of a product is a factor; where it is infinite, the value is none either.
        var gated = node.Op != Ops.Mul;
        Term? sum = null;
        var result = new Term(Builder, this[node]);
        for (var i = 0; i < operands.Length; i++)
        {
            if (tangents.TryGetValue(node.Operands[i], out var tangent)
                && rule.Jvp(operands, result, new Term(Builder, tangent[lane], gated), i) is { } part)
            {
                sum = sum is { } known ? known + part : part;
            }
        }

        return sum?.In(Builder, node.Type) ?? Builder.Number(0, node.Type);
    }

    /// <summary>The tangent of the largest of a sequence is the mean of those of the candidates that are tied for it.</summary>
    private Node[] TangentsOfPick(Node pick)
    {
        var carriedFirst = ties.ContainsKey(pick.Operands[0]);
        var (carried, other) = carriedFirst ? (pick.Operands[0], pick.Operands[1]) : (pick.Operands[1], pick.Operands[0]);
        var (best, candidate, count) = (this[carried], this[other], ties[carried]);
        var more = Builder.Apply(Ops.Add, count, Builder.Number(1, count.Type));
        var tied = Builder.Apply(Ops.Eq, candidate, best);
        var kept = Builder.Apply(Ops.Eq, this[pick], best);
        ties[pick] = Builder.Apply(Ops.Select, tied, more, Builder.Apply(Ops.Select, kept, count, Builder.Number(1, count.Type)));
        var isNumber = Builder.Apply(Ops.Eq, this[pick], this[pick]);
        return InEachLane(lane =>
        {
            var (old, fresh) = (TangentOrZero(carried, lane), TangentOrZero(other, lane));
            var mean = Builder.Apply(Ops.Add, old, Builder.Apply(Ops.Div, Builder.Apply(Ops.Sub, fresh, old), more));
            var tangent = Builder.Apply(Ops.Select, tied, mean, Builder.Apply(Ops.Select, kept, old, fresh));
            return Builder.Apply(Ops.Select, isNumber, tangent, Builder.Number(double.NaN, tangent.Type));
        });
    }

    /// <summary>What is written to memory that holds tangents.</summary>
    private void MirrorWrite(Node node)
    {
        if (node.Operands.Length == 0 || !tangents.TryGetValue(node.Operands[0], out var memory)
            || (node.Op == Ops.AddTo && !tangents.ContainsKey(node.Operands[^1])))
        {
            return;
        }

        foreach (var lane in Lanes)
        {
            var operands = Map(node.Operands);
            operands[0] = memory[lane];
            if (node.Op != Ops.Clear)
            {
                operands[^1] = TangentOrZero(node.Operands[^1], lane);
            }

            Clone(node, operands);
        }
    }

    protected Node TangentOrZero(Node value, int lane) =>
        tangents.TryGetValue(value, out var tangent) ? tangent[lane]
        : value is { IsConstant: true, Type.IsArray: true } ? this[value]
        : value.Type.IsArray ? Zeros(this[value])
        : Builder.Number(0, value.Type);

    /// <summary>A fresh array in the shape of another; where that has just been made in the shape of a third, of that one, so that the other need not exist.</summary>
    private Node Zeros(Node like) =>
        Builder.Emit(Ops.ZerosLike, like.Type, [like.Op == Ops.ZerosLike ? like.Operands[0] : like]);
}
