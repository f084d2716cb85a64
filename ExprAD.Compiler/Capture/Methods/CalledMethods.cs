using System.Linq.Expressions;
using System.Reflection;

namespace ExprAD.Capture.Methods;

/// <summary>A method, and the captured object whose method it is; null where it is of no one or another.</summary>
internal sealed record CalledMethod(MethodBase Method, object? Receiver);

/// <summary>The methods that an expression calls, as far as it names them.</summary>
internal static class CalledMethods
{
    public static IEnumerable<CalledMethod> Of(Expression expression)
    {
        CalledMethod? called = expression switch
        {
            MethodCallExpression call => new(call.Method, Captured(call.Object)),
            BinaryExpression { Method: { } method } => new(method, null),
            UnaryExpression { Method: { } method } => new(method, null),
            MemberExpression { Member: PropertyInfo { GetMethod: { } getter }, Expression: var instance } => new(getter, Captured(instance)),
            IndexExpression { Indexer.GetMethod: { } getter, Object: var instance } => new(getter, Captured(instance)),
            NewExpression { Constructor: { } constructor } when Composite.Made(constructor.DeclaringType!)?.Evident(constructor) is null => new(constructor, null),
            _ => null,
        };
        return called is null ? [] : [called];
    }

    /// <summary>True for a call of which the text does not say what runs: of a delegate, of a method that others override.</summary>
    public static bool IsOpen(Expression expression) =>
        expression is InvocationExpression || Of(expression).Any(c => c.Method is MethodInfo { IsVirtual: true } method && !Receivers.IsFinal(method));

    private static object? Captured(Expression? instance) => instance is ConstantExpression { Value: { } value } constant && CapturedConstants.IsData(constant) ? value : null;
}
