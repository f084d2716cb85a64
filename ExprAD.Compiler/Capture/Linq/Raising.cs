using System.Linq.Expressions;

namespace ExprAD.Capture.Linq;

/// <summary>
/// Whether computing the elements of a sequence may raise an exception or have an effect: then an array of them
/// that the user makes is made, because the moment at which that happens can be told.
/// </summary>
internal static class Raising
{
    private static readonly HashSet<string> Lazy =
    [
        "Select", "Where", "Zip", "Concat", "Append", "Prepend", "Take", "Skip", "Reverse", "AsEnumerable", "ToArray", "ToList", "Empty", "DefaultIfEmpty",
    ];

    public static bool May(Expression root)
    {
        var seen = new HashSet<Expression>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<Expression>([root]);
        while (pending.TryPop(out var expression))
        {
            if (!seen.Add(expression))
            {
                continue;
            }

            if (!IsHarmless(expression))
            {
                return true;
            }

            foreach (var child in ExpressionChildren.Of(expression))
            {
                pending.Push(child);
            }
        }

        return false;
    }

    private static bool IsHarmless(Expression expression) => expression switch
    {
        ParameterExpression or ConstantExpression or LambdaExpression or ConditionalExpression or MemberExpression => true,
        BinaryExpression { NodeType: var type, Method: null } binary => type switch
        {
            ExpressionType.Divide or ExpressionType.Modulo => IsFloat(binary.Type),
            ExpressionType.Add or ExpressionType.Subtract or ExpressionType.Multiply or ExpressionType.Power => true,
            >= ExpressionType.Equal and <= ExpressionType.ExclusiveOr => true,
            ExpressionType.LessThan or ExpressionType.LessThanOrEqual or ExpressionType.GreaterThan or ExpressionType.GreaterThanOrEqual
                or ExpressionType.NotEqual or ExpressionType.AndAlso or ExpressionType.OrElse or ExpressionType.And or ExpressionType.Or => true,
            _ => false,
        },
        UnaryExpression { NodeType: ExpressionType.Negate or ExpressionType.Not or ExpressionType.Convert or ExpressionType.UnaryPlus or ExpressionType.ArrayLength, Method: null } => true,
        MethodCallExpression { Method: var method } =>
            (method.DeclaringType == typeof(Enumerable) && Lazy.Contains(method.Name))
            || ((method.DeclaringType == typeof(Math) || method.DeclaringType == typeof(MathF)) && IsFloat(method.ReturnType) && method.Name is not "Clamp"),
        NewExpression { Members: not null } => true,
        _ => false,
    };

    private static bool IsFloat(Type type) => type == typeof(double) || type == typeof(float);
}
