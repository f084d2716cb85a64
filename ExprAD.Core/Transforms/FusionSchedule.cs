using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Transforms;

/// <summary>Which loops and branches come together, and in what order all nodes around them then stand.</summary>
internal sealed class FusionSchedule(Graph graph)
{
    private readonly Footprints footprints = new(graph);

    /// <summary>Within one side of fused branches: what the branches' values are there.</summary>
    private readonly Dictionary<Node, Node> inner = [];

    /// <summary>Nodes that will become one when rebuilt, by what they compute and by the first of them.</summary>
    private readonly Dictionary<NodeKey, Node> computed = [];
    private readonly Dictionary<Node, Node> firsts = [];

    public void Enter(List<Node> branches, int side)
    {
        foreach (var value in branches.SelectMany(b => b.Values))
        {
            inner[value] = value.Operands[0].Regions[side].Results[(int)value.Attribute!];
        }
    }

    public void Leave(List<Node> branches)
    {
        foreach (var value in branches.SelectMany(b => b.Values))
        {
            inner.Remove(value);
        }
    }

    /// <summary>The node that stands for <paramref name="node"/> on the side of the branches that is being built.</summary>
    public Node Inner(Node node)
    {
        while (inner.TryGetValue(node, out var result))
        {
            node = result;
        }

        return node;
    }

    /// <summary>Says that two nodes are one from now on.</summary>
    public void Same(Node first, Node other)
    {
        if (first != other)
        {
            firsts[other] = First(first);
        }
    }

    /// <summary>The nodes in an order in which those to be fused stand together.</summary>
    public IEnumerable<List<Node>> Order(IEnumerable<Node> nodes)
    {
        var order = new FusionOrder();
        foreach (var node in nodes.Where(n => n.Op != Ops.Result))
        {
            Identify(node);
            order.Add(new FusionGroup(node, FootprintOf(node)), Fusion.IsFusible(node) ? KeyOf(node) : null);
        }

        return order.Groups;
    }

    /// <summary>
    /// What loops and branches that can come together have in common. Loops that come together only now may turn out to be
    /// one and the same when they are rebuilt; if not, there is another pass.
    /// </summary>
    private (Op Op, Node Operand, Region? Region) KeyOf(Node node) =>
        (node.Op, First(node.Operands[0]), node.Op == Ops.For ? node.Region : null);

    private Footprint FootprintOf(Node node)
    {
        var footprint = footprints.Of(node);
        if (!footprint.Uses.Any(inner.ContainsKey))
        {
            return footprint;
        }

        var here = new Footprint();
        here.Add(footprint);
        here.Uses.UnionWith(footprint.Uses.Select(Inner));
        return here;
    }

    private void Identify(Node node)
    {
        if (node.Is(Traits.Pure) && node.Regions.Length == 0)
        {
            var key = new NodeKey(node.Op, node.Type, [.. node.Operands.ToArray().Select(First)], node.Attribute, -1);
            Same(computed.TryGetValue(key, out var first) ? first : computed[key] = node, node);
        }
    }

    private Node First(Node node)
    {
        node = Inner(node);
        return firsts.GetValueOrDefault(node, node);
    }
}
