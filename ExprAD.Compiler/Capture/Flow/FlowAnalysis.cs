using System.Linq.Expressions;

namespace ExprAD.Capture.Flow;

/// <summary>
/// Where each block of a graph is built, as regions nest: within the block that leads to it, after the block that dominates it
/// when several lead to it, or after the loops that it is not part of.
/// </summary>
internal sealed class FlowAnalysis
{
    private readonly Dominators dominators;
    private readonly Dictionary<FlowBlock, HashSet<FlowBlock>> loops = [];
    private readonly Dictionary<FlowBlock, List<FlowBlock>> follows = [];
    private readonly Dictionary<FlowBlock, List<FlowBlock>> afterLoop = [];
    private readonly HashSet<FlowBlock> inlined = [];
    private readonly Dictionary<FlowBlock, HashSet<FlowBlock>> exits = [];
    private readonly Dictionary<FlowBlock, HashSet<ParameterExpression>> assigned = [];

    public FlowAnalysis(Dominators dominators, Liveness liveness)
    {
        this.dominators = dominators;
        Liveness = liveness;
        FindLoops();
        foreach (var block in dominators.Order.Skip(1))
        {
            Place(block);
        }

        // What is built last within is known first.
        foreach (var block in dominators.Order.Reverse())
        {
            Summarise(block);
        }
    }

    public Liveness Liveness { get; }

    public FlowBlock Entry => dominators.Order[0];

    /// <summary>The blocks of the loop that <paramref name="head"/> is the head of; null where it is none.</summary>
    public IReadOnlySet<FlowBlock>? LoopOf(FlowBlock head) => loops.GetValueOrDefault(head);

    /// <summary>True for a jump whose target is built where the jump stands.</summary>
    public bool IsInlined(FlowBlock from, FlowBlock to) => inlined.Contains(to) && !Dominates(to, from);

    /// <summary>The blocks that are built after this one and what is within it, in order.</summary>
    public IReadOnlyList<FlowBlock> FollowsOf(FlowBlock block) => follows.GetValueOrDefault(block) ?? [];

    /// <summary>The blocks that are built after the loop whose head this is.</summary>
    public IReadOnlyList<FlowBlock> AfterLoop(FlowBlock head) => afterLoop.GetValueOrDefault(head) ?? [];

    /// <summary>The blocks to which what is built for <paramref name="block"/>, all within it included, leads in the end.</summary>
    public IReadOnlySet<FlowBlock> ExitsOf(FlowBlock block) => exits.GetValueOrDefault(block) ?? [block];

    /// <summary>The variables that are assigned in what is built for <paramref name="block"/>.</summary>
    public IReadOnlySet<ParameterExpression> AssignedIn(FlowBlock block) => assigned[block];

    /// <summary>The variables that are assigned in the loop, and the blocks outside to which it leads.</summary>
    public (HashSet<ParameterExpression> Assigned, HashSet<FlowBlock> Exits) Loop(FlowBlock head)
    {
        var variables = new HashSet<ParameterExpression>();
        var targets = new HashSet<FlowBlock>();
        foreach (var block in loops[head])
        {
            variables.UnionWith(Liveness.AssignedBy(block));
            targets.UnionWith(block.End.Targets);
        }

        targets.ExceptWith(loops[head]);
        return (variables, targets);
    }

    public bool Dominates(FlowBlock over, FlowBlock block) => dominators.Dominates(over, block);

    public IReadOnlyList<FlowBlock> Predecessors(FlowBlock block) => dominators.Predecessors[block];

    /// <summary>True when every iteration of the loop runs this block of it exactly once.</summary>
    public bool RunsOnceIn(FlowBlock head, FlowBlock block) =>
        loops[head].Contains(block)
        && Predecessors(head).Where(loops[head].Contains).All(back => Dominates(block, back))
        && !loops.Any(inner => inner.Key != head && loops[head].Contains(inner.Key) && inner.Value.Contains(block));

    private void FindLoops()
    {
        foreach (var head in dominators.Order)
        {
            foreach (var back in dominators.Predecessors[head].Where(p => dominators.Dominates(head, p)))
            {
                if (!loops.TryGetValue(head, out var body))
                {
                    loops.Add(head, body = [head]);
                }

                var pending = new Stack<FlowBlock>([back]);
                while (pending.TryPop(out var block))
                {
                    if (body.Add(block))
                    {
                        dominators.Predecessors[block].ForEach(pending.Push);
                    }
                }
            }
        }

        AddDeadEnds();
    }

    /// <summary>What always ends in an exception belongs to the loops that it is reached from: it is no way out of them.</summary>
    private void AddDeadEnds()
    {
        var deadEnds = new HashSet<FlowBlock>();
        foreach (var block in dominators.Order.Reverse())
        {
            if (block.End.Targets.All(deadEnds.Contains))
            {
                deadEnds.Add(block);
            }
        }

        foreach (var block in dominators.Order.Skip(1).Where(deadEnds.Contains))
        {
            foreach (var loop in loops.Values.Where(l => l.Contains(dominators.Immediate(block)!)))
            {
                loop.Add(block);
            }
        }
    }

    private void Place(FlowBlock block)
    {
        var over = dominators.Immediate(block)!;
        if (loops.Where(l => l.Value.Contains(over) && !l.Value.Contains(block)).Select(l => l.Key).MinBy(dominators.PositionOf) is { } left)
        {
            Add(afterLoop, left, block);
        }
        else if (over.End is Guarded { Exits.Count: > 1 } || dominators.Predecessors[block].Count(p => !dominators.Dominates(block, p)) > 1)
        {
            Add(follows, over, block);
        }
        else
        {
            inlined.Add(block);
        }
    }

    private static void Add(Dictionary<FlowBlock, List<FlowBlock>> lists, FlowBlock key, FlowBlock block)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        list.Add(block);
    }

    private void Summarise(FlowBlock block)
    {
        var targets = new HashSet<FlowBlock>();
        var variables = new HashSet<ParameterExpression>(Liveness.AssignedBy(block));
        foreach (var target in block.End.Targets)
        {
            Include(target, IsInlined(block, target));
        }

        foreach (var follow in FollowsOf(block))
        {
            targets.Remove(follow);
            Include(follow, isBuilt: true);
        }

        if (loops.ContainsKey(block))
        {
            targets.Remove(block);
        }

        foreach (var follow in AfterLoop(block))
        {
            targets.Remove(follow);
            Include(follow, isBuilt: true);
        }

        exits[block] = targets;
        assigned[block] = variables;

        void Include(FlowBlock target, bool isBuilt)
        {
            if (isBuilt)
            {
                targets.UnionWith(exits[target]);
                variables.UnionWith(assigned[target]);
            }
            else
            {
                targets.Add(target);
            }
        }
    }
}
