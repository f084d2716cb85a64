using System.Collections;

namespace ExprAD.Checking;

/// <summary>A floating-point number in memory, by the name a user would write.</summary>
internal sealed record Slot(string Path, Func<double> Get, Action<double> Set);

/// <summary>The numbers in arrays and lists.</summary>
internal static class Slots
{
    public static IEnumerable<Slot> Of(object? memory, string path) => memory switch
    {
        object?[] rows => rows.SelectMany((row, i) => Of(row, $"{path}[{i}]")),
        Array numbers => Enumerable.Range(0, numbers.Length).Select(i => Of(numbers, Indices(numbers, i), path)),
        IList list => Enumerable.Range(0, list.Count).Select(i => Of(list, i, path)),
        _ => [],
    };

    private static Slot Of(Array numbers, int[] indices, string path) => new(
        $"{path}[{string.Join(", ", indices)}]",
        () => ToDouble(numbers.GetValue(indices)!),
        value => numbers.SetValue(Like(value, numbers.GetValue(indices)!), indices));

    private static Slot Of(IList list, int index, string path) => new(
        $"{path}[{index}]",
        () => ToDouble(list[index]!),
        value => list[index] = Like(value, list[index]!));

    public static double ToDouble(object number) => number is float f ? f : (double)number;

    /// <summary><paramref name="value"/> in the type of <paramref name="number"/>.</summary>
    public static object Like(double value, object number) => number is float ? (object)(float)value : value;

    /// <summary>The indices of element number <paramref name="position"/>, the last running fastest.</summary>
    private static int[] Indices(Array numbers, int position)
    {
        var indices = new int[numbers.Rank];
        for (var d = numbers.Rank - 1; d >= 0; d--)
        {
            (position, indices[d]) = Math.DivRem(position, numbers.GetLength(d));
        }

        return indices;
    }
}
