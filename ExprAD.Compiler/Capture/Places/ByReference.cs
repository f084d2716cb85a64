using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using ExprAD.Capture.Methods;

namespace ExprAD.Capture.Places;

/// <summary>What a call is given by reference though the tree shows the place alone: the struct whose method it is, and <c>ref</c> arguments.</summary>
internal static class ByReference
{
    public static IEnumerable<Expression> ArgumentsOf(MethodInfo method, IArgumentProvider call) =>
        method.GetParameters().Select((p, i) => (Parameter: p, Argument: call.GetArgument(i))).Where(a => MayAssign(method, a.Parameter)).Select(a => a.Argument);

    /// <summary>True for a parameter by reference through which the method may assign. Of an argument for <c>in</c> it is enough to know the value.</summary>
    public static bool MayAssign(MethodInfo method, ParameterInfo parameter) =>
        parameter.ParameterType.IsByRef
        && !(parameter.IsIn && Liftable.IsLookedInto(method) && !ReferenceUse.MayAssign(method, parameter.Position + (method.IsStatic ? 0 : 1)));

    /// <summary>The parts of an expression that are places, not values.</summary>
    public static IEnumerable<Expression> PlacesIn(Expression expression) => expression switch
    {
        MethodCallExpression call => [.. TakesThis(call.Method) ? [call.Object!] : Array.Empty<Expression>(), .. ArgumentsOf(call.Method, call)],
        InvocationExpression call => ArgumentsOf(call.Expression.Type.GetMethod("Invoke")!, call),
        _ => [],
    };

    /// <summary>True for a method that may change the struct it is called on.</summary>
    public static bool TakesThis(MethodInfo method) =>
        method is { IsStatic: false, DeclaringType: { IsValueType: true, IsPrimitive: false, IsEnum: false } type }
        && !(Purity.IsOfSystem(type) || type.IsDefined(typeof(IsReadOnlyAttribute)) || method.IsDefined(typeof(IsReadOnlyAttribute)))
        && Accessors.FieldReadBy(method) is null && (!Liftable.IsLookedInto(method) || ReferenceUse.MayAssign(method, 0));
}
