using ExprAD.IR;

namespace ExprAD.Differentiation.Forward;

/// <summary>
/// f(a, b) becomes f(a, b, da, db), which gives the results and then their tangents; only what is active has any, lane by lane.
/// </summary>
internal partial class ForwardMode
{
    protected override void RewriteInvoke(Node node)
    {
        var function = (Function)node.Attribute!;
        var operands = node.Operands.ToArray();
        var made = Builder.Invoke(Rewritten(function), [.. Map(operands), .. Active(function.Body.Parameters).SelectMany(i => InEachLane(lane => TangentOrZero(operands[i], lane)))]);
        BindResults(node, made);
        foreach (var (at, number) in Active(function.Body.Results).Index())
        {
            tangents[node.Values[number]] = made[(node.Values.Count + (at * lanes))..(node.Values.Count + ((at + 1) * lanes))];
        }
    }

    protected override Function Declare(Function function) => new(
        $"jvp({function.Name})",
        [.. function.Parameters, .. Active(function.Body.Parameters).SelectMany(i => Enumerable.Repeat(function.Parameters[i], lanes))],
        [.. function.Results, .. Active(function.Body.Results).SelectMany(i => Enumerable.Repeat(function.Results[i], lanes))]);

    protected override Graph RewriteDefinition(Graph graph)
    {
        CopyInputs(graph);
        foreach (var i in Active(graph.Body.Parameters))
        {
            var input = graph.Inputs[i];
            tangents[input.Node] = InEachLane(lane => Builder.Input(input.Node.Type, NameOf(input.Name, lane), input.Role));
        }

        Rewrite(graph.Body);
        int[] moving = [.. Active(graph.Body.Results)];
        return Builder.Build(
            $"jvp({graph.Name})",
            [.. Results(graph.Body), .. moving.SelectMany(i => InEachLane(lane => TangentOrZero(graph.Results[i], lane)))],
            [.. graph.ResultNames, .. moving.SelectMany(i => Lanes.Select(lane => NameOf(graph.ResultNames[i], lane)))],
            graph.Source);
    }

    /// <summary>The numbers of those values that have tangents.</summary>
    private IEnumerable<int> Active(IReadOnlyList<Node> values) => Enumerable.Range(0, values.Count).Where(i => activity.IsActive(values[i]));
}
