using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Capture.Places;
using ExprAD.Capture.Text;
using ExprAD.IR;

namespace ExprAD.Capture;

internal sealed partial class ExpressionCapture
{
    private Value Binary(BinaryExpression binary, Scope scope)
    {
        switch (binary.NodeType)
        {
            case ExpressionType.AndAlso or ExpressionType.OrElse:
                return ShortCircuit(binary, scope);
            case ExpressionType.Coalesce:
                return Coalesce(binary, scope);
            case ExpressionType.ArrayIndex:
                return Element(Visit(binary.Left, scope), binary.Type, VisitNode(binary.Right, scope));
        }

        var left = Visit(binary.Left, scope);
        var right = Visit(binary.Right, scope);
        return Operate(binary, left, right);
    }

    /// <summary>The operator of <paramref name="binary"/>, compound or not, on operands that are known.</summary>
    private Value Operate(BinaryExpression binary, Value left, Value right)
    {
        if (binary.NodeType is ExpressionType.Equal or ExpressionType.NotEqual && IsNullTest(left, right) is { } isNull)
        {
            return new NodeValue(binary.NodeType == ExpressionType.Equal ? isNull : Builder.Apply(Ops.Not, isNull), binary.Type);
        }

        return Nullables.IsNullable(left.Type) || Nullables.IsNullable(right.Type)
            ? Lifted(binary, left, right)
            : Operate(binary, binary.Type, left, right);
    }

    /// <summary>As <see cref="Operate(BinaryExpression, Value, Value)"/>, on operands that are not nullable.</summary>
    private Value Operate(BinaryExpression binary, Type type, Value left, Value right)
    {
        var kind = Operators.Simple(binary.NodeType);
        if (binary.Method is { } method && kind != ExpressionType.Power)
        {
            return CallMethod(method, null, left, right);
        }

        if (Operators.IsComparison(kind) && IdentityOf(left) is { } one && IdentityOf(right) is { } other && (left is MadeObject or MadeArray || right is MadeObject or MadeArray))
        {
            return new NodeValue(SameObject(kind, one, other), type);
        }

        if (Operators.IsComparison(kind) && (left is Aggregate || right is Aggregate))
        {
            throw Refuse($"a {CSharpText.NameOf(left.Type)} that is made in the function is compared as a whole", "Compare its members.");
        }

        var operandType = left.Type;
        var (x, y) = (ToNode(left), ToNode(right));
        if (Operators.IsComparison(kind))
        {
            return new NodeValue(x.Type.IsScalar ? CSharpArithmetic.Compare(Builder, kind, operandType, x, y) : SameObject(kind, x, y), type);
        }

        return CSharpArithmetic.Apply(Builder, kind, operandType, x, y) is { } node
            ? new NodeValue(node, type)
            : throw Refuse($"the operator {binary.NodeType} has no meaning for the type {operandType.Name}");
    }

    private Value Unary(UnaryExpression unary, Scope scope)
    {
        switch (unary.NodeType)
        {
            case ExpressionType.Convert or ExpressionType.ConvertChecked:
                return Conversion(unary, Visit(unary.Operand, scope));
            case ExpressionType.TypeAs:
                return TypeAs(unary, Visit(unary.Operand, scope));
            case ExpressionType.Unbox:
                return Cast(Visit(unary.Operand, scope), unary.Type);
            case ExpressionType.Quote:
                return Visit(unary.Operand, scope);
            case ExpressionType.Throw:
                return Throw(unary, scope);
            case ExpressionType.ArrayLength:
                return Length(Visit(unary.Operand, scope));
        }

        var operand = Visit(unary.Operand, scope);
        return Nullables.IsNullable(operand.Type)
            ? LiftedUnary(operand, unary.Type, value => Operate(unary, value))
            : Operate(unary, operand);
    }

    private Value Operate(UnaryExpression unary, Value operand)
    {
        if (unary.Method is { } method)
        {
            return CallMethod(method, null, operand);
        }

        var (x, type) = (ToNode(operand), operand.Type);
        var node = unary.NodeType switch
        {
            ExpressionType.UnaryPlus => x,
            ExpressionType.IsTrue => x,
            ExpressionType.IsFalse => Builder.Apply(Ops.Not, x),
            ExpressionType.Increment or ExpressionType.Decrement => Step(unary.NodeType, x, type),
            _ => CSharpArithmetic.Apply(Builder, unary.NodeType, type, x),
        };
        return node is null
            ? throw Refuse($"the operator {unary.NodeType} has no meaning for the type {type.Name}")
            : new NodeValue(node, type);
    }

    private Node? Step(ExpressionType kind, Node value, Type type) => value.Type.IsScalar
        ? CSharpArithmetic.Apply(Builder, kind == ExpressionType.Increment ? ExpressionType.Add : ExpressionType.Subtract, type, value, Builder.Number(1, value.Type))
        : null;

    /// <summary>A comparison with null: whether the other is; null where neither side is a null that was written.</summary>
    private Node? IsNullTest(Value left, Value right)
    {
        var other = IsNullLiteral(left) ? right : IsNullLiteral(right) ? left : null;
        return other is null ? null : IsNull(other);
    }

    private static bool IsNullLiteral(Value value) => value is NodeValue { Node: { IsConstant: true, Attribute: null } }
        || (value is Aggregate && Nullables.IsNullable(value.Type) && Nullables.HasValue(value) is { IsConstant: true, Attribute: false });

    /// <summary>Whether a value is null; what is made in the function never is.</summary>
    private Node IsNull(Value value) => value switch
    {
        Aggregate when Nullables.IsNullable(value.Type) => Builder.Apply(Ops.Not, Nullables.HasValue(value)),
        NodeValue { Node: var node } when !node.Type.IsScalar => node.IsConstant ? Builder.Constant(node.Attribute is null) : Builder.Apply(Ops.IsNull, node),
        MadeObject or MadeArray => Builder.Apply(Ops.IsNull, IdentityOf(value)!),
        _ => Builder.Constant(false),
    };

    /// <summary>What tells an object from others, and from null; null for what has no identity.</summary>
    private static Node? IdentityOf(Value value) => value switch
    {
        MadeObject made => made.Identity,
        MadeArray made => made.Shape,
        NodeValue { Node: { Type.IsScalar: false } node } => node,
        Boxed boxed => IdentityOf(boxed.Content),
        _ => null,
    };

    private Node SameObject(ExpressionType kind, Node left, Node right)
    {
        var method = (MethodBase)typeof(object).GetMethod(nameof(ReferenceEquals))!;
        var same = Builder.Emit(Ops.CallPure, IrType.Bool, [left, right], method);
        return kind == ExpressionType.Equal ? same : Builder.Apply(Ops.Not, same);
    }
}
