using System.Linq.Expressions;
using ExprAD.IR;

namespace ExprAD.Capture;

internal sealed partial class ExpressionCapture
{
    private static readonly Dictionary<ExpressionType, ScalarOp> FloatOperators = new()
    {
        [ExpressionType.Add] = Ops.Add, [ExpressionType.AddChecked] = Ops.Add,
        [ExpressionType.Subtract] = Ops.Sub, [ExpressionType.SubtractChecked] = Ops.Sub,
        [ExpressionType.Multiply] = Ops.Mul, [ExpressionType.MultiplyChecked] = Ops.Mul,
        [ExpressionType.Divide] = Ops.Div, [ExpressionType.Modulo] = Ops.Rem, [ExpressionType.Power] = Ops.Pow,
    };

    private static readonly Dictionary<ExpressionType, ScalarOp> IntegerOperators = new()
    {
        [ExpressionType.Add] = Ops.Add, [ExpressionType.AddChecked] = Ops.AddChecked,
        [ExpressionType.Subtract] = Ops.Sub, [ExpressionType.SubtractChecked] = Ops.SubChecked,
        [ExpressionType.Multiply] = Ops.Mul, [ExpressionType.MultiplyChecked] = Ops.MulChecked,
        [ExpressionType.Divide] = Ops.IntDiv, [ExpressionType.Modulo] = Ops.IntRem,
        [ExpressionType.And] = Ops.And, [ExpressionType.Or] = Ops.Or, [ExpressionType.ExclusiveOr] = Ops.Xor,
        [ExpressionType.LeftShift] = Ops.Shl, [ExpressionType.RightShift] = Ops.Shr,
    };

    private Value Binary(BinaryExpression binary, Scope scope)
    {
        switch (binary.NodeType)
        {
            case ExpressionType.AndAlso:
            case ExpressionType.OrElse:
                return ShortCircuit(binary, scope);
            case ExpressionType.ArrayIndex:
                return Element(Visit(binary.Left, scope), binary.Type, VisitNode(binary.Right, scope));
            case ExpressionType.LessThan or ExpressionType.LessThanOrEqual or ExpressionType.GreaterThan or ExpressionType.GreaterThanOrEqual
                or ExpressionType.Equal or ExpressionType.NotEqual:
                return Comparison(binary, scope);
        }

        var left = VisitNode(binary.Left, scope);
        var right = VisitNode(binary.Right, scope);
        var operators = left.Type.IsFloat ? FloatOperators : IntegerOperators;
        return operators.TryGetValue(binary.NodeType, out var op)
            ? new NodeValue(Builder.Apply(op, left, right), binary.Type)
            : throw Refuse($"the operator {binary.NodeType} has no meaning for {binary.Left.Type.Name}");
    }

    private NodeValue Comparison(BinaryExpression binary, Scope scope)
    {
        var left = VisitNode(binary.Left, scope);
        var right = VisitNode(binary.Right, scope);
        return new NodeValue(
            binary.NodeType switch
            {
                ExpressionType.LessThan => Builder.Apply(Ops.Lt, left, right),
                ExpressionType.LessThanOrEqual => Builder.Apply(Ops.Le, left, right),
                ExpressionType.GreaterThan => Builder.Apply(Ops.Lt, right, left),
                ExpressionType.GreaterThanOrEqual => Builder.Apply(Ops.Le, right, left),
                ExpressionType.Equal => Builder.Apply(Ops.Eq, left, right),
                _ => Builder.Apply(Ops.Ne, left, right),
            },
            binary.Type);
    }

    private Value Unary(UnaryExpression unary, Scope scope)
    {
        switch (unary.NodeType)
        {
            case ExpressionType.Quote:
                return Visit(unary.Operand, scope);
            case ExpressionType.UnaryPlus:
                return Visit(unary.Operand, scope);
        }

        var operand = VisitNode(unary.Operand, scope);
        return new NodeValue(
            unary.NodeType switch
            {
                ExpressionType.Negate => Builder.Apply(Ops.Neg, operand),
                ExpressionType.NegateChecked => Builder.Apply(operand.Type.IsFloat ? Ops.Neg : Ops.NegChecked, operand),
                ExpressionType.Not when unary.Type == typeof(bool) => Builder.Apply(Ops.Not, operand),
                ExpressionType.Not => Builder.Apply(Ops.BitNot, operand),
                ExpressionType.ArrayLength => Builder.Length(operand),
                ExpressionType.Convert => Builder.Convert(operand, IrType.Of(unary.Type)),
                _ => throw Refuse($"the operator {unary.NodeType} has no meaning for {unary.Operand.Type.Name}"),
            },
            unary.Type);
    }
}
