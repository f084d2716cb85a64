using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse;

/// <summary>
/// Whether the mirror images of a loop's iterations can run in any order. They meet in the shadows of arrays: what loads
/// an element adds to its shadow there, what adds to one reads it, what stores one reads and clears it. Stacks are emptied from the top.
/// </summary>
internal static class IterationOrder
{
    /// <summary>True when one iteration changes elements that another one uses, other than by adding to them.</summary>
    public static bool Matters(Node loop, Activity activity)
    {
        if (Graph.NodesOf(loop.Regions.ToArray()).Any(n => (n.Op == Ops.TapePush || n.Op == Ops.TapePop) && activity.IsActive(n.Operands[0])))
        {
            return true;
        }

        List<Node> accesses = [.. Graph.NodesOf(loop.Regions.ToArray()).Where(n => IsAccess(n) && activity.IsActive(n.Operands[0]) && !IsFresh(n.Operands[0], loop, activity))];
        return accesses.Exists(w => w.Op != Ops.Load && accesses.Exists(a =>
            activity.MayAlias(w.Operands[0], a.Operands[0])
            && !(w.Op == Ops.AddTo && a.Op == Ops.AddTo)
            && !AreApart(w, a, loop)));
    }

    private static bool IsAccess(Node node) =>
        (node.Op == Ops.Load && node.Type.IsFloat)
        || ((node.Op == Ops.Store || node.Op == Ops.AddTo) && node.Operands[^1].Type.IsFloat)
        || node.Op == Ops.Clear;

    /// <summary>An array made in each iteration that no other iteration gets to see.</summary>
    private static bool IsFresh(Node array, Node loop, Activity activity) =>
        array.Op == Ops.NewArray && array.Region!.IsWithin(loop.Regions[0])
        && !loop.Regions[0].Parameters.Any(p => p.Type.IsArray && activity.MayAlias(p, array))
        && !Graph.NodesOf(loop.Regions.ToArray()).Any(n => n.Op == Ops.Load && n.Type.IsArray && activity.MayAlias(n, array));

    /// <summary>True when both have the loop's index for the same index, so that they meet within one iteration only.</summary>
    private static bool AreApart(Node a, Node b, Node loop)
    {
        if (loop.Op != Ops.For || a.Op == Ops.Clear || b.Op == Ops.Clear)
        {
            return false;
        }

        var index = loop.Regions[0].Parameters[0];
        for (var d = 1; d <= a.Operands[0].Type.Rank; d++)
        {
            if (a.Operands[d] == index && b.Operands[d] == index)
            {
                return true;
            }
        }

        return false;
    }
}
