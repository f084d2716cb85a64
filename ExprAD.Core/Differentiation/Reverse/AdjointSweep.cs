using ExprAD.IR;
using ExprAD.Rules;

namespace ExprAD.Differentiation.Reverse;

/// <summary>
/// The reverse sweep: goes through a function backwards and hands each value's adjoint on to what it was computed from.
/// A load adds to the shadow of its array; a store takes the adjoint out of the shadow and leaves zero.
/// </summary>
internal sealed partial class AdjointSweep
{
    private readonly GraphBuilder builder;
    private readonly Augmented function;
    private readonly PrimalValues primal;
    private readonly GatedCarries gates;
    private readonly AdjointFunctions functions;
    private readonly IReadOnlyDictionary<IrType, Node> stacks;
    private readonly Adjoints adjoints;

    /// <param name="builder">Where the sweep goes.</param>
    /// <param name="function">What is gone through backwards.</param>
    /// <param name="primal">Its values.</param>
    /// <param name="gates">What is known of its loops.</param>
    /// <param name="functions">What has become of the functions that it calls.</param>
    /// <param name="stacks">Where these find what they need.</param>
    public AdjointSweep(
        GraphBuilder builder, Augmented function, PrimalValues primal, GatedCarries gates, AdjointFunctions functions, IReadOnlyDictionary<IrType, Node> stacks)
    {
        (this.functions, this.stacks) = (functions, stacks);
        this.builder = builder;
        this.function = function;
        this.primal = primal;
        this.gates = gates;
        adjoints = new Adjoints(builder);
    }

    /// <summary>Builds the sweep for the first result, whose adjoint is <paramref name="seed"/>.</summary>
    public void Run(Node seed)
    {
        adjoints.Add(function.Graph.Results[0], new Term(builder, seed));
        Sweep(function.Graph.Body);
    }

    /// <summary>The adjoint of an input: a number, or the shadow of an array.</summary>
    public Node GradientOf(Node input) =>
        !input.Type.IsArray ? adjoints.NodeOf(input)
        : function.Activity.IsActive(input) ? primal.Get(function.Shadow(input))
        : builder.Emit(Ops.ZerosLike, input.Type, [primal.Get(input)]);

    private bool IsActive(Node node) => function.Activity.IsActive(node);

    private void Sweep(Region region)
    {
        for (var i = region.Nodes.Count - 1; i >= 0; i--)
        {
            var node = region.Nodes[i];
            var source = builder.Source;
            builder.Source = node.Source is null ? null : $"∂ {node.Source}";
            Transpose(node);
            builder.Source = source;
        }
    }

    private void Transpose(Node node)
    {
        if (node.Op == Ops.If)
        {
            TransposeIf(node);
        }
        else if (node.Op == Ops.For || node.Op == Ops.While)
        {
            TransposeLoop(node);
        }
        else if (node.Op == Ops.Try)
        {
            TransposeTry(node);
        }
        else if (node.Op == Ops.Invoke)
        {
            TransposeInvoke(node);
        }
        else if (node.Op == Ops.Store)
        {
            TransposeStore(node);
        }
        else if (node.Op == Ops.AddTo)
        {
            TransposeAddTo(node);
        }
        else if (node.Op == Ops.Clear && IsActive(node.Operands[0]))
        {
            builder.Emit(Ops.Clear, IrType.Void, [primal.Get(function.Shadow(node.Operands[0]))]);
        }
        else if (node.Op == Ops.TapePush || node.Op == Ops.TapePop)
        {
            TransposeStack(node);
        }
        else if (node.Op != Ops.Result && node.Type.IsFloat && IsActive(node) && adjoints[node] is { } adjoint)
        {
            if (node.Op == Ops.Load)
            {
                TransposeLoad(node, adjoint);
            }
            else
            {
                ApplyRule(node, adjoint);
            }
        }
    }

    private void ApplyRule(Node node, Term adjoint)
    {
        if (function.Reductions.At(node) is { IsSum: false } reduction)
        {
            TransposePick(node, adjoint, reduction);
            return;
        }

        var rule = Derivatives.Of(node.Op) ?? throw new NotDifferentiableException(
            node.Source ?? node.ToString(), $"the operation '{node.Op}' has no derivative rule.", "Use an operation that has one.");
        var operands = new Term[node.Operands.Length];
        for (var i = 0; i < operands.Length; i++)
        {
            operands[i] = Primal(node.Operands[i]);
        }

        if (node.Op == Ops.Mul && node.Operands[0] == node.Operands[1])
        {
            // x·(ȳ + ȳ) instead of x·ȳ twice: the square of a distance shares its ȳ + ȳ among all coordinates.
            adjoints.Add(node.Operands[0], rule.Vjp(operands, Primal(node), (adjoint + adjoint).Gated(adjoint.IsGated), 0));
            return;
        }

        for (var i = 0; i < operands.Length; i++)
        {
            if (IsActive(node.Operands[i]))
            {
                adjoints.Add(node.Operands[i], rule.Vjp(operands, Primal(node), adjoint, i));
            }
        }
    }

    private Term Primal(Node node) => new(builder, primal.Get(node));

    private void TransposeLoad(Node load, Term adjoint) => AccessShadow(Ops.AddTo, load, adjoint.Node);

    private void TransposeStore(Node store)
    {
        var (array, value) = (store.Operands[0], store.Operands[^1]);
        if (value.Type.IsArray || !IsActive(array))
        {
            return;
        }

        if (IsActive(value))
        {
            // Elements that nobody reads leave zero there, which counts as 'not used'.
            adjoints.Add(value, new Term(builder, AccessShadow(Ops.Load, store), gated: true));
        }

        AccessShadow(Ops.Store, store, builder.Number(0, value.Type));
    }

    private void TransposeAddTo(Node add)
    {
        if (IsActive(add.Operands[0]) && IsActive(add.Operands[^1]))
        {
            adjoints.Add(add.Operands[^1], new Term(builder, AccessShadow(Ops.Load, add), gated: true));
        }
    }

    /// <summary>Loads, stores or adds to the element of the shadow that belongs to the element which <paramref name="access"/> is about.</summary>
    private Node AccessShadow(Op op, Node access, Node? value = null)
    {
        var shadow = primal.Get(function.Shadow(access.Operands[0]));
        var indices = Indices(access);
        var type = value is null ? shadow.Type.Element : IrType.Void;
        Node[] operands = value is null ? [shadow, .. indices] : [shadow, .. indices, value];
        return builder.Emit(op, type, operands, Access.Of(readOnly: false, primal.CheckOf(access, shadow, indices)));
    }

    private Node[] Indices(Node access)
    {
        var rank = access.Operands[0].Type.Rank;
        var indices = new Node[rank];
        for (var i = 0; i < rank; i++)
        {
            indices[i] = primal.Get(access.Operands[i + 1]);
        }

        return indices;
    }

    /// <summary>What was popped had been pushed: its adjoint is pushed on the tape's shadow, and popped by the mirror image of the push.</summary>
    private void TransposeStack(Node access)
    {
        var tape = access.Operands[0];
        if (!tape.Type.Element.IsFloat || !IsActive(tape))
        {
            return;
        }

        var shadow = primal.Get(function.Shadow(tape));
        if (access.Op == Ops.TapePop)
        {
            builder.Emit(Ops.TapePush, IrType.Void, [shadow, adjoints.NodeOf(access)]);
        }
        else
        {
            adjoints.Add(access.Operands[1], new Term(builder, builder.Emit(Ops.TapePop, access.Operands[1].Type, [shadow]), gated: true));
        }
    }
}
