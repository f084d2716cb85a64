using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Transforms;

/// <summary>Nodes that stand, or are to stand, at one place.</summary>
internal sealed class FusionGroup(Node node, Footprint footprint)
{
    public List<Node> Nodes { get; } = [node];

    public Footprint Footprint => footprint;

    public bool IsLoop => Nodes[0].Op == Ops.For;

    /// <summary>By which the groups behind it refer to it; only what others may join has one.</summary>
    public int? Number { get; set; }

    /// <summary>The numbers of all groups that have to stand before this one, directly or since something between them has to.</summary>
    public BitSet Before { get; } = new();

    /// <summary>Adds to <paramref name="set"/> this group, and what stands before it.</summary>
    public void AddTo(BitSet set)
    {
        set.UnionWith(Before);
        if (Number is { } number)
        {
            set.Add(number);
        }
    }
}
