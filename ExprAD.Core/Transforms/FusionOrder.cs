using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Transforms;

/// <summary>
/// The nodes of one region in an order in which those to be fused stand together. Of each it is known which loops and branches
/// have to stand before it, so that whether two can come together is a question of one bit, however far apart they are.
/// </summary>
internal sealed class FusionOrder
{
    private readonly List<FusionGroup> order = [];

    /// <summary>The groups in which values are computed.</summary>
    private readonly Dictionary<Node, FusionGroup> homes = [];

    /// <summary>The groups that others may join, by what those have to have in common with them.</summary>
    private readonly Dictionary<object, List<FusionGroup>> candidates = [];

    /// <summary>By memory, what stands before the last that wrote to it, or read it, with these themselves.</summary>
    private readonly Dictionary<object, BitSet> writers = [];
    private readonly Dictionary<object, BitSet> readers = [];
    private readonly BitSet effects = new();
    private int numbers;

    public IEnumerable<List<Node>> Groups => order.Select(g => g.Nodes);

    /// <summary>Adds what stands behind all others; to one of them if <paramref name="key"/> says which it could join, and nothing is in the way.</summary>
    public void Add(FusionGroup late, object? key)
    {
        var memory = MemoryBefore(late.Footprint);
        FusionGroup[] sources = [.. late.Footprint.Uses.Select(homes.GetValueOrDefault).OfType<FusionGroup>().Distinct()];
        late.Before.UnionWith(memory);
        foreach (var source in sources)
        {
            source.AddTo(late.Before);
        }

        if (key is null)
        {
            Settle(late, late);
            order.Add(late);
            return;
        }

        if (!candidates.TryGetValue(key, out var same))
        {
            candidates.Add(key, same = []);
        }

        if (same.FindLast(early => CanJoin(late, early, memory, sources)) is { } found)
        {
            Join(found, late);
        }
        else
        {
            late.Number = numbers++;
            same.Add(late);
            Settle(late, late);
            order.Add(late);
        }
    }

    /// <summary>
    /// What has to stand between the two keeps them apart. A branch may take values of the other directly: they are at hand
    /// on either side. An iteration of a loop can't, since the values are those after the last.
    /// </summary>
    private static bool CanJoin(FusionGroup late, FusionGroup early, BitSet memory, FusionGroup[] sources)
    {
        var number = early.Number!.Value;
        return late.IsLoop ? !late.Before.Contains(number) : !memory.Contains(number) && sources.All(s => s == early || !s.Before.Contains(number));
    }

    /// <summary>What stands between and depends on the earlier group goes behind it, the rest before it.</summary>
    private void Join(FusionGroup early, FusionGroup late)
    {
        var number = early.Number!.Value;
        var at = order.IndexOf(early);
        var between = order[(at + 1)..];
        order.RemoveRange(at, order.Count - at);
        order.AddRange(between.Where(g => !g.Before.Contains(number)));
        order.Add(early);
        order.AddRange(between.Where(g => g.Before.Contains(number)));

        early.Nodes.AddRange(late.Nodes);
        foreach (var before in between.Select(g => g.Before).Append(early.Before).Concat(writers.Values).Concat(readers.Values).Append(effects))
        {
            if (before == early.Before || before.Contains(number))
            {
                before.UnionWith(late.Before);
            }
        }

        Settle(late, early);
    }

    /// <summary>Remembers that what <paramref name="late"/> computes and does to memory is done by <paramref name="home"/>.</summary>
    private void Settle(FusionGroup late, FusionGroup home)
    {
        foreach (var node in late.Nodes)
        {
            homes[node] = home;
            foreach (var value in node.Values)
            {
                homes[value] = home;
            }
        }

        foreach (var memory in late.Footprint.Writes)
        {
            home.AddTo(At(writers, memory));
        }

        foreach (var memory in late.Footprint.Reads)
        {
            home.AddTo(At(readers, memory));
        }

        if (late.Footprint.HasEffect)
        {
            home.AddTo(effects);
        }
    }

    private BitSet MemoryBefore(Footprint footprint)
    {
        var before = new BitSet();
        foreach (var memory in footprint.Reads)
        {
            before.UnionWith(At(writers, memory));
        }

        foreach (var memory in footprint.Writes)
        {
            before.UnionWith(At(writers, memory));
            before.UnionWith(At(readers, memory));
        }

        if (footprint.HasEffect)
        {
            before.UnionWith(effects);
        }

        return before;
    }

    private static BitSet At(Dictionary<object, BitSet> sets, object memory)
    {
        if (!sets.TryGetValue(memory, out var set))
        {
            sets.Add(memory, set = new());
        }

        return set;
    }
}
