using ExprAD.IR;

namespace ExprAD.Analyses;

/// <summary>One use of a value: as an operand of a node, or (no user) as a result of a region.</summary>
internal readonly record struct Use(Node? User, Region Region, int Position);

/// <summary>Where each value of a graph is used.</summary>
internal sealed class Uses
{
    private readonly Dictionary<Node, List<Use>> uses = [];

    public static Uses Of(Graph graph)
    {
        var all = new Uses();
        foreach (var body in graph.Bodies)
        {
            all.Visit(body);
        }

        return all;
    }

    public IReadOnlyList<Use> this[Node node] => uses.TryGetValue(node, out var list) ? list : [];

    private void Visit(Region region)
    {
        foreach (var node in region.Nodes)
        {
            for (var i = 0; i < node.Operands.Length; i++)
            {
                Add(node.Operands[i], new Use(node, region, i));
            }

            foreach (var inner in node.Regions)
            {
                Visit(inner);
            }
        }

        for (var i = 0; i < region.Results.Count; i++)
        {
            Add(region.Results[i], new Use(null, region, i));
        }
    }

    private void Add(Node node, Use use)
    {
        if (node.IsConstant)
        {
            return;
        }

        if (!uses.TryGetValue(node, out var list))
        {
            uses.Add(node, list = []);
        }

        list.Add(use);
    }
}
