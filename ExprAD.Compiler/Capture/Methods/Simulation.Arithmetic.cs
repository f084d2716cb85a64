using System.Linq.Expressions;

namespace ExprAD.Capture.Methods;

internal sealed partial class Simulation
{
    /// <summary>The operators, and the casts between numbers.</summary>
    private bool Arithmetic(IlInstruction instruction)
    {
        var name = instruction.Name;
        if (BinaryKind(name) is { } kind)
        {
            Push(Operate(kind, name.EndsWith(".un", StringComparison.Ordinal)));
            return true;
        }

        if (name.StartsWith("conv.", StringComparison.Ordinal))
        {
            Push(Cast(name["conv.".Length..], Pop()));
            return true;
        }

        switch (name)
        {
            case "neg":
                Push(Expression.Negate(StackTyping.Widened(Pop())));
                return true;
            case "not":
                Push(Expression.Not(StackTyping.Widened(Pop())));
                return true;
            case "ceq" or "cgt" or "cgt.un" or "clt" or "clt.un":
                Push(Comparison(name[1..])!);
                return true;
            default:
                return false;
        }
    }

    private static ExpressionType? BinaryKind(string name) => name switch
    {
        "add" => ExpressionType.Add,
        "sub" => ExpressionType.Subtract,
        "mul" => ExpressionType.Multiply,
        "div" or "div.un" => ExpressionType.Divide,
        "rem" or "rem.un" => ExpressionType.Modulo,
        "and" => ExpressionType.And,
        "or" => ExpressionType.Or,
        "xor" => ExpressionType.ExclusiveOr,
        "shl" => ExpressionType.LeftShift,
        "shr" or "shr.un" => ExpressionType.RightShift,
        "add.ovf" or "add.ovf.un" => ExpressionType.AddChecked,
        "sub.ovf" or "sub.ovf.un" => ExpressionType.SubtractChecked,
        "mul.ovf" or "mul.ovf.un" => ExpressionType.MultiplyChecked,
        _ => null,
    };

    private Expression Operate(ExpressionType kind, bool isUnsigned)
    {
        var (right, left) = (Pop(), Pop());
        if (kind is ExpressionType.And or ExpressionType.Or or ExpressionType.ExclusiveOr && AsBooleans(left, right) is var (a, b))
        {
            return Expression.MakeBinary(kind, a, b);
        }

        if (kind is ExpressionType.LeftShift or ExpressionType.RightShift)
        {
            var shifted = kind == ExpressionType.RightShift ? StackTyping.Signed(left, !isUnsigned) : StackTyping.Widened(left);
            return Expression.MakeBinary(kind, shifted, StackTyping.To(Unmasked(right), typeof(int)));
        }

        if (isUnsigned || kind is ExpressionType.Divide or ExpressionType.Modulo or ExpressionType.AddChecked or ExpressionType.SubtractChecked or ExpressionType.MultiplyChecked)
        {
            (left, right) = (StackTyping.Signed(left, !isUnsigned), StackTyping.Signed(right, !isUnsigned));
        }

        (left, right) = StackTyping.Both(left, right);
        return Expression.MakeBinary(kind, left, right);
    }

    /// <summary>C# cuts the count of a shift to what the operator of .NET looks at anyway.</summary>
    private static Expression Unmasked(Expression count) =>
        count is BinaryExpression { NodeType: ExpressionType.And, Right: ConstantExpression { Value: 31 or 63 }, Left: var inner } ? inner : count;

    /// <summary>Both as truth values, where one is and the other can be.</summary>
    private static (Expression, Expression)? AsBooleans(Expression left, Expression right) =>
        left.Type == typeof(bool) && (right.Type == typeof(bool) || right is ConstantExpression { Value: 0 or 1 }) ? (left, StackTyping.To(right, typeof(bool)))
        : right.Type == typeof(bool) && left is ConstantExpression { Value: 0 or 1 } ? (StackTyping.To(left, typeof(bool)), right)
        : null;

    /// <summary>
    /// The comparison that an instruction makes. Those called unordered are true where one operand is NaN: <c>bge.un</c> is <c>!(a &lt; b)</c>.
    /// </summary>
    private Expression? Comparison(string name)
    {
        var isUnordered = name.EndsWith(".un", StringComparison.Ordinal);
        ExpressionType? kind = (isUnordered ? name[..^3] : name) switch
        {
            "eq" => ExpressionType.Equal,
            "ne" => ExpressionType.NotEqual,
            "lt" => ExpressionType.LessThan,
            "le" => ExpressionType.LessThanOrEqual,
            "gt" => ExpressionType.GreaterThan,
            "ge" => ExpressionType.GreaterThanOrEqual,
            _ => null,
        };
        if (kind is not { } comparison)
        {
            return null;
        }

        var (right, left) = (Pop(), Pop());
        if (!left.Type.IsValueType || !right.Type.IsValueType)
        {
            // With null, 'greater' means 'another'.
            return SameObject(comparison == ExpressionType.GreaterThan ? ExpressionType.NotEqual : comparison, left, right);
        }

        if (comparison is ExpressionType.Equal or ExpressionType.NotEqual)
        {
            return Equality(comparison, left, right);
        }

        if (!StackTyping.IsFloat(left.Type) && !StackTyping.IsFloat(right.Type))
        {
            if (isUnordered && comparison == ExpressionType.GreaterThan && right is ConstantExpression { Value: 0 or 0L })
            {
                return StackTyping.Truth(left);
            }

            (left, right) = StackTyping.Both(StackTyping.Signed(left, !isUnordered), StackTyping.Signed(right, !isUnordered));
            return Expression.MakeBinary(comparison, left, right);
        }

        (left, right) = StackTyping.Both(left, right);
        return isUnordered ? Expression.Not(Expression.MakeBinary(Opposite(comparison), left, right)) : Expression.MakeBinary(comparison, left, right);
    }

    private static Expression Equality(ExpressionType kind, Expression left, Expression right)
    {
        if (AsBooleans(left, right) is var (a, b))
        {
            return (kind, b) switch
            {
                (ExpressionType.Equal, ConstantExpression { Value: false }) => StackTyping.Not(a),
                (ExpressionType.NotEqual, ConstantExpression { Value: false }) => a,
                (ExpressionType.Equal, ConstantExpression { Value: true }) => a,
                (ExpressionType.NotEqual, ConstantExpression { Value: true }) => StackTyping.Not(a),
                _ => Expression.MakeBinary(kind, a, b),
            };
        }

        (left, right) = StackTyping.Both(left, right);
        return Expression.MakeBinary(kind, left, right);
    }

    private static Expression SameObject(ExpressionType kind, Expression left, Expression right)
    {
        if (left is ConstantExpression { Value: null } && right is not ConstantExpression)
        {
            (left, right) = (right, left);
        }

        right = right is ConstantExpression { Value: null } ? Expression.Constant(null, left.Type) : right;
        return kind == ExpressionType.Equal ? Expression.ReferenceEqual(left, right) : Expression.ReferenceNotEqual(left, right);
    }

    private static ExpressionType Opposite(ExpressionType comparison) => comparison switch
    {
        ExpressionType.LessThan => ExpressionType.GreaterThanOrEqual,
        ExpressionType.LessThanOrEqual => ExpressionType.GreaterThan,
        ExpressionType.GreaterThan => ExpressionType.LessThanOrEqual,
        _ => ExpressionType.LessThan,
    };

    /// <summary>A cast; <paramref name="name"/> is what stands behind <c>conv.</c>.</summary>
    private static Expression Cast(string name, Expression value)
    {
        var isChecked = name.StartsWith("ovf.", StringComparison.Ordinal);
        name = isChecked ? name[4..] : name;
        var fromUnsigned = name.EndsWith(".un", StringComparison.Ordinal);
        name = fromUnsigned ? name[..^3] : name;
        if (name is "i" or "u" && value is ConstantExpression or { Type.IsPrimitive: true } && !StackTyping.IsFloat(value.Type) && !isChecked)
        {
            // For the size of memory or an index: it stays the number it is.
            return StackTyping.Widened(value);
        }

        var type = name switch
        {
            "i1" => typeof(sbyte),
            "u1" => typeof(byte),
            "i2" => typeof(short),
            "u2" => typeof(ushort),
            "i4" => typeof(int),
            "u4" => typeof(uint),
            "i8" or "i" => typeof(long),
            "u8" or "u" => typeof(ulong),
            "r4" => typeof(float),
            _ => typeof(double),
        };
        value = fromUnsigned ? StackTyping.Signed(value, isSigned: false) : name == "u8" && !isChecked ? StackTyping.Signed(value, isSigned: false) : StackTyping.Widened(value);
        return value.Type == type ? value
            : isChecked ? Expression.ConvertChecked(value, type)
            : StackTyping.IsFloat(value.Type) || value is not ConstantExpression || StackTyping.IsFloat(type) ? Expression.Convert(value, type)
            : StackTyping.To(value, type);
    }
}
