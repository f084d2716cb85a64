using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ExprAD.IR;

/// <summary>
/// Conditions that methods of the base class library put on their arguments: each gives a position or a number of elements, or raises what they raise.
/// As values of a graph they run where, and only if, what depends on them does.
/// </summary>
internal static class Checks
{
    /// <summary>A number of elements to make, which must not be negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count(int count) => count < 0 ? OutOfRange(nameof(count)) : count;

    /// <summary>A number of integers to count from <paramref name="start"/>, which must not lead beyond the greatest integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CountFrom(int count, int start) => count < 0 || (long)start + count - 1 > int.MaxValue ? OutOfRange(nameof(count)) : count;

    /// <summary>The size of a chunk, which must be positive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ChunkSize(int size) => size < 1 ? OutOfRange(nameof(size)) : size;

    /// <summary>The number of elements of a sequence that must have some.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int NotEmpty(int count) => count <= 0 ? throw NoElements() : count;

    /// <summary>0, the position of the first element of a sequence that must have some.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int First(int count) => count <= 0 ? throw NoElements() : 0;

    /// <summary>0, the position of the only element of a sequence that must have one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Single(int count) =>
        count == 1 ? 0 : throw (count < 1 ? NoElements() : new InvalidOperationException("Sequence contains more than one element"));

    /// <summary>A position in a sequence of <paramref name="count"/> elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Index(int index, int count) => (uint)index >= (uint)count ? OutOfRange(nameof(index)) : index;

    /// <summary>The index of an element of an array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ArrayIndex(int index, int length) => (uint)index >= (uint)length ? Array.Empty<int>()[0] : index;

    /// <summary>A position in an array or list, which raises an exception of its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ItemIndex(int index, int count) => (uint)index >= (uint)count
        ? throw new ArgumentOutOfRangeException(nameof(index), "Index was out of range. Must be non-negative and less than the size of the collection.")
        : index;

    /// <summary>Where a span begins, or how long it is: not more than there is room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SpanStart(int start, int length) => (uint)start > (uint)length ? throw new ArgumentOutOfRangeException(null as string) : start;

    /// <summary>Where a range of a list begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int RangeStart(int index) => index < 0 ? throw Negative(nameof(index)) : index;

    /// <summary>How many elements a range of a list has, which must be there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int RangeCount(int count, int index, int length) =>
        count < 0 ? throw Negative(nameof(count))
        : length - index < count ? throw new ArgumentException("Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.")
        : count;

    private static ArgumentOutOfRangeException Negative(string parameter) => new(parameter, "Non-negative number required.");

    private static InvalidOperationException NoElements() => new("Sequence contains no elements");

    [DoesNotReturn]
    private static int OutOfRange(string parameter) => throw new ArgumentOutOfRangeException(parameter);
}
