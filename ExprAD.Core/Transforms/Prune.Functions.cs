using ExprAD.IR;

namespace ExprAD.Transforms;

internal sealed partial class Prune
{
    protected override void RewriteInvoke(Node node)
    {
        var function = (Function)node.Attribute!;
        var operands = node.Operands.ToArray();
        Node[] kept = [.. Live(function.Body.Parameters).Select(i => this[operands[i]])];
        var made = Builder.Invoke(Rewritten(function), kept);
        foreach (var (at, number) in Live(function.Body.Results).Index())
        {
            this[node.Values[number]] = made[at];
        }
    }

    protected override Function Declare(Function function) => new(
        function.Name,
        [.. Live(function.Body.Parameters).Select(i => function.Parameters[i])],
        [.. Live(function.Body.Results).Select(i => function.Results[i])])
    { Traits = function.Traits };

    protected override Graph RewriteDefinition(Graph graph)
    {
        foreach (var i in Live(graph.Body.Parameters))
        {
            var input = graph.Inputs[i];
            this[input.Node] = Builder.Input(input.Node.Type, input.Name, input.Role, input.Differentiable);
        }

        Rewrite(graph.Body);
        int[] results = [.. Live(graph.Body.Results)];
        return Builder.Build(graph.Name, [.. results.Select(i => this[graph.Results[i]])], [.. results.Select(i => graph.ResultNames[i])], graph.Source);
    }

    /// <summary>The numbers of those values that someone reads.</summary>
    private IEnumerable<int> Live(IReadOnlyList<Node> values) => Enumerable.Range(0, values.Count).Where(i => live.Contains(values[i]));
}
