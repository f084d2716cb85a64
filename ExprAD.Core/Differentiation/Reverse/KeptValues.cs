using ExprAD.Differentiation.Reverse.Checkpointing;
using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse;

/// <summary>
/// The values of the forward sweep for the reverse sweep that is built for good: in sight, taken from a tape,
/// or computed again in the mirrored region.
/// </summary>
internal sealed class KeptValues(GraphBuilder builder, StoragePlan plan, ForwardSweep forward) : PrimalValues
{
    /// <summary>Stands for operands that a rule is offered and does not use. None is left in a finished graph: no one else knows it.</summary>
    private static readonly Op Undefined = new("undefined", Traits.Pure | Traits.NoDerivative, cost: 0);

    private readonly List<Frame> frames = [];

    /// <summary>The steps of checkpointed loops that are being reversed.</summary>
    private readonly Dictionary<Node, ForwardSweep> steps = [];

    public override Node Get(Node primal)
    {
        if (primal.IsConstant || plan.Scopes.IsTop(primal.Region!))
        {
            return SweepOf(primal)[primal];
        }

        if (plan.Stored.TryGetValue(primal, out var keeping) && keeping == Keeping.Exported)
        {
            return SweepOf(primal).Visible(primal);
        }

        var frame = frames.FindLast(f => f.Mirrors(primal.Region!))
            ?? throw new InvalidOperationException($"{primal} is out of the reverse sweep's sight.");
        if (frame.Values.TryGetValue(primal, out var known) && !known.Region!.IsClosed)
        {
            return known;
        }

        var made = Make(primal, frame, keeping);
        if (!made.IsConstant)
        {
            frame.Values[primal] = made;
        }

        return made;
    }

    /// <summary>The forward sweep that a value was computed in.</summary>
    private ForwardSweep SweepOf(Node primal) => primal.Region is { } region && plan.Scopes.LoopOf(region) is { } loop ? steps[loop] : forward;

    private Node Make(Node primal, Frame frame, Keeping keeping)
    {
        if (plan.IsGiven(primal))
        {
            return builder.Convert(frame.Index!, primal.Type);
        }

        if (plan.Stored.ContainsKey(primal) && keeping == Keeping.Indexed)
        {
            var sweep = SweepOf(primal);
            var position = sweep.Position(primal, loop => frames.Find(f => f.Loop == loop)!.Index!);
            return builder.Emit(Ops.TapeLoad, primal.Type, [sweep.Tape(primal), position], Access.Of(readOnly: true, inBounds: true));
        }

        if (plan.IsRecomputed(primal) && primal.Op == Ops.Result)
        {
            return new Rerun(builder, this).Run(primal.Operands[0], (int)primal.Attribute!);
        }

        return plan.IsRecomputed(primal) ? Recompute(primal) : builder.Emit(Undefined, primal.Type, [], primal.Id);
    }

    private Node Recompute(Node primal)
    {
        var source = builder.Source;
        builder.Source = primal.Source;
        var inputs = primal.Op == Ops.ZerosLike ? primal.Operands[0] : primal;
        var operands = new Node[inputs.Operands.Length];
        for (var i = 0; i < operands.Length; i++)
        {
            operands[i] = Get(inputs.Operands[i]);
        }

        var made = primal.Op == Ops.Load ? Reload(primal, operands) : new Recomputer(builder).Clone(inputs, operands);
        builder.Source = source;
        return made;
    }

    private Node Reload(Node load, Node[] operands) =>
        builder.Emit(Ops.Load, load.Type, operands, Access.Of(load.Is(Traits.Pure), CheckOf(load, operands[0], operands.AsSpan(1))));

    /// <summary>
    /// The forward sweep has checked the same indices of the same array, unless they were themselves loaded, in which case
    /// somebody could have changed them meanwhile.
    /// </summary>
    public override IndexCheck CheckOf(Node access, Node array, ReadOnlySpan<Node> indices) =>
        Bounds.Prove(array, indices) ? IndexCheck.Superfluous
        : IsFixed(access.Operands[0]) && IsArithmetic(access.Operands.Slice(1, indices.Length)) ? IndexCheck.Made
        : IndexCheck.Needed;

    private static bool IsFixed(Node array) => array.Region is { Parent: null } && !array.Type.IsList;

    /// <summary>Whether the same numbers come out in the reverse sweep whatever was stored meanwhile.</summary>
    private static bool IsArithmetic(ReadOnlySpan<Node> nodes)
    {
        HashSet<Node> seen = [.. nodes];
        Stack<Node> pending = new(seen);
        while (pending.TryPop(out var node))
        {
            if (node.IsConstant || node.Region!.Parent is null || (node.Op == Ops.Param && node.Region.Owner!.Op == Ops.For && node == node.Region.Parameters[0]))
            {
                continue;
            }

            if (node.Op is not ScalarOp)
            {
                return false;
            }

            foreach (var operand in node.Operands)
            {
                if (seen.Add(operand))
                {
                    pending.Push(operand);
                }
            }
        }

        return true;
    }

    public override void EnterLoop(Node loop, Node index)
    {
        var frame = new Frame(loop, loop.Regions.ToArray(), index);
        frames.Add(frame);
        if (plan.Scopes.Checkpointed.ContainsKey(loop))
        {
            steps[loop] = new CheckpointedSweep(builder, plan, loop, forward.SnapshotsOf(loop), Get).RunUpTo(index);
        }

        Open(frame);
    }

    public override void EnterBranch(Region branch)
    {
        var frame = new Frame(null, [branch], null);
        frames.Add(frame);
        Open(frame);
    }

    public override void Leave() => frames.RemoveAt(frames.Count - 1);

    public override bool AllowsForwardOrder(Node loop) =>
        !plan.Scopes.Checkpointed.ContainsKey(loop)
        && !plan.Stored.Any(s => s.Value == Keeping.Stacked && loop.Regions.ToArray().Any(r => s.Key.Region!.IsWithin(r)));

    /// <summary>What must happen once per mirrored iteration, at its beginning: taking from stacks, and fresh shadows.</summary>
    private void Open(Frame frame)
    {
        foreach (var (node, keeping) in plan.Stored)
        {
            if (keeping == Keeping.Stacked && frame.Mirrors(node.Region!))
            {
                frame.Values[node] = builder.Emit(Ops.TapePop, node.Type, [SweepOf(node).Tape(node)]);
            }
        }

        foreach (var region in frame.Regions)
        {
            foreach (var node in region.Nodes)
            {
                if (node.Op == Ops.ZerosLike && plan.IsRecomputed(node))
                {
                    frame.Values[node] = Recompute(node);
                }
            }
        }
    }

    /// <summary>The mirror image of an iteration or a branch.</summary>
    private sealed class Frame(Node? loop, Region[] regions, Node? index)
    {
        public Node? Loop { get; } = loop;

        public Region[] Regions { get; } = regions;

        public Node? Index { get; } = index;

        public Dictionary<Node, Node> Values { get; } = [];

        public bool Mirrors(Region region) => Array.IndexOf(Regions, region) >= 0;
    }

    /// <summary>A branch or loop that only computes, once more, on what it took from around it.</summary>
    private sealed class Rerun(GraphBuilder builder, KeptValues surroundings) : GraphRewriter(builder)
    {
        public Node Run(Node node, int value)
        {
            Rewrite(node);
            return this[node.Values[value]];
        }

        protected override Node Outside(Node node) => surroundings.Get(node);
    }

    private sealed class Recomputer(GraphBuilder builder) : GraphRewriter(builder)
    {
        public new Node Clone(Node node, Node[] operands) => base.Clone(node, operands);
    }
}
