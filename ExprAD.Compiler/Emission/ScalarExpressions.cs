using System.Linq.Expressions;
using ExprAD.IR;

namespace ExprAD.Emission;

/// <summary>Scalar operations as expressions: an operator where C# has one, else a call of the method that defines the operation.</summary>
internal static class ScalarExpressions
{
    private static readonly Dictionary<ScalarOp, ExpressionType> Operators = new()
    {
        [Ops.Add] = ExpressionType.Add,
        [Ops.Sub] = ExpressionType.Subtract,
        [Ops.Mul] = ExpressionType.Multiply,
        [Ops.Div] = ExpressionType.Divide,
        [Ops.Rem] = ExpressionType.Modulo,
        [Ops.IntDiv] = ExpressionType.Divide,
        [Ops.IntRem] = ExpressionType.Modulo,
        [Ops.And] = ExpressionType.And,
        [Ops.Or] = ExpressionType.Or,
        [Ops.Xor] = ExpressionType.ExclusiveOr,
        [Ops.AddChecked] = ExpressionType.AddChecked,
        [Ops.SubChecked] = ExpressionType.SubtractChecked,
        [Ops.MulChecked] = ExpressionType.MultiplyChecked,
        [Ops.Lt] = ExpressionType.LessThan,
        [Ops.Le] = ExpressionType.LessThanOrEqual,
        [Ops.Eq] = ExpressionType.Equal,
        [Ops.Ne] = ExpressionType.NotEqual,
    };

    public static Expression Apply(ScalarOp op, Expression[] x)
    {
        if (Operators.TryGetValue(op, out var type))
        {
            return Expression.MakeBinary(type, x[0], x[1]);
        }

        return op == Ops.Neg ? Expression.Negate(x[0])
            : op == Ops.NegChecked ? Expression.SubtractChecked(Zero(x[0].Type), x[0])
            : op == Ops.Not || op == Ops.BitNot ? Expression.Not(x[0])
            : op == Ops.Shl ? Expression.LeftShift(x[0], ShiftCount(x[0], x[1]))
            : op == Ops.Shr ? Expression.RightShift(x[0], ShiftCount(x[0], x[1]))
            : op == Ops.MulOrZero ? MulOrZero(x[0], x[1])
            : op == Ops.Select ? Expression.Condition(x[0], x[1], x[2], x[1].Type)
            : op == Ops.IsNull ? IsNull(x[0])
            : op == Ops.ShrUnsigned ? Expression.Call(typeof(Runtime.Integers), nameof(Runtime.Integers.ShiftRightUnsigned), null, x)
            : Call(Method(op, x[op.Decisive].Type), x);
    }

    /// <summary>Sine and cosine as a pair.</summary>
    public static MethodCallExpression SinCos(Expression x) =>
        Expression.Call(x.Type == typeof(double) ? typeof(Math) : typeof(MathF), nameof(Math.SinCos), null, x);

    /// <summary>A mode of rounding is an integer in the graph.</summary>
    private static MethodCallExpression Call(System.Reflection.MethodInfo method, Expression[] x)
    {
        var parameters = method.GetParameters();
        return Expression.Call(method, x.Select((a, i) => a.Type == parameters[i].ParameterType ? a : Expression.Convert(a, parameters[i].ParameterType)));
    }

    /// <summary>As C# has it: only the low five or six bits count.</summary>
    private static Expression ShiftCount(Expression value, Expression count)
    {
        var wide = value.Type == typeof(long);
        return Expression.And(wide ? Expression.Convert(count, typeof(int)) : count, Expression.Constant(wide ? 63 : 31));
    }

    /// <summary>Spelled out, since in methods with many variables the JIT inlines no calls.</summary>
    private static Expression MulOrZero(Expression a, Expression p)
    {
        var zero = Zero(a.Type);
        return Expression.Condition(Expression.Equal(a, zero), zero, Expression.Multiply(a, p));
    }

    /// <summary>Not a default expression: FastExpressionCompiler takes NaN to be equal to that.</summary>
    public static ConstantExpression Zero(Type type) => Expression.Constant(Scalars.Default(IrType.Of(type)), type);

    private static Expression IsNull(Expression value) =>
        !value.Type.IsValueType ? Expression.ReferenceEqual(value, Expression.Constant(null, value.Type))
        : Nullable.GetUnderlyingType(value.Type) is null ? Expression.Constant(false)
        : Expression.Not(Expression.Property(value, nameof(Nullable<int>.HasValue)));

    private static System.Reflection.MethodInfo Method(ScalarOp op, Type type)
    {
        var method = op.Implementation(IrType.Of(type).Kind)?.Method
            ?? throw new InvalidOperationException($"{op} does not exist on {type}.");
        return method.IsStatic ? method : throw new InvalidOperationException($"{op} needs an operator or a static method to be emitted.");
    }
}
