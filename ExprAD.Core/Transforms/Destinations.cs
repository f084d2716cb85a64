using ExprAD.IR;

namespace ExprAD.Transforms;

/// <summary>
/// Lets the caller give the memory of results: one that is a fresh array in the shape of an input becomes an input
/// itself, which comes filled with zeros.
/// </summary>
internal sealed class Destinations : GraphRewriter
{
    private readonly Graph graph;
    private readonly int first;

    private Destinations(GraphBuilder builder, Graph graph, int first)
        : base(builder) => (this.graph, this.first) = (graph, first);

    /// <summary>The results from number <paramref name="first"/> on may lie in the caller's memory.</summary>
    public static Graph Run(Graph graph, bool strict, int first = 0) => new Destinations(new GraphBuilder(strict), graph, first).Rewrite(graph);

    protected override void Rewrite(Node node)
    {
        var result = node.Op == Ops.ZerosLike && node.Region == graph.Body && node.Operands[0].Op == Ops.Param ? IndexOf(node) : -1;
        if (result < 0)
        {
            base.Rewrite(node);
        }
        else
        {
            this[node] = Builder.Input(node.Type, graph.ResultNames[result], InputRole.Destination);
        }
    }

    private int IndexOf(Node node)
    {
        for (var i = first; i < graph.Results.Count; i++)
        {
            if (graph.Results[i] == node)
            {
                return i;
            }
        }

        return -1;
    }
}
