using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse;

/// <summary>
/// The values of the forward sweep for the reverse sweep that is built for good: in sight, taken from a tape,
/// or computed again in the mirrored region.
/// </summary>
internal abstract class KeptValues(GraphBuilder builder, StoragePlan plan) : PrimalValues
{
    /// <summary>Stands for operands that a rule is offered and does not use. None is left in a finished graph: no one else knows it.</summary>
    private static readonly Op Undefined = new("undefined", Traits.Pure | Traits.NoDerivative, cost: 0);

    private readonly List<Frame> frames = [];

    protected GraphBuilder Builder { get; } = builder;

    protected StoragePlan Plan { get; } = plan;

    /// <summary>The value itself, where it can be seen from everywhere in the reverse sweep.</summary>
    protected abstract Node? InSight(Node primal);

    protected abstract Node Tape(Node stored);

    /// <summary>Where on its tape a value is that has a place for every iteration.</summary>
    protected abstract Node Position(Node stored);

    /// <summary>Opposite to the order in which they were put on a stack, where they share one.</summary>
    protected virtual IEnumerable<Node> InOrderOfTaking(IEnumerable<Node> stacked) => stacked;

    /// <summary>What has to be done before an iteration of this loop is mirrored.</summary>
    protected virtual void Prepare(Node loop, Node index)
    {
    }

    /// <summary>What has to be done before a region that runs once is mirrored.</summary>
    protected virtual void Prepare(Region region)
    {
    }

    /// <summary>The iteration of a loop that is mirrored now.</summary>
    protected Node IndexOf(Node loop) => frames.Find(f => f.Loop == loop)!.Index!;

    public override Node Get(Node primal)
    {
        if (InSight(primal) is { } visible)
        {
            return visible;
        }

        var keeping = Plan.Stored.GetValueOrDefault(primal);
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

    private Node Make(Node primal, Frame frame, Keeping keeping)
    {
        if (Plan.IsGiven(primal))
        {
            return Builder.Convert(frame.Index!, primal.Type);
        }

        if (Plan.Stored.ContainsKey(primal) && keeping == Keeping.Indexed)
        {
            return Builder.Emit(Ops.TapeLoad, primal.Type, [Tape(primal), Position(primal)], Access.Of(readOnly: true, inBounds: true));
        }

        if (Plan.IsRecomputed(primal) && primal.Op == Ops.Result)
        {
            return new Rerun(Builder, this).Run(primal.Operands[0], (int)primal.Attribute!);
        }

        return Plan.IsRecomputed(primal) ? Recompute(primal) : Unused(primal);
    }

    /// <summary>What a rule is offered and does not use.</summary>
    protected Node Unused(Node primal) => Builder.Emit(Undefined, primal.Type, [], primal.Id);

    private Node Recompute(Node primal)
    {
        var source = Builder.Source;
        Builder.Source = primal.Source;
        var inputs = primal.Op == Ops.ZerosLike ? primal.Operands[0] : primal;
        var operands = new Node[inputs.Operands.Length];
        for (var i = 0; i < operands.Length; i++)
        {
            operands[i] = Get(inputs.Operands[i]);
        }

        var made = primal.Op == Ops.Load ? Reload(primal, operands) : new Recomputer(Builder).Clone(inputs, operands);
        Builder.Source = source;
        return made;
    }

    private Node Reload(Node load, Node[] operands) =>
        Builder.Emit(Ops.Load, load.Type, operands, Access.Of(load.Is(Traits.Pure), CheckOf(load, operands[0], operands.AsSpan(1))));

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
        Prepare(loop, index);
        Open(frame);
    }

    public override void EnterBranch(Region branch) => Enter(branch);

    /// <summary>The mirror image of a region that runs once begins.</summary>
    protected void Enter(Region region)
    {
        var frame = new Frame(null, [region], null);
        frames.Add(frame);
        Prepare(region);
        Open(frame);
    }

    public override void Leave() => frames.RemoveAt(frames.Count - 1);

    public override bool AllowsForwardOrder(Node loop) =>
        !Plan.Scopes.Checkpointed.ContainsKey(loop)
        && !Plan.Stored.Any(s => s.Value == Keeping.Stacked && loop.Regions.ToArray().Any(r => s.Key.Region!.IsWithin(r)));

    /// <summary>What must happen once per mirrored iteration, at its beginning: taking from stacks, and fresh shadows.</summary>
    private void Open(Frame frame)
    {
        foreach (var node in InOrderOfTaking(Plan.Stored.Where(s => s.Value == Keeping.Stacked && frame.Mirrors(s.Key.Region!)).Select(s => s.Key)))
        {
            frame.Values[node] = Builder.Emit(Ops.TapePop, node.Type, [Tape(node)]);
        }

        foreach (var region in frame.Regions)
        {
            foreach (var node in region.Nodes)
            {
                if (node.Op == Ops.ZerosLike && Plan.IsRecomputed(node))
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

        protected override void RewriteInvoke(Node node) => InvokeAsIs(node);

        protected override Node Outside(Node node) => surroundings.Get(node);
    }

    private sealed class Recomputer(GraphBuilder builder) : GraphRewriter(builder)
    {
        public new Node Clone(Node node, Node[] operands) => base.Clone(node, operands);
    }
}
