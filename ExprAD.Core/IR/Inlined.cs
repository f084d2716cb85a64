namespace ExprAD.IR;

/// <summary>Builds what a graph computes into another one, of values that are there.</summary>
internal sealed class Inlined : GraphRewriter
{
    private Inlined(GraphBuilder builder)
        : base(builder)
    {
    }

    /// <summary>The first result of <paramref name="graph"/> for these inputs, where the builder stands.</summary>
    public static Node Build(GraphBuilder builder, Graph graph, ReadOnlySpan<Node> inputs)
    {
        var inlined = new Inlined(builder);
        for (var i = 0; i < inputs.Length; i++)
        {
            inlined.Bind(graph.Inputs[i].Node, inputs[i]);
        }

        inlined.Rewrite(graph.Body);
        return inlined.Results(graph.Body)[0];
    }
}
