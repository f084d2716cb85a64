using ExprAD.IR;

namespace ExprAD.Sparsity;

/// <summary>f(a, b) becomes f(a, b, sets, sets of a, sets of b), which gives the results and then their sets; only what is active has any.</summary>
internal sealed partial class Dependence
{
    protected override void RewriteInvoke(Node node)
    {
        var function = (Function)node.Attribute!;
        var operands = node.Operands.ToArray();
        var made = Builder.Invoke(Rewritten(function), [.. Map(operands), sets, .. Active(function.Body.Parameters).Select(i => SetsOf(operands[i]))]);
        BindResults(node, made);
        foreach (var (at, number) in Active(function.Body.Results).Index())
        {
            dependence[node.Values[number]] = made[node.Values.Count + at];
        }
    }

    protected override Function Declare(Function function) => new(
        $"dependence({function.Name})",
        [.. function.Parameters, sets.Type, .. Active(function.Body.Parameters).Select(i => SetMemory.TypeFor(function.Parameters[i]))],
        [.. function.Results, .. Active(function.Body.Results).Select(i => SetMemory.TypeFor(function.Results[i]))]);

    protected override Graph RewriteDefinition(Graph graph)
    {
        var outer = sets;
        CopyInputs(graph);
        sets = Builder.Input(sets.Type, "sets", InputRole.Data);
        foreach (var i in Active(graph.Body.Parameters))
        {
            var input = graph.Inputs[i];
            dependence[input.Node] = Builder.Input(SetMemory.TypeFor(input.Node.Type), "sets of " + input.Name, InputRole.Data);
        }

        Rewrite(graph.Body);
        int[] moving = [.. Active(graph.Body.Results)];
        Node[] results = [.. Results(graph.Body), .. moving.Select(i => SetsOf(graph.Results[i]))];
        sets = outer;
        return Builder.Build($"dependence({graph.Name})", results, [.. graph.ResultNames, .. moving.Select(i => "sets of " + graph.ResultNames[i])], graph.Source);
    }

    /// <summary>The numbers of those values that have sets.</summary>
    private IEnumerable<int> Active(IReadOnlyList<Node> values) => Enumerable.Range(0, values.Count).Where(i => activity.IsActive(values[i]));
}
