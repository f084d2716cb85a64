using System.Reflection;

namespace ExprAD.Capture;

/// <summary>Properties that do nothing but read or write a field, known by their IL.</summary>
internal static class Accessors
{
    /// <summary>The field, static for a static one, that a getter returns; null where it does anything else.</summary>
    public static FieldInfo? FieldReadBy(MethodInfo getter)
    {
        // ldarg.0, ldfld, ret; unoptimised code may put the value into a local first.
        return getter.IsAbstract ? null : StraightIl.Of(getter) switch
        {
            [{ Code: Il.LoadArgument, Number: 0 }, { Code: Il.LoadField, Operand: FieldInfo field }, { Code: Il.Return }] when !getter.IsStatic => field,
            [{ Code: Il.LoadStaticField, Operand: FieldInfo field }, { Code: Il.Return }] => field,
            _ => null,
        };
    }

    /// <summary>The field that a setter assigns its value to; null where it does anything else.</summary>
    public static FieldInfo? FieldWrittenBy(MethodInfo setter) =>
        !setter.IsStatic && !setter.IsAbstract
        && StraightIl.Of(setter) is [{ Code: Il.LoadArgument, Number: 0 }, { Code: Il.LoadArgument, Number: 1 }, { Code: Il.StoreField, Operand: FieldInfo field }, { Code: Il.Return }]
            ? field
            : null;

    /// <summary>True for the setter of a property of an object, whatever it does.</summary>
    public static bool IsSetter(MethodInfo method) =>
        method is { IsStatic: false, IsSpecialName: true } && method.Name.StartsWith("set_", StringComparison.Ordinal) && method.GetParameters().Length == 1;

    /// <summary>The field as its declaring type lists it, so that it can be compared.</summary>
    public static FieldInfo Declared(FieldInfo field) =>
        field.ReflectedType == field.DeclaringType
            ? field
            : field.DeclaringType!.GetField(field.Name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)!;
}
