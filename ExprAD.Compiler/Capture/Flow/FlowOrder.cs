namespace ExprAD.Capture.Flow;

/// <summary>The blocks of a graph that can be reached.</summary>
internal static class FlowOrder
{
    /// <summary>In reverse postorder: each block comes after all that lead to it, but for jumps back.</summary>
    public static List<FlowBlock> Of(FlowGraph graph)
    {
        var order = new List<FlowBlock>();
        var seen = new HashSet<FlowBlock> { graph.Entry };
        var path = new Stack<(FlowBlock Block, int Next)>([(graph.Entry, 0)]);
        while (path.TryPop(out var top))
        {
            var targets = top.Block.End.Targets;
            var next = top.Next;

            // From the last target on, so that the first one comes first in the reverse.
            while (next < targets.Count && (targets[^(next + 1)].Graph != graph || !seen.Add(targets[^(next + 1)])))
            {
                next++;
            }

            if (next == targets.Count)
            {
                order.Add(top.Block);
                continue;
            }

            path.Push((top.Block, next + 1));
            path.Push((targets[^(next + 1)], 0));
        }

        order.Reverse();
        return order;
    }
}
