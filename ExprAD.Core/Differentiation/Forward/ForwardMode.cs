using ExprAD.Analyses;
using ExprAD.IR;
using ExprAD.Rules;
using ExprAD.Transforms;

namespace ExprAD.Differentiation.Forward;

/// <summary>
/// Forward mode: from a function to the function that also gives the derivative of its results along a direction.
/// Beside every active value goes its tangent, through branches, loops, arrays and tapes alike.
/// </summary>
internal sealed partial class ForwardMode : GraphRewriter
{
    private readonly Activity activity;
    private readonly Reductions reductions;

    /// <summary>By the nodes of the old graph: tangents of numbers, and arrays and tapes that hold tangents.</summary>
    private readonly Dictionary<Node, Node> tangents = [];

    /// <summary>How many candidates are tied so far, at the links of reductions that pick one.</summary>
    private readonly Dictionary<Node, Node> ties = [];

    private ForwardMode(GraphBuilder builder, Activity activity, Reductions reductions)
        : base(builder)
    {
        this.activity = activity;
        this.reductions = reductions;
    }

    /// <summary>
    /// The graph with further inputs, the tangents of <paramref name="inputs"/> in their order and of their types, and with
    /// further results, the tangents of the results in their order: zero where a result does not depend on the inputs.
    /// </summary>
    public static Graph Jvp(Graph graph, IReadOnlyList<int> inputs, bool strict)
    {
        var activity = Activity.Of(graph, Aliasing.Of(graph), inputs.Select(i => graph.Inputs[i].Node), graph.Results);
        var pass = new ForwardMode(new GraphBuilder(strict), activity, Reductions.Of(graph));
        pass.CopyInputs(graph);
        foreach (var i in inputs)
        {
            var input = graph.Inputs[i];
            pass.tangents[input.Node] = pass.Builder.Input(input.Node.Type, "d" + input.Name, InputRole.Parameter);
        }

        foreach (var input in graph.Inputs)
        {
            if (input.Node.Type.IsArray && activity.IsActive(input.Node) && !pass.tangents.ContainsKey(input.Node))
            {
                pass.tangents[input.Node] = pass.Builder.Emit(Ops.ZerosLike, input.Node.Type, [pass[input.Node]]);
            }
        }

        pass.Rewrite(graph.Body);
        Node[] results = [.. pass.Results(graph.Body), .. graph.Results.Select(pass.TangentOrZero)];
        var made = pass.Builder.Build($"jvp({graph.Name})", results, [.. graph.ResultNames, .. graph.ResultNames.Select(n => "d" + n)], graph.Source);
        return Prune.Run(made, strict);
    }

    protected override void Rewrite(Node node)
    {
        base.Rewrite(node);
        if (node.Op == Ops.Result || node.Op.Is(Traits.Region))
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
            tangents[node] = TangentOf(node);
        }

        Builder.Source = source;
    }

    private Node TangentOf(Node node)
    {
        if (node.Op == Ops.Load || node.Op == Ops.TapeLoad || node.Op == Ops.TapePop)
        {
            return CloneOnTangent(node);
        }

        if (node.Op == Ops.NewTape)
        {
            return Builder.Emit(Ops.NewTape, node.Type, Map(node.Operands));
        }

        if (node.Type.IsArray)
        {
            return node.Op == Ops.Select
                ? Builder.Apply(Ops.Select, this[node.Operands[0]], tangents[node.Operands[1]], tangents[node.Operands[2]])
                : Builder.Emit(Ops.ZerosLike, node.Type, [this[node]]);
        }

        return Reductions.Picks(node.Op) && reductions.At(node) is not null ? TangentOfPick(node) : ApplyRule(node);
    }

    /// <summary>The same access, of the array or tape of tangents.</summary>
    private Node CloneOnTangent(Node node)
    {
        var operands = Map(node.Operands);
        operands[0] = tangents[node.Operands[0]];
        return Clone(node, operands);
    }

    private Node ApplyRule(Node node)
    {
        var rule = Derivatives.Table[node.Op]!;
        var operands = new Term[node.Operands.Length];
        for (var i = 0; i < operands.Length; i++)
        {
            operands[i] = new Term(Builder, this[node.Operands[i]]);
        }

        Term? sum = null;
        var result = new Term(Builder, this[node]);
        for (var i = 0; i < operands.Length; i++)
        {
            // A tangent that is zero says that the operand does not move: an infinite slope there does not count.
            if (tangents.TryGetValue(node.Operands[i], out var tangent)
                && rule.Jvp(operands, result, new Term(Builder, tangent, gated: true), i) is { } part)
            {
                sum = sum is { } known ? known + part : part;
            }
        }

        return sum?.In(Builder, node.Type) ?? Builder.Number(0, node.Type);
    }

    /// <summary>The tangent of the largest of a sequence is the mean of those of the candidates that are tied for it.</summary>
    private Node TangentOfPick(Node pick)
    {
        var carriedFirst = ties.ContainsKey(pick.Operands[0]);
        var (carried, other) = carriedFirst ? (pick.Operands[0], pick.Operands[1]) : (pick.Operands[1], pick.Operands[0]);
        var (best, candidate, count) = (this[carried], this[other], ties[carried]);
        var (old, fresh) = (TangentOrZero(carried), TangentOrZero(other));
        var more = Builder.Apply(Ops.Add, count, Builder.Number(1, count.Type));
        var mean = Builder.Apply(Ops.Add, old, Builder.Apply(Ops.Div, Builder.Apply(Ops.Sub, fresh, old), more));
        var tied = Builder.Apply(Ops.Eq, candidate, best);
        var kept = Builder.Apply(Ops.Eq, this[pick], best);
        ties[pick] = Builder.Apply(Ops.Select, tied, more, Builder.Apply(Ops.Select, kept, count, Builder.Number(1, count.Type)));
        var isNumber = Builder.Apply(Ops.Eq, this[pick], this[pick]);
        var tangent = Builder.Apply(Ops.Select, tied, mean, Builder.Apply(Ops.Select, kept, old, fresh));
        return Builder.Apply(Ops.Select, isNumber, tangent, Builder.Number(double.NaN, tangent.Type));
    }

    /// <summary>What is written to memory that holds tangents.</summary>
    private void MirrorWrite(Node node)
    {
        if (node.Operands.Length == 0 || !tangents.TryGetValue(node.Operands[0], out var memory))
        {
            return;
        }

        if (node.Op == Ops.Clear)
        {
            CloneOnTangent(node);
            return;
        }

        if (node.Op == Ops.AddTo && !tangents.ContainsKey(node.Operands[^1]))
        {
            return;
        }

        var operands = Map(node.Operands);
        operands[0] = memory;
        operands[^1] = TangentOrZero(node.Operands[^1]);
        Clone(node, operands);
    }

    private Node TangentOrZero(Node value) =>
        tangents.TryGetValue(value, out var tangent) ? tangent
        : value.Type.IsArray ? Builder.Emit(Ops.ZerosLike, value.Type, [this[value]])
        : Builder.Number(0, value.Type);
}
