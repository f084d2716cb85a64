using ExprAD.IR;

namespace ExprAD.Transforms.Vectorization;

internal sealed partial class LaneBody
{
    /// <summary>Elements that are there whatever the lane does need no mask but that of the last lanes.</summary>
    private Node Load(Node node, IrType type, int part)
    {
        var access = (Access)node.Attribute!;
        var (isTogether, operands) = Place(node, part);
        var mask = access.Check == IndexCheck.Superfluous || node.Op == Ops.TapeLoad ? tail : masks?[part];
        var loaded = Builder.Emit(
            node.Op == Ops.TapeLoad ? Ops.VectorTapeLoad : isTogether ? Ops.VectorLoad : Ops.Gather,
            type,
            [.. operands, .. Restricted(node, mask, type)],
            node.Op == Ops.TapeLoad ? node.Attribute : Access.Of(access.ReadOnly, CheckOf(access)));
        return shapes.IsBackwards(node) ? b.Reverse(loaded) : loaded;
    }

    private Node Pop(Node node, IrType type, int part) =>
        Builder.Emit(Ops.VectorTapePop, type, [Scalar(node.Operands[0]), .. Restricted(node, masks?[part], type)]);

    private void Push(Node node)
    {
        for (var part = 0; part < parts; part++)
        {
            var value = Vector(node.Operands[1], part);
            Builder.Emit(Ops.VectorTapePush, IrType.Void, [Scalar(node.Operands[0]), value, .. Restricted(node, masks?[part], value.Type)]);
        }
    }

    private void BuildWrite(Node node)
    {
        if (node.Op == Ops.AddTo && shapes.IsOnePlace(node))
        {
            AddSum(node);
            return;
        }

        for (var part = 0; part < parts; part++)
        {
            var (isTogether, operands) = Place(node, part);
            var value = Vector(node.Operands[^1], part);
            value = shapes.IsBackwards(node) ? b.Reverse(value) : value;
            var op = node.Op == Ops.TapeStore ? Ops.VectorTapeStore
                : node.Op == Ops.Store ? isTogether ? Ops.VectorStore : Ops.Scatter
                : isTogether ? Ops.VectorAddTo : Ops.ScatterAdd;
            Builder.Emit(op, IrType.Void, [.. operands, value, .. Restricted(node, masks?[part], value.Type)], node.Op == Ops.TapeStore ? null : Access.Of(false, CheckOf((Access)node.Attribute!)));
        }
    }

    /// <summary>All lanes add to one element.</summary>
    private void AddSum(Node node)
    {
        var none = b.Broadcast(Builder.Number(-0.0, node.Operands[^1].Type));
        var sum = b.Combine(Ops.Add, Each(u => masks is null ? Vector(node.Operands[^1], u) : b.Choose(masks[u], Vector(node.Operands[^1], u), none)));
        Node[] place = [.. node.Operands[..^1].ToArray().Select(o => Scalar(o))];
        Builder.Emit(Ops.AddTo, IrType.Void, [.. place, b.Reduce(Ops.Add, sum)], node.Attribute);
    }

    /// <summary>Array and indices; elements side by side are accessed by the indices of the first.</summary>
    private (bool IsTogether, Node[] Operands) Place(Node node, int part)
    {
        var isTogether = shapes.IsSideBySide(node);
        var operands = new Node[1 + LaneShapes.Rank(node)];
        operands[0] = Scalar(node.Operands[0]);
        for (var d = 1; d < operands.Length; d++)
        {
            var index = node.Operands[d];
            operands[d] = isTogether || shapes[index].IsUniform ? Scalar(index, part) : Vector(index, part);
        }

        if (shapes.IsBackwards(node))
        {
            var first = operands[^1];
            operands[^1] = Builder.Apply(Ops.Add, first, Builder.Constant(Scalars.Convert(1L - b.Lanes, first.Type.Kind), first.Type));
        }

        return (isTogether, operands);
    }

    /// <summary>What was proved holds while the loop runs, not ahead of it.</summary>
    private static IndexCheck CheckOf(Access access) => access.Check == IndexCheck.Needed ? IndexCheck.Needed : IndexCheck.Made;

    private Node[] Restricted(Node access, Node? mask, IrType vector) =>
        mask is null ? []
        : access.Op != Ops.TapePush && access.Op != Ops.TapePop && shapes.IsBackwards(access) ? [b.Reverse(b.MaskFor(mask, vector))]
        : [b.MaskFor(mask, vector)];
}
