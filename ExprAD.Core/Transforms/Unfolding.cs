using ExprAD.IR;

namespace ExprAD.Transforms;

/// <summary>
/// Puts a small function that calls itself in place of its calls of itself, once. A call then does what several did, and in a
/// tree of calls most are leaves, which are calls no more.
/// <code>
/// f(n) = n &lt; 2 ? g(n) : h(f(n − 1))        f(n) = n &lt; 2 ? g(n) : h(n − 1 &lt; 2 ? g(n − 1) : h(f(n − 2)))
/// </code>
/// </summary>
internal sealed class Unfolding : GraphRewriter
{
    /// <summary>The most nodes that a function may come to have. The derivative has several times as many, and loops in loops keep values in memory.</summary>
    private const int Largest = 160;

    private Function? current;

    private Unfolding(GraphBuilder builder)
        : base(builder)
    {
    }

    public static Graph Run(Graph graph, bool strict) =>
        graph.Functions.Any(IsSmall) ? Prune.Run(new Unfolding(new GraphBuilder(strict)).Rewrite(graph), strict) : graph;

    protected override Graph RewriteDefinition(Graph graph)
    {
        var outer = current;
        current = graph.Functions.FirstOrDefault(f => f.Definition == graph);
        var made = base.RewriteDefinition(graph);
        current = outer;
        return made;
    }

    protected override void RewriteInvoke(Node node)
    {
        var function = (Function)node.Attribute!;
        if (function == current && IsSmall(function))
        {
            BindResults(node, new Copy(Builder, this).Run(function, Map(node.Operands)));
        }
        else
        {
            base.RewriteInvoke(node);
        }
    }

    private static bool IsSmall(Function function)
    {
        var (size, calls) = (0, 0);
        foreach (var node in Graph.NodesOf([function.Body]))
        {
            size++;
            calls += node.Attribute == function ? 1 : 0;
        }

        return calls > 0 && size * (calls + 1) <= Largest;
    }

    /// <summary>A body in place of a call. The calls in it stay.</summary>
    private sealed class Copy(GraphBuilder builder, Unfolding unfolding) : GraphRewriter(builder)
    {
        public Node[] Run(Function function, Node[] operands)
        {
            BindParameters(function.Body, operands);
            Rewrite(function.Body);
            return Results(function.Body);
        }

        protected override void RewriteInvoke(Node node) =>
            BindResults(node, Builder.Invoke(unfolding.Rewritten((Function)node.Attribute!), Map(node.Operands)));
    }
}
