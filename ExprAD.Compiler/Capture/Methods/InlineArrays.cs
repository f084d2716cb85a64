using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using ExprAD.Capture.Places;

namespace ExprAD.Capture.Methods;

/// <summary>
/// The memory of collection expressions that become spans: <c>[a, b]</c> is a struct with so many elements, which C# makes for it.
/// It is an array here, and its span the span of the array.
/// </summary>
internal static class InlineArrays
{
    /// <summary>The type of the elements; null for all other types.</summary>
    public static Type? ElementOf(Type type) =>
        type is { IsValueType: true, IsGenericType: true } && type.IsDefined(typeof(InlineArrayAttribute), inherit: false)
        && (type.Name.StartsWith("<>y__InlineArray", StringComparison.Ordinal) || type.Namespace == typeof(InlineArrayAttribute).Namespace)
            ? type.GenericTypeArguments[0]
            : null;

    public static int LengthOf(Type type) => type.GetCustomAttribute<InlineArrayAttribute>(inherit: false)!.Length;

    /// <summary>A call of the methods that C# makes for them; null for all others.</summary>
    public static Expression? Helper(MethodInfo called, IReadOnlyList<Expression> arguments)
    {
        if (called.DeclaringType?.Name != "<PrivateImplementationDetails>" || arguments.Count == 0 || arguments[0] is not AddressExpression { Place: { Type.IsArray: true } array })
        {
            return null;
        }

        return called.Name switch
        {
            "InlineArrayElementRef" or "InlineArrayElementRefReadOnly" => new AddressExpression(Expression.ArrayAccess(array, arguments[1])),
            "InlineArrayFirstElementRef" or "InlineArrayFirstElementRefReadOnly" => new AddressExpression(Expression.ArrayAccess(array, Expression.Constant(0))),
            "InlineArrayAsSpan" or "InlineArrayAsReadOnlySpan" => Expression.Call(called.ReturnType.GetMethod("op_Implicit", [array.Type])!, array),
            _ => null,
        };
    }
}
