using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse;

/// <summary>
/// The forward sweep: the function itself, which also stores what the plan says. In loops a value goes to a tape of its own;
/// from a branch outside loops it is handed out as one more value of the branch.
/// </summary>
internal sealed class ForwardSweep(GraphBuilder builder, Augmented function, StoragePlan plan) : GraphRewriter(builder)
{
    private readonly Dictionary<Node, Node> tapes = [];
    private readonly Dictionary<Node, Node> exported = [];

    /// <summary>The node of the forward sweep that has a value of the function's, where it can be seen from the reverse sweep.</summary>
    public Node Visible(Node node) => exported.TryGetValue(node, out var made) ? made : this[node];

    public Node Tape(Node stored) => tapes[stored];

    /// <summary>Where on a tape the values of an iteration are, given what the loops' indices are.</summary>
    public Node Position(Node stored, Func<Node, Node> indexOf)
    {
        var loops = StoragePlan.LoopsAround(stored);
        var position = indexOf(loops[^1]);
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

    protected override void Rewrite(Node node)
    {
        if (node.Region == function.Graph.Body && node.Op.Is(Traits.Region))
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
        var handedOut = HandedOut(node);
        Bind(node, handedOut, Builder.Try(() => WithHandedOut(node.Regions[0], handedOut), () => Rewrite(node.Regions[1])));
    }

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

    /// <summary>Tapes are made in the function's body, in sight of both sweeps.</summary>
    private void MakeTapes(Node outermost)
    {
        foreach (var (node, keeping) in plan.Stored)
        {
            if (keeping != Keeping.Exported && node.Region!.IsWithin(outermost.Regions[0]) | (outermost.Regions.Length > 1 && node.Region.IsWithin(outermost.Regions[1])))
            {
                tapes[node] = Builder.Emit(Ops.NewTape, IrType.TapeOf(node.Type), [Capacity(node, keeping)]);
            }
        }
    }

    private Node Capacity(Node node, Keeping keeping)
    {
        var capacity = Builder.Constant(1);
        foreach (var loop in StoragePlan.LoopsAround(node))
        {
            var known = keeping == Keeping.Indexed && loop.Op == Ops.For && loop.Operands[0].Region is null or { Parent: null };
            if (!known)
            {
                return Builder.Constant(0);
            }

            capacity = Builder.Apply(Ops.Mul, capacity, Builder.Convert(this[loop.Operands[0]], IrType.I32));
        }

        return capacity;
    }

    private List<Node> HandedOut(Node branch) =>
    [
        .. plan.Stored
            .Where(s => s.Value == Keeping.Exported && branch.Regions.ToArray().Any(r => s.Key.Region!.IsWithin(r)))
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
