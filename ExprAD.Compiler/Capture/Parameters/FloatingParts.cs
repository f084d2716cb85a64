using ExprAD.IR;

namespace ExprAD.Capture.Parameters;

/// <summary>Which types hold floating-point numbers.</summary>
internal static class FloatingParts
{
    /// <summary>Whether there are floating-point numbers in a value of this type, at any depth.</summary>
    public static bool In(Type type) => In(type, []);

    private static bool In(Type type, HashSet<Type> seen) =>
        IrType.Of(type).HoldsFloats
        || (seen.Add(type) && (Within(type, seen) || (Composite.Of(type)?.Parts.Any(p => In(p.Type, seen)) ?? false)));

    private static bool Within(Type type, HashSet<Type> seen) =>
        (type.IsArray && In(type.GetElementType()!, seen))
        || (IrType.Of(type).IsList && In(type.GenericTypeArguments[0], seen))
        || (Nullable.GetUnderlyingType(type) is { } value && In(value, seen));
}
