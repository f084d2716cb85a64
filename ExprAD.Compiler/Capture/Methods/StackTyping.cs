using System.Linq.Expressions;

namespace ExprAD.Capture.Methods;

/// <summary>
/// IL knows numbers of 32 bits, of 64 bits, and floating ones; C# knows more. Brings what the stack holds to the types that
/// a variable, a parameter or an operator wants: 0 and 1 to truth values, integers to enums and narrow types.
/// </summary>
internal static class StackTyping
{
    private static readonly ConstantExpression Zero = Expression.Constant(0);

    /// <summary>A value from the stack as a <paramref name="type"/>.</summary>
    public static Expression To(Expression value, Type type)
    {
        var from = value.Type;
        if (from == type || type == typeof(void))
        {
            return value;
        }

        return value switch
        {
            ConstantExpression { Value: null } => Expression.Constant(null, type),
            ConstantExpression { Value: IConvertible number } when IsInteger(from) && (IsInteger(type) || type == typeof(bool)) => Constant(number, type),
            ConditionalExpression choice when from.IsValueType && type.IsValueType => Choice(choice.Test, To(choice.IfTrue, type), To(choice.IfFalse, type)),
            UnaryExpression { NodeType: ExpressionType.Convert, Method: null, Operand: var inner } when inner.Type == type && Holds(from, type) => inner,
            _ when type == typeof(bool) => Truth(value),
            _ when from == typeof(bool) && IsNumber(type) => Expression.Condition(value, To(Expression.Constant(1), type), To(Zero, type)),
            _ when type.IsAssignableFrom(from) && !from.IsValueType => value,
            _ => Expression.Convert(value, type),
        };
    }

    /// <summary>A value of the type exactly, where expressions want no less.</summary>
    public static Expression Exactly(Expression value, Type type) =>
        To(value, type) is var typed && typed.Type == type ? typed : Expression.Convert(typed, type);

    /// <summary>Whether a value is neither 0 nor null.</summary>
    public static Expression Truth(Expression value)
    {
        if (value.Type == typeof(bool))
        {
            return value;
        }

        return value switch
        {
            ConstantExpression { Value: IConvertible number } when IsInteger(value.Type) => Expression.Constant(number.ToInt64(null) != 0),
            ConditionalExpression choice => Choice(choice.Test, Truth(choice.IfTrue), Truth(choice.IfFalse)),
            UnaryExpression { NodeType: ExpressionType.Convert, Method: null, Operand.Type: var type } cast when type == typeof(bool) => cast.Operand,
            _ when !value.Type.IsValueType => Expression.ReferenceNotEqual(value, Expression.Constant(null, value.Type)),
            _ => Expression.NotEqual(Widened(value), Default(Widened(value).Type)),
        };
    }

    /// <summary>The opposite of a truth value, in the shortest form that means the same for NaN.</summary>
    public static Expression Not(Expression condition) => condition switch
    {
        UnaryExpression { NodeType: ExpressionType.Not, Method: null, Operand: var operand } => operand,
        ConstantExpression { Value: bool value } => Expression.Constant(!value),
        BinaryExpression { NodeType: ExpressionType.Equal, Method: null } test when test.Type == typeof(bool) => Again(ExpressionType.NotEqual, test),
        BinaryExpression { NodeType: ExpressionType.NotEqual, Method: null } test when test.Type == typeof(bool) => Again(ExpressionType.Equal, test),
        BinaryExpression { Method: null, Left.Type: var type } test when IsInteger(type) && Opposite(test.NodeType) is { } opposite => Again(opposite, test),
        BinaryExpression { NodeType: ExpressionType.AndAlso, Method: null } both when IsNegation(both.Left) || IsNegation(both.Right) => Expression.OrElse(Not(both.Left), Not(both.Right)),
        BinaryExpression { NodeType: ExpressionType.OrElse, Method: null } either when IsNegation(either.Left) || IsNegation(either.Right) => Expression.AndAlso(Not(either.Left), Not(either.Right)),
        _ => Expression.Not(condition),
    };

    /// <summary><c>test ? a : b</c>; as <c>&amp;&amp;</c> or <c>||</c> where it is one.</summary>
    public static Expression Choice(Expression test, Expression then, Expression otherwise)
    {
        var type = Join(then, otherwise);
        (then, otherwise) = (Exactly(then, type), Exactly(otherwise, type));
        return (then, otherwise) switch
        {
            (ConstantExpression { Value: true }, ConstantExpression { Value: false }) => test,
            (ConstantExpression { Value: false }, ConstantExpression { Value: true }) => Not(test),
            (_, ConstantExpression { Value: false }) => Expression.AndAlso(test, then),
            (ConstantExpression { Value: true }, _) => Expression.OrElse(test, otherwise),
            (ConstantExpression { Value: false }, _) => Expression.AndAlso(Not(test), otherwise),
            (_, ConstantExpression { Value: true }) => Expression.OrElse(Not(test), then),
            _ => Expression.Condition(test, then, otherwise, type),
        };
    }

    /// <summary>The type of a place that holds one value or the other.</summary>
    public static Type Join(Expression one, Expression other)
    {
        var (a, b) = (one.Type, other.Type);
        return a == b ? a
            : one is ConstantExpression { Value: null } ? b
            : other is ConstantExpression { Value: null } ? a
            : !a.IsValueType && !b.IsValueType ? (a.IsAssignableFrom(b) ? a : b.IsAssignableFrom(a) ? b : typeof(object))
            : one is ConstantExpression && IsInteger(b) | b == typeof(bool) ? b
            : other is ConstantExpression && IsInteger(a) | a == typeof(bool) ? a
            : IsNumber(a) && IsNumber(b) ? Common(a, b)
            : a;
    }

    /// <summary>Both operands of an operator in one type that it is defined on.</summary>
    public static (Expression Left, Expression Right) Both(Expression left, Expression right)
    {
        (left, right) = (Widened(left), Widened(right));
        if (left.Type == right.Type)
        {
            return (left, right);
        }

        var type = left is ConstantExpression && IsInteger(right.Type) && Wide(left.Type) == Wide(right.Type) ? right.Type
            : right is ConstantExpression && IsInteger(left.Type) && Wide(left.Type) == Wide(right.Type) ? left.Type
            : Common(left.Type, right.Type);
        return (To(left, type), To(right, type));
    }

    /// <summary>A value as an operator of C# takes it: enums, truth values and narrow integers as <c>int</c>.</summary>
    public static Expression Widened(Expression value)
    {
        var type = value.Type.IsEnum ? Enum.GetUnderlyingType(value.Type) : value.Type;
        type = Type.GetTypeCode(type) is TypeCode.Boolean or TypeCode.Char or TypeCode.SByte or TypeCode.Byte or TypeCode.Int16 or TypeCode.UInt16 ? typeof(int) : type;
        return To(value, type);
    }

    /// <summary>A value as an integer of its width with or without sign; floating-point numbers as they are.</summary>
    public static Expression Signed(Expression value, bool isSigned)
    {
        value = Widened(value);
        return !IsInteger(value.Type) ? value
            : Wide(value.Type) ? To(value, isSigned ? typeof(long) : typeof(ulong))
            : To(value, isSigned ? typeof(int) : typeof(uint));
    }

    public static bool IsFloat(Type type) => type == typeof(double) || type == typeof(float);

    public static bool IsInteger(Type type) => type.IsEnum || Type.GetTypeCode(type) is >= TypeCode.Char and <= TypeCode.UInt64;

    private static bool IsNumber(Type type) => IsInteger(type) || IsFloat(type);

    private static bool Wide(Type type) => Type.GetTypeCode(type) is TypeCode.Int64 or TypeCode.UInt64;

    /// <summary>The signed integer, or the floating-point type, in which both can be computed with.</summary>
    private static Type Common(Type a, Type b) =>
        a == typeof(double) || b == typeof(double) ? typeof(double)
        : a == typeof(float) || b == typeof(float) ? typeof(float)
        : Wide(a) || Wide(b) ? typeof(long)
        : typeof(int);

    /// <summary>True where a cast to <paramref name="wide"/> and back gives the same.</summary>
    private static bool Holds(Type wide, Type narrow) =>
        (wide == typeof(int) && (narrow.IsEnum || Type.GetTypeCode(narrow) is TypeCode.Char or TypeCode.SByte or TypeCode.Byte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.UInt32))
        || (wide == typeof(long) && IsInteger(narrow));

    private static ConstantExpression Constant(IConvertible number, Type type)
    {
        var value = number is ulong big ? unchecked((long)big) : number.ToInt64(null);
        object typed = Type.GetTypeCode(type) switch
        {
            _ when type.IsEnum => Enum.ToObject(type, value),
            TypeCode.Boolean => value != 0,
            TypeCode.Char => unchecked((char)value),
            TypeCode.SByte => unchecked((sbyte)value),
            TypeCode.Byte => unchecked((byte)value),
            TypeCode.Int16 => unchecked((short)value),
            TypeCode.UInt16 => unchecked((ushort)value),
            TypeCode.Int32 => unchecked((int)value),
            TypeCode.UInt32 => unchecked((uint)value),
            TypeCode.Int64 => value,
            _ => unchecked((ulong)value),
        };
        return Expression.Constant(typed, type);
    }

    private static ConstantExpression Default(Type type) => Expression.Constant(Activator.CreateInstance(type), type);

    /// <summary>Another comparison of the same operands; one of objects stays one of objects, whatever operators their type has.</summary>
    private static BinaryExpression Again(ExpressionType kind, BinaryExpression test) =>
        test.Left.Type.IsValueType || test.Method is not null ? Expression.MakeBinary(kind, test.Left, test.Right)
        : kind == ExpressionType.Equal ? Expression.ReferenceEqual(test.Left, test.Right)
        : Expression.ReferenceNotEqual(test.Left, test.Right);

    private static bool IsNegation(Expression condition) => condition is UnaryExpression { NodeType: ExpressionType.Not };

    private static ExpressionType? Opposite(ExpressionType comparison) => comparison switch
    {
        ExpressionType.LessThan => ExpressionType.GreaterThanOrEqual,
        ExpressionType.LessThanOrEqual => ExpressionType.GreaterThan,
        ExpressionType.GreaterThan => ExpressionType.LessThanOrEqual,
        ExpressionType.GreaterThanOrEqual => ExpressionType.LessThan,
        _ => null,
    };
}
