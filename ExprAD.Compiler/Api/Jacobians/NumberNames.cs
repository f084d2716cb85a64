using ExprAD.Capture;
using ExprAD.Checking;

namespace ExprAD;

/// <summary>The floating-point numbers in an argument or a value by name, in the order in which matrices list them.</summary>
internal static class NumberNames
{
    /// <param name="root">The shape.</param>
    /// <param name="value">What has the shape.</param>
    /// <param name="leaves">The parts that count.</param>
    public static IReadOnlyList<string> Of(ParameterShape root, object? value, IReadOnlyCollection<int> leaves)
    {
        var counted = leaves.ToHashSet();
        return [.. Arguments.Leaves(root, value).Where(p => counted.Contains(p.Leaf.Input)).OrderBy(p => p.Leaf.Input).SelectMany(NamesIn)];
    }

    private static IEnumerable<string> NamesIn((LeafShape Leaf, object? Value) part) => part.Value is double or float
        ? [part.Leaf.Path.Length == 0 ? "value" : part.Leaf.Path]
        : Slots.Of(part.Value, part.Leaf.Path).Select(slot => slot.Path);
}
