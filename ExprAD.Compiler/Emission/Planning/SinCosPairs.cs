using ExprAD.IR;

namespace ExprAD.Emission.Planning;

/// <summary>
/// Finds sine and cosine of the same value, as a derivative of either brings forth: one call gives both, in two thirds of the time
/// and with the same bits. Only where both are computed together anyway.
/// </summary>
internal static class SinCosPairs
{
    public static void Find(Region region, EmissionPlan plan)
    {
        Dictionary<Node, Node>? seen = null;
        foreach (var node in region.Nodes)
        {
            foreach (var inner in node.Regions)
            {
                Find(inner, plan);
            }

            if ((node.Op != Ops.Sin && node.Op != Ops.Cos) || node.Type.IsVector)
            {
                continue;
            }

            seen ??= [];
            if (seen.Remove(node.Operands[0], out var first) && first.Op != node.Op && plan[first].Chunk == plan[node].Chunk)
            {
                plan[first].Partner = node;
                plan[node].Partner = first;
            }
            else
            {
                seen[node.Operands[0]] = node;
            }
        }
    }
}
