namespace ExprAD.Capture.Flow;

/// <summary>Which blocks every way from the entry to a block leads through (Cooper, Harvey and Kennedy).</summary>
internal sealed class Dominators
{
    private readonly Dictionary<FlowBlock, int> position;
    private readonly int[] immediate;

    public Dominators(IReadOnlyList<FlowBlock> order)
    {
        Order = order;
        position = order.Select((b, i) => (b, i)).ToDictionary(p => p.b, p => p.i);
        Predecessors = order.ToDictionary(b => b, _ => new List<FlowBlock>());
        foreach (var block in order)
        {
            foreach (var target in block.End.Targets.Where(position.ContainsKey))
            {
                Predecessors[target].Add(block);
            }
        }

        immediate = new int[order.Count];
        Array.Fill(immediate, -1);
        immediate[0] = 0;
        while (Refine())
        {
        }
    }

    public IReadOnlyList<FlowBlock> Order { get; }

    /// <summary>A block occurs once for each of its edges.</summary>
    public IReadOnlyDictionary<FlowBlock, List<FlowBlock>> Predecessors { get; }

    /// <summary>The place of a block in the order; false for blocks of other graphs.</summary>
    public bool Holds(FlowBlock block) => position.ContainsKey(block);

    public int PositionOf(FlowBlock block) => position[block];

    /// <summary>The last block before <paramref name="block"/> that every way leads through; null for the entry.</summary>
    public FlowBlock? Immediate(FlowBlock block) => position[block] is > 0 and var at ? Order[immediate[at]] : null;

    public bool Dominates(FlowBlock over, FlowBlock block)
    {
        var (top, at) = (position[over], position[block]);
        while (at > top)
        {
            at = immediate[at];
        }

        return at == top;
    }

    private bool Refine()
    {
        var changed = false;
        for (var i = 1; i < Order.Count; i++)
        {
            var found = -1;
            foreach (var predecessor in Predecessors[Order[i]])
            {
                var at = position[predecessor];
                if (immediate[at] >= 0)
                {
                    found = found < 0 ? at : Meet(found, at);
                }
            }

            changed |= immediate[i] != found;
            immediate[i] = found;
        }

        return changed;
    }

    private int Meet(int a, int b)
    {
        while (a != b)
        {
            if (a > b)
            {
                a = immediate[a];
            }
            else
            {
                b = immediate[b];
            }
        }

        return a;
    }
}
