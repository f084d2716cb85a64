using System.Linq.Expressions;
using System.Runtime.Intrinsics;
using ExprAD.IR;

namespace ExprAD.Emission.Vectors;

/// <summary>Operations on vectors as expressions.</summary>
internal static class VectorExpressions
{
    /// <summary>Not those on bits, and those of one operand: FastExpressionCompiler takes these for operators on integers.</summary>
    private static readonly Dictionary<ScalarOp, ExpressionType> Operators = new()
    {
        [Ops.Add] = ExpressionType.Add,
        [Ops.Sub] = ExpressionType.Subtract,
        [Ops.Mul] = ExpressionType.Multiply,
        [Ops.Div] = ExpressionType.Divide,
    };

    private static readonly Dictionary<ScalarOp, string> Comparisons = new()
    {
        [Ops.Lt] = nameof(Vector512.LessThan),
        [Ops.Le] = nameof(Vector512.LessThanOrEqual),
        [Ops.Eq] = nameof(Vector512.Equals),
        [Ops.Ne] = nameof(Vector512.Equals),
    };

    /// <summary>True where there is no code for all lanes at once, and operands are read once a lane.</summary>
    public static bool IsByLane(Node node) => node.Type.IsVector
        && (node.Op is ScalarOp op ? !HasVectorForm(op, node) : node.Op == Ops.Convert && VectorConversions.Find(node.Operands[0].Type.Clr, node.Type.Clr) is null);

    /// <summary>A scalar operation on all lanes at once, or on one after the other.</summary>
    public static Expression Apply(Node node, Expression[] x)
    {
        var op = (ScalarOp)node.Op;
        if (!HasVectorForm(op, node))
        {
            return ByLane(node, x, lanes => ScalarExpressions.Apply(op, lanes));
        }

        return Operators.TryGetValue(op, out var type) ? Expression.MakeBinary(type, x[0], x[1])
            : Comparisons.TryGetValue(op, out var comparison) ? Compare(op, comparison, x, node.Type)
            : op == Ops.Select ? Choose(x[0], x[1], x[2])
            : op == Ops.MulOrZero ? Choose(Call(nameof(Vector512.Equals), x[0], Zero(x[0].Type)), Zero(x[0].Type), Expression.Multiply(x[0], x[1]))
            : As(Expression.Call(VectorOperations.Find(op, x[0].Type)!, x), node.Type.Clr);
    }

    public static Expression Convert(Node node, Expression x) =>
        VectorConversions.Find(node.Operands[0].Type.Clr, node.Type.Clr) is { } method ? Expression.Call(method, x)
        : ByLane(node, [x], lanes => Conversions.To(lanes[0], node.Type.Element.Clr));

    public static MethodCallExpression Remask(Node node, Expression mask) =>
        Expression.Call(VectorConversions.Find(mask.Type, node.Type.Clr)!, mask);

    /// <summary>A truth value is a lane of ones or zeros.</summary>
    public static MethodCallExpression Broadcast(Expression scalar, Type vector) => scalar.Type == typeof(bool)
        ? Broadcast(Truth(scalar, vector.GenericTypeArguments[0]), vector)
        : Expression.Call(VectorOperations.Home(vector), nameof(Vector512.Create), [scalar.Type], scalar);

    /// <summary>first + lane · step.</summary>
    public static Expression Ramp(Expression first, long step, Type vector)
    {
        var lane = vector.GenericTypeArguments[0];
        return Expression.Add(
            Broadcast(first, vector),
            Expression.Call(VectorOperations.Home(vector), nameof(Vector512.CreateSequence), [lane], Constant(0, lane), Constant(step, lane)));
    }

    /// <summary>The lanes below the difference of two integers, which fits a lane.</summary>
    public static Expression LaneMask(Expression first, Expression count, Type mask)
    {
        var lane = mask.GenericTypeArguments[0];
        return Call(nameof(Vector512.LessThan), Ramp(Constant(0, lane), 1, mask), Broadcast(Conversions.To(Expression.Subtract(count, first), lane), mask));
    }

    public static MethodCallExpression Reverse(Expression vector)
    {
        var (home, lane) = (VectorOperations.Home(vector.Type), vector.Type.GenericTypeArguments[0]);
        var index = Type.GetTypeCode(lane) switch { TypeCode.Double => typeof(long), TypeCode.Single => typeof(int), _ => lane };
        var lanes = (int)vector.Type.GetProperty(nameof(Vector512<int>.Count))!.GetValue(null)!;
        var order = Create(vector.Type.GetGenericTypeDefinition().MakeGenericType(index), [.. Enumerable.Range(0, lanes).Select(l => Constant(lanes - 1 - l, index))]);
        return Expression.Call(home.GetMethod(nameof(Vector512.Shuffle), [vector.Type, order.Type])!, vector, order);
    }

    /// <summary>Halves are combined until two lanes are left. The vector is a variable, for which <paramref name="store"/> makes others.</summary>
    public static Expression Reduce(Node node, Expression vector, Func<Expression, ParameterExpression> store)
    {
        var op = Ops.All.OfType<ScalarOp>().Single(o => o.Name == (string)node.Attribute!);
        for (var type = node.Operands[0].Type; type.Lanes > 2; type = Half(type))
        {
            var (home, element) = (VectorOperations.Home(vector.Type), vector.Type.GenericTypeArguments);
            var combined = new Node(op, Half(type), [], null, []);
            vector = store(Apply(combined, [Expression.Call(home, nameof(Vector512.GetLower), element, vector), Expression.Call(home, nameof(Vector512.GetUpper), element, vector)]));
        }

        return ScalarExpressions.Apply(op, [Lane(vector, 0), Lane(vector, 1)]);
    }

    /// <summary>The mask of the lanes whose bits are set.</summary>
    public static Expression FromBits(Expression bits, Type mask)
    {
        var lane = mask.GenericTypeArguments[0];
        var lanes = (int)mask.GetProperty(nameof(Vector512<int>.Count))!.GetValue(null)!;
        var each = Create(mask, [.. Enumerable.Range(0, lanes).Select(l => Constant(1L << l, lane))]);
        return Call(nameof(Vector512.Equals), Call(nameof(Vector512.BitwiseAnd), Broadcast(Conversions.To(bits, lane), mask), each), each);
    }

    public static Expression Choose(Expression mask, Expression yes, Expression no) =>
        Call(nameof(Vector512.ConditionalSelect), As(mask, yes.Type), yes, no);

    public static MethodCallExpression Lane(Expression vector, int lane) =>
        Expression.Call(VectorOperations.Home(vector.Type), nameof(Vector512.GetElement), vector.Type.GenericTypeArguments, vector, Expression.Constant(lane));

    /// <summary>A vector of these lanes.</summary>
    public static MethodCallExpression Create(Type vector, Expression[] lanes) => lanes.Length > 1
        ? Expression.Call(VectorOperations.Home(vector).GetMethod(nameof(Vector512.Create), [.. lanes.Select(l => l.Type)])!, lanes)
        : Broadcast(lanes[0], vector);

    /// <summary>The same bits, as lanes of another type.</summary>
    public static Expression As(Expression vector, Type type) => vector.Type == type ? vector
        : Expression.Call(VectorOperations.Home(type), nameof(Vector512.As), [vector.Type.GenericTypeArguments[0], type.GenericTypeArguments[0]], vector);

    public static Expression Zero(Type vector) => Broadcast(ScalarExpressions.Zero(vector.GenericTypeArguments[0]), vector);

    private static bool HasVectorForm(ScalarOp op, Node node)
    {
        var lane = node.Operands.Length > 0 ? node.Operands[op.Decisive].Type : node.Type;
        return op == Ops.Select || op == Ops.MulOrZero
            || (Operators.ContainsKey(op) && (op != Ops.Div || lane.Lane.IsFloat)) || Comparisons.ContainsKey(op)
            || VectorOperations.Find(op, lane.Clr) is not null;
    }

    private static Expression Compare(ScalarOp op, string name, Expression[] x, IrType mask)
    {
        var result = As(Call(name, x[0], x[1]), mask.Clr);
        return op == Ops.Ne ? Call(nameof(Vector512.OnesComplement), result) : result;
    }

    private static MethodCallExpression Call(string name, params Expression[] x) =>
        Expression.Call(VectorOperations.Find(name, x[0].Type) ?? throw new MissingMethodException($"{x[0].Type}.{name}"), x);

    private static Expression ByLane(Node node, Expression[] x, Func<Expression[], Expression> meaning)
    {
        var lanes = new Expression[node.Type.Lanes];
        for (var l = 0; l < lanes.Length; l++)
        {
            var value = meaning(Array.ConvertAll(x, v => (Expression)Lane(v, l)));
            lanes[l] = value.Type == typeof(bool) ? Truth(value, node.Type.Clr.GenericTypeArguments[0]) : value;
        }

        return Create(node.Type.Clr, lanes);
    }

    private static ConditionalExpression Truth(Expression value, Type lane) => Expression.Condition(value, Constant(-1, lane), Constant(0, lane));

    private static IrType Half(IrType type) => IrType.VectorOf(type.Element, type.Lanes / 2);

    private static ConstantExpression Constant(long value, Type type) => Expression.Constant(System.Convert.ChangeType(value, type, System.Globalization.CultureInfo.InvariantCulture), type);
}
