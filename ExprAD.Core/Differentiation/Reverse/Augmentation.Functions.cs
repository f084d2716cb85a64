using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse;

/// <summary>Arrays are handed to functions, and handed back, with their shadows.</summary>
internal sealed partial class Augmentation
{
    protected override void RewriteInvoke(Node node)
    {
        var function = (Function)node.Attribute!;
        var operands = node.Operands.ToArray();
        if (Array.Exists(operands, o => o.Type.Kind == TypeKind.Tape && activity.IsActive(o)))
        {
            // What calls leave for their mirror images has no shadow yet that goes from call to call.
            throw new NotDifferentiableException(
                node.Source ?? function.Name,
                $"the gradient of {function.Name}, which calls itself, is differentiated in reverse mode.",
                "Take the second derivative forward, by HessianVectorProduct, Hessian or Jvp, or write the recursion as a loop.");
        }

        var made = Builder.Invoke(
            Rewritten(function), [.. Map(operands), .. Shadowed(function.Body.Parameters).Select(i => ShadowOf(operands[i]))]);
        BindResults(node, made);
        foreach (var (at, number) in Shadowed(function.Body.Results).Index())
        {
            companions[node.Values[number]] = made[node.Values.Count + at];
        }
    }

    protected override Function Declare(Function function) => new(
        function.Name,
        [.. function.Parameters, .. Shadowed(function.Body.Parameters).Select(i => function.Parameters[i])],
        [.. function.Results, .. Shadowed(function.Body.Results).Select(i => function.Results[i])])
    { Traits = function.Traits };

    protected override Graph RewriteDefinition(Graph graph)
    {
        CopyInputs(graph);
        foreach (var i in Shadowed(graph.Body.Parameters))
        {
            var input = graph.Inputs[i];
            companions[input.Node] = Builder.Input(input.Node.Type, "∂" + input.Name, input.Role);
        }

        Rewrite(graph.Body);
        int[] shadowed = [.. Shadowed(graph.Body.Results)];
        return Builder.Build(
            graph.Name,
            [.. Results(graph.Body), .. shadowed.Select(i => ShadowOf(graph.Results[i]))],
            [.. graph.ResultNames, .. shadowed.Select(i => "∂" + graph.ResultNames[i])],
            graph.Source);
    }

    /// <summary>There is none for null.</summary>
    private Node ShadowOf(Node array) => array.IsConstant ? this[array] : companions[array];

    private IEnumerable<int> Shadowed(IReadOnlyList<Node> values) =>
        Enumerable.Range(0, values.Count).Where(i => values[i].Type.IsArray && activity.IsActive(values[i]));
}
