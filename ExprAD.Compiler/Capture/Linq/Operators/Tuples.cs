namespace ExprAD.Capture.Linq;

/// <summary>The tuples that operators make of elements.</summary>
internal static class Tuples
{
    public static Aggregate Of(Type type, params Value[] items) =>
        new(type, items.Select((item, i) => (item, Name: $"Item{i + 1}")).ToDictionary(m => m.Name, m => m.item));
}
