using System.Reflection;

namespace ExprAD.Interpretation;

/// <summary>Methods and members by reflection; what they raise comes out unwrapped.</summary>
internal static class Calls
{
    /// <summary>Calls a method or constructor; the instance, where it takes one, comes first.</summary>
    public static object? Invoke(MethodBase method, object?[] operands)
    {
        var hasInstance = method is { IsStatic: false, IsConstructor: false };
        var parameters = method.GetParameters();
        object?[] arguments = [.. operands[(hasInstance ? 1 : 0)..].Select((v, i) => Conversions.Narrow(v, parameters[i].ParameterType))];
        return method is ConstructorInfo constructor
            ? constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null)
            : Invoke(method, hasInstance ? Conversions.Narrow(operands[0], method.DeclaringType!) ?? throw new NullReferenceException() : null, arguments);
    }

    /// <summary>Reads a field or property of <c>operands[0]</c>; a static one takes no operand.</summary>
    public static object? Get(MemberInfo member, object?[] operands)
    {
        var instance = operands is [var o] ? o ?? throw new NullReferenceException() : null;
        return member is FieldInfo field ? field.GetValue(instance) : Invoke(((PropertyInfo)member).GetMethod!, instance, []);
    }

    /// <summary>Assigns the last operand.</summary>
    public static void Set(MemberInfo member, object?[] operands)
    {
        var instance = operands is [var o, _] ? o ?? throw new NullReferenceException() : null;
        if (member is FieldInfo field)
        {
            field.SetValue(instance, Conversions.Narrow(operands[^1], field.FieldType));
        }
        else
        {
            var property = (PropertyInfo)member;
            Invoke(property.SetMethod!, instance, [Conversions.Narrow(operands[^1], property.PropertyType)]);
        }
    }

    private static object? Invoke(MethodBase method, object? instance, object?[] arguments) =>
        method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
