using System.Linq.Expressions;

namespace ExprAD.Capture.Linq;

/// <summary>The comparers that operators take.</summary>
internal static class Comparers
{
    /// <summary>True where no comparer is given, or null, which stands for the default one.</summary>
    public static bool AreDefault(MethodCallExpression call) => Arguments(call, isComparer: true).All(IsNull);

    /// <summary>The arguments that are no comparers.</summary>
    public static IEnumerable<Expression> OthersThanComparers(MethodCallExpression call) => Arguments(call, isComparer: false);

    private static IEnumerable<Expression> Arguments(MethodCallExpression call, bool isComparer) =>
        call.Method.GetParameters().Zip(call.Arguments).Where(p => IsComparer(p.First.ParameterType) == isComparer).Select(p => p.Second);

    private static bool IsComparer(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is var definition
        && (definition == typeof(IComparer<>) || definition == typeof(IEqualityComparer<>) || definition == typeof(Comparison<>));

    private static bool IsNull(Expression expression) =>
        expression is ConstantExpression { Value: null } or UnaryExpression { NodeType: ExpressionType.Convert, Operand: ConstantExpression { Value: null } };
}
