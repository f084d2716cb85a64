using ExprAD.IR;

namespace ExprAD.Transforms.Vectorization;

/// <summary>Builds operations on vectors of <paramref name="lanes"/> lanes. Masks are kept as wide as the widest numbers of the loop.</summary>
internal sealed class VectorBuilder(GraphBuilder builder, int lanes, int laneBytes)
{
    public GraphBuilder Builder => builder;

    public int Lanes => lanes;

    private IrType Mask => IrType.MaskOf(laneBytes, lanes);

    public IrType TypeOf(IrType scalar) => scalar == IrType.Bool ? Mask : IrType.VectorOf(scalar, lanes);

    public Node Broadcast(Node scalar) => builder.Emit(Ops.Broadcast, TypeOf(scalar.Type), [scalar]);

    public Node Ramp(Node first, long step) => builder.Emit(Ops.Ramp, TypeOf(first.Type), [first], step);

    public Node Reverse(Node vector) => builder.Emit(Ops.Reverse, vector.Type, [vector]);

    /// <summary>The lanes l with first + l &lt; count; to choose by among numbers of type <paramref name="type"/>, if given.</summary>
    public Node LaneMask(Node first, Node count, IrType? type = null)
    {
        var mask = builder.Emit(Ops.LaneMask, Mask, [first, count]);
        return type is null ? mask : MaskFor(mask, TypeOf(type));
    }

    /// <summary>The operation on all lanes.</summary>
    public Node Apply(ScalarOp op, params ReadOnlySpan<Node> vectors)
    {
        if (op == Ops.Select)
        {
            return Choose(vectors[0], vectors[1], vectors[2]);
        }

        var value = builder.Apply(op, vectors);
        return value.Type.IsMask ? MaskFor(value, Mask) : value;
    }

    public Node Choose(Node mask, Node yes, Node no) => yes == no ? yes : builder.Emit(Ops.Select, yes.Type, [MaskFor(mask, yes.Type), yes, no]);

    /// <summary>The mask in the width of vectors of type <paramref name="vector"/>.</summary>
    public Node MaskFor(Node mask, IrType vector) => mask.Type.LaneBytes == vector.LaneBytes ? mask
        : mask.Op == Ops.Remask ? MaskFor(mask.Operands[0], vector)
        : builder.Emit(Ops.Remask, IrType.MaskOf(vector.LaneBytes, lanes), [mask]);

    /// <summary>Several vectors as one: neighbours first, lest one wait for all before it.</summary>
    public Node Combine(ScalarOp op, Node[] vectors)
    {
        while (vectors.Length > 1)
        {
            var pairs = new Node[(vectors.Length + 1) / 2];
            for (var i = 0; i < pairs.Length; i++)
            {
                pairs[i] = 2 * i + 1 < vectors.Length ? Apply(op, vectors[2 * i], vectors[(2 * i) + 1]) : vectors[2 * i];
            }

            vectors = pairs;
        }

        return vectors[0];
    }

    /// <summary>All lanes as one number.</summary>
    public Node Reduce(ScalarOp op, Node vector) => builder.Emit(Ops.Reduce, vector.Type.Element, [vector], op.Name);
}
