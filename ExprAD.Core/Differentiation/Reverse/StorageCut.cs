using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse;

/// <summary>
/// The choice between storing and recomputing within one region, as a minimum cut. Each node has two vertices, 'needed' and
/// 'recomputed': needed but not recomputed costs a store; recomputed costs its operation and needs its operands.
/// </summary>
internal sealed class StorageCut(Region region, Func<Node, bool> canRecompute, Func<Node, bool> isGiven)
{
    private readonly Dictionary<Node, (int Needed, int Recomputed)> vertices = [];
    private readonly Stack<Node> pending = new();
    private readonly MinCut network = new();

    public (List<Node> Store, List<Node> Recompute) Solve(IReadOnlyCollection<Node> demanded, int storePrice)
    {
        var (source, sink) = (network.AddVertex(), network.AddVertex());
        foreach (var node in demanded)
        {
            network.AddEdge(source, VertexOf(node), MinCut.Infinite);
        }

        while (pending.TryPop(out var node))
        {
            var (needed, again) = vertices[node];
            network.AddEdge(needed, again, storePrice);
            if (!canRecompute(node))
            {
                network.AddEdge(again, sink, MinCut.Infinite);
                continue;
            }

            network.AddEdge(again, sink, Math.Max(1, node.Op.Cost));
            foreach (var operand in Own(node))
            {
                network.AddEdge(again, VertexOf(operand), MinCut.Infinite);
            }
        }

        return Collect(demanded, network.Solve(source, sink));
    }

    private (List<Node> Store, List<Node> Recompute) Collect(IReadOnlyCollection<Node> demanded, bool[] kept)
    {
        List<Node> store = [], recompute = [];
        HashSet<Node> seen = [.. demanded];
        Stack<Node> reached = new(demanded);
        while (reached.TryPop(out var node))
        {
            if (!kept[vertices[node].Recomputed])
            {
                store.Add(node);
                continue;
            }

            recompute.Add(node);
            foreach (var operand in Own(node))
            {
                if (seen.Add(operand))
                {
                    reached.Push(operand);
                }
            }
        }

        return (store, recompute);
    }

    private IEnumerable<Node> Own(Node node) => StoragePlan.Inputs(node).Where(o => o.Region == region && !isGiven(o));

    private int VertexOf(Node node)
    {
        if (!vertices.TryGetValue(node, out var pair))
        {
            vertices.Add(node, pair = (network.AddVertex(), network.AddVertex()));
            pending.Push(node);
        }

        return pair.Needed;
    }
}
