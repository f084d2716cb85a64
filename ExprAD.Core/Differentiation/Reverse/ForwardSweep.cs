using ExprAD.Differentiation.Reverse.Checkpointing;
using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse;

/// <summary>
/// The forward sweep of one scope, the function or a step of a checkpointed loop: the program itself, which also stores what the plan says.
/// In loops a value goes to a tape of its own; from a branch outside loops it is handed out as one more value of the branch.
/// </summary>
/// <param name="builder">What it is built with.</param>
/// <param name="plan">What is stored.</param>
/// <param name="functions">What has become of the functions that it calls.</param>
/// <param name="stacks">Where these put what their mirror images need.</param>
/// <param name="step">The loop of which this is a step; null for the function.</param>
/// <param name="outside">For a step: what the loop takes from around it.</param>
internal sealed class ForwardSweep(
    GraphBuilder builder, StoragePlan plan, AdjointFunctions functions, IReadOnlyDictionary<IrType, Node> stacks, Node? step = null, Func<Node, Node>? outside = null)
    : GraphRewriter(builder)
{
    private readonly Dictionary<Node, Node> tapes = [];
    private readonly Dictionary<Node, Node> exported = [];
    private readonly Dictionary<Node, Snapshots> snapshots = [];
    private readonly HashSet<Node> given = [];

    /// <summary>The node of the forward sweep that has a value of the function's, where it can be seen from the reverse sweep.</summary>
    public Node Visible(Node node) => exported.TryGetValue(node, out var made) ? made : this[node];

    public Node Tape(Node stored) => tapes[stored];

    /// <summary>The snapshots of a loop that is checkpointed.</summary>
    public Snapshots SnapshotsOf(Node loop) => snapshots[loop];

    /// <summary>Where on a tape the values of an iteration are, given what the loops' indices are.</summary>
    public Node Position(Node stored, Func<Node, Node> indexOf)
    {
        var loops = plan.LoopsAround(stored);
        var position = indexOf(loops[^1]);
        if (loops.Count > 1 && !plan.IsCountKnown(loops[^1]))
        {
            // No capacity was checked beforehand.
            position = Builder.Convert(position, IrType.I64);
        }

        for (var i = loops.Count - 2; i >= 0; i--)
        {
            var count = Builder.Convert(this[loops[i].Operands[0]], position.Type);
            position = Builder.Apply(Ops.Add, Builder.Apply(Ops.Mul, position, count), Builder.Convert(indexOf(loops[i]), position.Type));
        }

        return position;
    }

    public override void Rewrite(Region region)
    {
        foreach (var parameter in region.Parameters)
        {
            if (region.Owner?.Op == Ops.For)
            {
                Keep(parameter);
            }
        }

        if (region.Owner?.Op == Ops.While && region == region.Owner.Regions[1])
        {
            // The condition runs once more than the body; what it computes is stored when an iteration is certain.
            foreach (var value in region.Parent!.Parameters.Concat(region.Parent.Nodes))
            {
                Keep(value);
            }
        }

        base.Rewrite(region);
    }

    /// <summary>Says what a node of the step is, which is then not computed.</summary>
    public void Give(Node node, Node made)
    {
        given.Add(node);
        Bind(node, made);
    }

    protected override void Rewrite(Node node)
    {
        if (given.Contains(node))
        {
            return;
        }

        if (node.Op.Is(Traits.Region) && plan.Scopes.IsTop(node.Region!))
        {
            MakeTapes(node);
        }

        base.Rewrite(node);
        if (node.Region!.Owner?.Op != Ops.While || node.Region == node.Region.Owner.Regions[1])
        {
            Keep(node);
        }
    }

    protected override void RewriteIf(Node node)
    {
        var handedOut = HandedOut(node);
        Bind(node, handedOut, Builder.If(
            this[node.Operands[0]],
            () => WithHandedOut(node.Regions[0], handedOut),
            () => WithHandedOut(node.Regions[1], handedOut)));
    }

    protected override void RewriteTry(Node node)
    {
        if (plan.Scopes.Checkpointed.ContainsKey(node))
        {
            BindResults(node, CheckpointedBlock.Run(Builder, node, n => this[n]));
            return;
        }

        var handedOut = HandedOut(node);
        Bind(node, handedOut, Builder.Try(() => WithHandedOut(node.Regions[0], handedOut), () => Rewrite(node.Regions[1])));
    }

    protected override void RewriteFor(Node node)
    {
        if (!snapshots.TryGetValue(node, out var taken))
        {
            base.RewriteFor(node);
            return;
        }

        BindResults(node, new CheckpointedSweep(Builder, plan, node, taken, n => this[n]).For(Map(node.Operands)));
    }

    protected override void RewriteWhile(Node node)
    {
        if (!snapshots.TryGetValue(node, out var taken))
        {
            base.RewriteWhile(node);
            return;
        }

        BindResults(node, new CheckpointedSweep(Builder, plan, node, taken, n => this[n]).While(Map(node.Operands)));
    }

    protected override void RewriteInvoke(Node node) => BindResults(node, functions.InvokeForward(Builder, node, Map(node.Operands), stacks));

    protected override Node Outside(Node node) => outside is null ? base.Outside(node) : outside(node);

    private void Keep(Node node)
    {
        if (!plan.Stored.TryGetValue(node, out var keeping) || keeping == Keeping.Exported)
        {
            return;
        }

        if (keeping == Keeping.Indexed)
        {
            Builder.Emit(Ops.TapeStore, IrType.Void, [tapes[node], Position(node, IndexOf), this[node]]);
        }
        else
        {
            Builder.Emit(Ops.TapePush, IrType.Void, [tapes[node], this[node]]);
        }
    }

    /// <summary>The index of a loop's running iteration; a <c>while</c> carries it last.</summary>
    private Node IndexOf(Node loop) =>
        loop.Op == Ops.For ? this[loop.Regions[0].Parameters[0]] : this[loop.Regions[0].Parameters[^1]];

    /// <summary>Tapes are made at the top level, in sight of both sweeps.</summary>
    private void MakeTapes(Node outermost)
    {
        foreach (var (node, keeping) in plan.Stored)
        {
            if (keeping != Keeping.Exported && IsOwn(node) && IsWithin(node, outermost))
            {
                tapes[node] = Builder.Emit(Ops.NewTape, IrType.TapeOf(node.Type), [Capacity(node, keeping)]);
            }
        }

        foreach (var (loop, state) in plan.Scopes.Checkpointed)
        {
            if (!loop.IsBlock && IsOwn(loop) && (loop == outermost || IsWithin(loop, outermost)))
            {
                snapshots[loop] = new Snapshots(Builder, loop, state);
            }
        }
    }

    /// <summary>Whether a value is of this scope, not of a step of a loop in it.</summary>
    private bool IsOwn(Node node) => plan.Scopes.LoopOf(node.Region!) == step;

    private static bool IsWithin(Node node, Node outer)
    {
        foreach (var region in outer.Regions)
        {
            if (node.Region!.IsWithin(region))
            {
                return true;
            }
        }

        return false;
    }

    private Node Capacity(Node node, Keeping keeping)
    {
        var loops = plan.LoopsAround(node);
        if (keeping != Keeping.Indexed || !loops.TrueForAll(plan.IsCountKnown))
        {
            return Builder.Constant(0);
        }

        // A product may be more than any array holds, which must be seen before anything is stored.
        return loops is [var one] ? this[one.Operands[0]]
            : loops.Select(l => Builder.Convert(this[l.Operands[0]], IrType.I64)).Aggregate((a, b) => Builder.Apply(Ops.Mul, a, b));
    }

    private List<Node> HandedOut(Node branch) =>
    [
        .. plan.Stored
            .Where(s => s.Value == Keeping.Exported && IsOwn(s.Key) && IsWithin(s.Key, branch))
            .Select(s => s.Key)
            .OrderBy(n => n.Id),
    ];

    private Node[] WithHandedOut(Region region, List<Node> handedOut)
    {
        Rewrite(region);
        return [.. Results(region), .. handedOut.Select(n => n.Region!.IsWithin(region) ? Visible(n) : Builder.Default(n.Type))];
    }

    private void Bind(Node node, List<Node> handedOut, Node[] made)
    {
        BindResults(node, made);
        for (var i = 0; i < handedOut.Count; i++)
        {
            exported[handedOut[i]] = made[node.Values.Count + i];
        }
    }
}
