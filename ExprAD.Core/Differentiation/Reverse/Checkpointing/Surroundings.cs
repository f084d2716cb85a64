using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse.Checkpointing;

/// <summary>What a loop takes from around it.</summary>
internal static class Surroundings
{
    public static IReadOnlyCollection<Node> Of(Node loop)
    {
        HashSet<Node> found = [];
        Add(found, loop.Operands, loop);
        foreach (var node in Graph.NodesOf(loop.Regions.ToArray()))
        {
            Add(found, node.Operands, loop);
            foreach (var region in node.Regions)
            {
                Add(found, region.Results.ToArray(), loop);
            }
        }

        foreach (var region in loop.Regions)
        {
            Add(found, region.Results.ToArray(), loop);
        }

        return found;
    }

    private static void Add(HashSet<Node> found, ReadOnlySpan<Node> values, Node loop)
    {
        foreach (var value in values)
        {
            if (!value.IsConstant && !IsInside(value.Region!, loop))
            {
                found.Add(value);
            }
        }
    }

    private static bool IsInside(Region region, Node loop)
    {
        foreach (var own in loop.Regions)
        {
            if (region.IsWithin(own))
            {
                return true;
            }
        }

        return false;
    }
}
