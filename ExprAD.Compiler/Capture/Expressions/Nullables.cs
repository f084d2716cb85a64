using ExprAD.IR;

namespace ExprAD.Capture;

/// <summary>A <see cref="Nullable{T}"/>, taken apart: whether it has a value, and the value, which is the default where it has none.</summary>
internal static class Nullables
{
    private const string Has = nameof(Nullable<int>.HasValue);
    private const string Held = nameof(Nullable<int>.Value);

    public static bool IsNullable(Type type) => Nullable.GetUnderlyingType(type) is not null;

    public static Aggregate Make(Type type, Node hasValue, Value value) =>
        new(type, new Dictionary<string, Value> { [Has] = new NodeValue(hasValue, typeof(bool)), [Held] = value });

    public static Node HasValue(Value nullable) => ((NodeValue)((Aggregate)nullable).Members[Has]).Node;

    /// <summary>The value, or the default.</summary>
    public static Value ValueOrDefault(Value nullable) => ((Aggregate)nullable).Members[Held];
}
