using ExprAD.IR;

namespace ExprAD.Transforms;

/// <summary>
/// Takes the edges of blocks away (<see cref="GraphBuilder.Block"/>), which have a meaning for reverse mode only:
/// <code>
/// a = try { yield f(x) } fault { }        a = f(x)
/// </code>
/// </summary>
internal sealed class OpenBlocks : GraphRewriter
{
    private OpenBlocks(GraphBuilder builder)
        : base(builder)
    {
    }

    public static Graph Run(Graph graph, bool strict) =>
        graph.AllNodes().Any(n => n.IsBlock) ? new OpenBlocks(new GraphBuilder(strict)).Rewrite(graph) : graph;

    protected override void RewriteTry(Node node)
    {
        if (!node.IsBlock)
        {
            base.RewriteTry(node);
            return;
        }

        Rewrite(node.Regions[0]);
        BindResults(node, Results(node.Regions[0]));
    }
}
