using System.Linq.Expressions;
using ExprAD.Emission.Runtime;
using ExprAD.IR;

namespace ExprAD.Emission.Vectors;

/// <summary>Lanes that are pushed onto tapes and popped from them, one after the other. The lanes that take part are always the first ones.</summary>
internal static class TapeLanes
{
    public static Expression Push(Node node, Expression[] x)
    {
        var vector = node.Operands[1].Type;
        return vector.IsMask
            ? Expression.Call(typeof(LaneStacks), nameof(LaneStacks.PushBits), null, x[0], Bits(x[1], vector), Count(node, x, vector))
            : Expression.Call(typeof(LaneStacks), nameof(LaneStacks.Push), [vector.Element.Clr, vector.Clr], x[0], x[1], Count(node, x, vector));
    }

    public static Expression Pop(Node node, Expression[] x)
    {
        var vector = node.Type;
        return vector.IsMask
            ? VectorExpressions.FromBits(Expression.Call(typeof(LaneStacks), nameof(LaneStacks.PopBits), null, x[0], Count(node, x, vector)), vector.Clr)
            : VectorExpressions.Reverse(Expression.Call(typeof(LaneStacks), nameof(LaneStacks.Pop), [vector.Element.Clr, vector.Clr], x[0], Count(node, x, vector)));
    }

    private static Expression Count(Node node, Expression[] x, IrType vector) => !node.Operands[^1].Type.IsMask || node.Operands[^1] == Value(node)
        ? Expression.Constant(vector.Lanes)
        : Expression.Call(typeof(LaneStacks), nameof(LaneStacks.Count), null, Bits(x[^1], vector));

    /// <summary>What is pushed, which may be a mask itself.</summary>
    private static Node? Value(Node node) => node.Op == Ops.VectorTapePush && node.Operands.Length == 2 ? node.Operands[1] : null;

    private static MethodCallExpression Bits(Expression mask, IrType vector) =>
        Expression.Call(typeof(MaskedMemory), nameof(MaskedMemory.Bits), [mask.Type], mask, Expression.Constant(vector.LaneBytes));
}
