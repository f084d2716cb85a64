using System.Linq.Expressions;

namespace ExprAD.Capture.Linq;

/// <summary>Expressions whose value, to an operator that looks through it, is the sequence that they are made of.</summary>
internal static class Transparent
{
    /// <summary>The expression within <paramref name="expression"/> that gives the same elements; null where there is none.</summary>
    public static Expression? Within(Expression expression) => expression switch
    {
        MethodCallExpression { Method: { Name: "AsEnumerable" or "ToArray" or "ToList", DeclaringType: var type }, Arguments: [var source] } call
            when type == typeof(Enumerable) && (call.Method.Name == "AsEnumerable" || !Raising.May(source)) => source,
        MethodCallExpression { Method: { Name: "op_Implicit", DeclaringType: { IsGenericType: true } span }, Arguments: [var array] }
            when IsSpan(span) => array,
        MethodCallExpression { Method: { Name: "AsSpan", DeclaringType: var extensions }, Arguments: [var array] }
            when extensions == typeof(MemoryExtensions) => array,
        UnaryExpression { NodeType: ExpressionType.Convert, Method: null } convert
            when Sources.ElementOf(convert.Type) is { } element && Sources.ElementOf(convert.Operand.Type) == element => convert.Operand,
        _ => null,
    };

    /// <summary>The lambda <paramref name="lambda"/> without what is transparent at the root of its body.</summary>
    public static LambdaExpression Body(LambdaExpression lambda)
    {
        var body = lambda.Body;
        while (Within(body) is { } inner)
        {
            body = inner;
        }

        return body == lambda.Body ? lambda : Expression.Lambda(body, lambda.Parameters);
    }

    public static bool IsSpan(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is var definition && (definition == typeof(ReadOnlySpan<>) || definition == typeof(Span<>));
}
