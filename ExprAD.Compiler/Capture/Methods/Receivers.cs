using System.Reflection;

namespace ExprAD.Capture.Methods;

/// <summary>Which method runs when one is called on an object of a known type.</summary>
internal static class Receivers
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>What <paramref name="called"/> means on a <paramref name="type"/>: its implementation of an interface's method, or its override.</summary>
    public static MethodInfo Implementation(MethodInfo called, Type type)
    {
        var declaring = called.DeclaringType!;
        if (declaring == type || (!called.IsVirtual && !declaring.IsInterface))
        {
            return called;
        }

        if (declaring.IsInterface)
        {
            return OfInterface(called, declaring, type);
        }

        var root = called.GetBaseDefinition();
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (t.GetMethods(Any | BindingFlags.DeclaredOnly).FirstOrDefault(m => m.IsVirtual && m.GetBaseDefinition() == root) is { } found)
            {
                return found;
            }
        }

        return called;
    }

    /// <summary>True where no other method can run, whatever the object.</summary>
    public static bool IsFinal(MethodInfo called) => !called.IsVirtual || called.IsFinal || called.DeclaringType!.IsSealed;

    private static MethodInfo OfInterface(MethodInfo called, Type declaring, Type type)
    {
        var map = type.GetInterfaceMap(declaring);
        var definition = called.IsGenericMethod ? called.GetGenericMethodDefinition() : called;
        var at = Array.IndexOf(map.InterfaceMethods, definition);
        var found = at >= 0 ? map.TargetMethods[at] : called;
        return called.IsGenericMethod && found.IsGenericMethodDefinition ? found.MakeGenericMethod(called.GetGenericArguments()) : found;
    }
}
