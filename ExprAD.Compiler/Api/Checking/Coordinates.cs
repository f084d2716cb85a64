using ExprAD.Capture;

namespace ExprAD.Checking;

/// <summary>A floating-point number in a value: its path, the number, and the value with another number in its place (in the same memory, where it lies in an array).</summary>
internal sealed record Coordinate<T>(string Path, double Number, Func<double, T> With);

/// <summary>The numbers of an argument, or of a gradient, one by one.</summary>
internal static class Coordinates
{
    /// <summary>Those that are in the inputs <paramref name="inputs"/>, in the order of the shape.</summary>
    public static IEnumerable<Coordinate<T>> Of<T>(ParameterShape root, T value, IReadOnlySet<int> inputs) =>
        Arguments.Leaves(root, value).Where(p => inputs.Contains(p.Leaf.Input)).SelectMany(p => p.Value is double or float
            ? [Number(root, value, p.Leaf, p.Value)]
            : Slots.Of(p.Value, p.Leaf.Path).Select(slot => Element(value, slot)));

    private static Coordinate<T> Number<T>(ParameterShape root, T value, LeafShape leaf, object number) => new(
        leaf.Path,
        Slots.ToDouble(number),
        x => (T)Arguments.Rebuild(root, value, (l, part) => l == leaf ? Slots.Like(x, number) : part)!);

    private static Coordinate<T> Element<T>(T value, Slot slot) => new(
        slot.Path,
        slot.Get(),
        x =>
        {
            slot.Set(x);
            return value;
        });
}
