namespace ExprAD.IR;

internal partial class GraphRewriter
{
    private readonly Dictionary<Function, Function> functions = [];

    /// <summary>A call becomes a call of what its function becomes.</summary>
    protected virtual void RewriteInvoke(Node node) =>
        BindResults(node, Builder.Invoke(Rewritten((Function)node.Attribute!), Map(node.Operands)));

    /// <summary>A call within a part that is rebuilt: the function stays what it is.</summary>
    protected void InvokeAsIs(Node node) => BindResults(node, Builder.Invoke((Function)node.Attribute!, Map(node.Operands)));

    /// <summary>What a function has become: rebuilt when first asked for.</summary>
    protected Function Rewritten(Function function)
    {
        if (!functions.TryGetValue(function, out var made))
        {
            functions.Add(function, made = Declare(function));
            made.Define(Elsewhere(() => RewriteDefinition(function.Definition)));
        }

        return made;
    }

    /// <summary>The signature of what a function becomes. It may call itself before it is complete.</summary>
    protected virtual Function Declare(Function function) =>
        new(function.Name, function.Parameters, function.Results) { Traits = function.Traits, Split = function.Split };

    /// <summary>The body of a function, rebuilt by a builder of its own.</summary>
    protected virtual Graph RewriteDefinition(Graph graph)
    {
        CopyInputs(graph);
        Rewrite(graph.Body);
        return Builder.Build(graph.Name, Results(graph.Body), graph.ResultNames, graph.Source);
    }

    /// <summary>Builds a graph of its own, in the middle of another one.</summary>
    protected Graph Elsewhere(Func<Graph> build)
    {
        var outer = Builder;
        Builder = new GraphBuilder(outer.Strict);
        var graph = build();
        Builder = outer;
        return graph;
    }
}
