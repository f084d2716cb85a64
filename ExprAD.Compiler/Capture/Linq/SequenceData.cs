namespace ExprAD.Capture.Linq;

/// <summary>What compiled functions call on sequences that are data.</summary>
internal static class SequenceData
{
    /// <summary>The elements of data of whatever kind.</summary>
    public static T[] AsArray<T>(IEnumerable<T> source) => source as T[] ?? source.ToArray();

    /// <summary>
    /// The order of elements by their keys: entry k is the position of the element that comes k-th.
    /// Equal keys stay in the order of <paramref name="previous"/>, or of their positions.
    /// </summary>
    public static int[] Order<T>(T[] keys, int[]? previous, bool descending)
    {
        var order = previous is null ? Enumerable.Range(0, keys.Length) : previous;
        return descending ? [.. order.OrderByDescending(i => keys[i])] : [.. order.OrderBy(i => keys[i])];
    }
}
