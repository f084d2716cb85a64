using ExprAD.IR;

namespace ExprAD.Transforms;

/// <summary>
/// Makes a graph of a region that became no part of one: its parameters are the first inputs, and what it uses from around it are further ones.
/// </summary>
internal sealed class Extraction : GraphRewriter
{
    private readonly HashSet<Node> bound = [];
    private readonly List<Node> free = [];

    private Extraction(GraphBuilder builder)
        : base(builder)
    {
    }

    /// <summary>In the new graph, what a node of the region is, or the input that stands for one from around it.</summary>
    public override Node this[Node node]
    {
        get
        {
            if (!node.IsConstant && bound.Add(node))
            {
                free.Add(node);
                base[node] = Builder.Input(node.Type, node.Source ?? $"free{free.Count}", InputRole.Data);
            }

            return base[node];
        }

        protected set
        {
            bound.Add(node);
            base[node] = value;
        }
    }

    /// <summary>The graph, the nodes from around the region in the order of their inputs, and what the nodes of the region have become; null for nodes of others.</summary>
    public static (Graph Graph, IReadOnlyList<Node> Free, Func<Node, Node?> Map) Run(Region region, string name, string? source, bool strict)
    {
        var pass = new Extraction(new GraphBuilder(strict));
        foreach (var parameter in region.Parameters)
        {
            pass[parameter] = pass.Builder.Input(parameter.Type, $"x{parameter.Attribute}", InputRole.Parameter, parameter.Type.HoldsFloats);
        }

        pass.Rewrite(region);
        var results = pass.Results(region);
        var graph = pass.Builder.Build(name, results, [.. results.Select((_, i) => $"value{i}")], source);
        return (graph, pass.free, node => pass.bound.Contains(node) ? pass[node] : null);
    }
}
