using ExprAD.IR;

namespace ExprAD.Emission.Planning;

/// <summary>
/// Where the machine code calls something, and floating-point registers are lost: their contents have to be in memory by then.
/// The JIT stores such a value wherever it is assigned, which for the accumulator of a loop means in every iteration,
/// even if the call comes after the loop; that has been seen to take more than half of the loop's time.
/// </summary>
internal sealed class MachineCalls(EmissionPlan plan)
{
    /// <summary>From this price on, scalar operations are calls of the runtime's library.</summary>
    private const int CostOfCall = 10;

    private readonly Dictionary<Region, int[]> counts = [];

    /// <summary>Whether something is called between a loop and the last use of this result of it.</summary>
    public bool Precede(Node result)
    {
        var (region, last) = (result.Region!, plan[result].LastUse);
        if (last == region.Nodes.Count && region.Owner is null)
        {
            // The results of the function stay until the function has ended.
            return true;
        }

        // Not the one that reads it, unless that is a region, in which things may be called before.
        var end = last < region.Nodes.Count && region.Nodes[last].Op.Is(Traits.Region) ? last + 1 : last;
        var before = CountBefore(region);
        return before[end] > before[plan[result.Operands[0]].Position + 1];
    }

    private int[] CountBefore(Region region)
    {
        if (!counts.TryGetValue(region, out var before))
        {
            counts.Add(region, before = new int[region.Nodes.Count + 1]);
            for (var p = 0; p < region.Nodes.Count; p++)
            {
                before[p + 1] = before[p] + (Calls(region.Nodes[p]) ? 1 : 0);
            }
        }

        return before;
    }

    private bool Calls(Node node)
    {
        foreach (var inner in node.Regions)
        {
            if (CountBefore(inner)[^1] > 0)
            {
                return true;
            }
        }

        var op = node.Op;
        return op is ScalarOp ? op.Cost >= CostOfCall
            : op == Ops.Load || op == Ops.Store || op == Ops.AddTo ? node.Operands[0].Type.IsList || !node.Operands[^1].Type.IsScalar
            : op == Ops.GetMember ? node.Attribute is Member { Info: System.Reflection.PropertyInfo }
            : !op.Is(Traits.Region | Traits.Lanes) && !Use.IsTransparent(node) && op != Ops.Result && op != Ops.Convert && op != Ops.TapeLoad;
    }
}
