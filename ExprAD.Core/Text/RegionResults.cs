using ExprAD.IR;

namespace ExprAD.Text;

/// <summary>The values that a branch or loop gives, and the <see cref="Ops.Result"/> nodes that stand for them.</summary>
internal static class RegionResults
{
    /// <summary>The types of the values that a region node gives, used or not.</summary>
    public static IReadOnlyList<IrType> Types(Node node) =>
        node.Op == Ops.For ? [.. node.Operands[1..].ToArray().Select(o => o.Type)]
        : node.Op == Ops.While ? [.. node.Operands.ToArray().Select(o => o.Type)]
        : [.. node.Regions[0].Results.Select(r => r.Type)];

    /// <summary>
    /// By number, the results of the region node at <paramref name="index"/> that follow it at once in rising order;
    /// null where one is not used and was dropped, or stands elsewhere.
    /// </summary>
    public static Node?[] Following(Region region, int index)
    {
        var node = region.Nodes[index];
        var results = new Node?[Types(node).Count];
        var next = 0;
        for (var i = index + 1; i < region.Nodes.Count; i++)
        {
            var result = region.Nodes[i];
            if (result.Op != Ops.Result || result.Operands[0] != node || (int)result.Attribute! is var number && (number < next || number >= results.Length))
            {
                break;
            }

            results[number] = result;
            next = number + 1;
        }

        return results;
    }
}
