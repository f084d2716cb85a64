namespace ExprAD.Capture.Places;

/// <summary>The type <see cref="List{T}"/>.</summary>
internal static class Lists
{
    public static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>);
}
