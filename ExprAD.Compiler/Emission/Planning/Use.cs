using ExprAD.IR;

namespace ExprAD.Emission.Planning;

/// <summary>
/// A place that reads a value: operand <paramref name="Slot"/> of <paramref name="User"/>, or, where that is null,
/// a result of the region. The place lies in <paramref name="Region"/> before the node at <paramref name="Position"/> has an effect.
/// </summary>
internal readonly record struct Use(Node Value, Node? User, int Slot, Region Region, int Position)
{
    /// <summary>
    /// Costs nothing and is computed anew wherever it is read, so that its operand is what counts as read.
    /// An array keeps its length; a list may be changed by a call.
    /// </summary>
    public static bool IsTransparent(Node node) =>
        node.Op == Ops.StopGradient || (node.Op == Ops.Length && node.Operands[0].Type is { IsList: false });

    /// <summary>All places in a region, inner regions included, that read a value, in program order.</summary>
    public static void ForEach(Region region, Action<Use> action)
    {
        for (var p = 0; p < region.Nodes.Count; p++)
        {
            var node = region.Nodes[p];
            if (node.Op == Ops.Result || IsTransparent(node))
            {
                continue;
            }

            for (var slot = 0; slot < node.Operands.Length; slot++)
            {
                Visit(node.Operands[slot], node, slot, region, p, action);
            }

            foreach (var inner in node.Regions)
            {
                ForEach(inner, action);
            }
        }

        for (var slot = 0; slot < region.Results.Count; slot++)
        {
            Visit(region.Results[slot], null, slot, region, region.Nodes.Count, action);
        }
    }

    private static void Visit(Node value, Node? user, int slot, Region region, int position, Action<Use> action)
    {
        while (IsTransparent(value))
        {
            value = value.Operands[0];
        }

        if (!value.IsConstant)
        {
            action(new Use(value, user, slot, region, position));
        }
    }
}
