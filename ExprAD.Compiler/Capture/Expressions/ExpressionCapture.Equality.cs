using System.Reflection;
using ExprAD.Capture.Places;

namespace ExprAD.Capture;

internal sealed partial class ExpressionCapture
{
    /// <summary><c>EqualityComparer&lt;T&gt;.Default.Equals(a, b)</c>, of which the equality of records and tuples is made up; null for all other calls.</summary>
    private Value? EqualityCall(MethodInfo method, ReadOnlySpan<Value> arguments) =>
        method is { Name: nameof(Equals), DeclaringType: { IsGenericType: true } type } && type.GetGenericTypeDefinition() == typeof(EqualityComparer<>) && arguments is [var a, var b]
            ? AreEqual(a, b, type.GenericTypeArguments[0])
            : null;

    private Value? AreEqual(Value a, Value b, Type type)
    {
        if (IsNumber(type))
        {
            return Decision(type.GetMethod(nameof(Equals), [type])!, a, [b]);
        }

        if (type.IsValueType)
        {
            return type.GetMethod(nameof(Equals), [type]) is { } equals ? CallMethod(equals, a, b) : null;
        }

        return a is MadeObject or MadeArray || b is MadeObject or MadeArray
            ? new NodeValue(SameObject(System.Linq.Expressions.ExpressionType.Equal, IdentityOf(a)!, IdentityOf(b)!), typeof(bool))
            : null;
    }
}
