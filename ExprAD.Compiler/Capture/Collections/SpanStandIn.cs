namespace ExprAD.Capture.Collections;

/// <summary>In place of <see cref="Span{T}"/> and <see cref="ReadOnlySpan{T}"/>: elements of an array, from one on.</summary>
internal readonly struct SpanStandIn<T>
{
    private readonly T[]? array;
    private readonly int start;
    private readonly int length;

    private SpanStandIn(T[]? array, int start, int length)
    {
        this.array = array;
        this.start = start;
        this.length = length;
    }

    public static SpanStandIn<T> Empty => default;

    public int Length => length;

    public bool IsEmpty => length == 0;

    /// <summary>What lies outside of the span, though in the array, is as much out of range as element −1.</summary>
    public ref T this[int index] => ref array![index < 0 || index >= length ? -1 : start + index];

    /// <summary>As a conversion, from an array and from one kind of span to the other.</summary>
    public static SpanStandIn<T> Convert(T[]? array) => Make(array);

    public static SpanStandIn<T> Convert(SpanStandIn<T> span) => span;

    public static SpanStandIn<T> Make(T[]? array) => new(array, 0, array is null ? 0 : array.Length);

    public static SpanStandIn<T> Make(T[]? array, int start, int length) => Make(array).Slice(start, length);

    public static SpanStandIn<T> AsSpan(T[]? array) => Make(array);

    public static SpanStandIn<T> AsSpan(T[]? array, int start) => Make(array).Slice(start);

    public static SpanStandIn<T> AsSpan(T[]? array, int start, int length) => Make(array, start, length);

    /// <summary>What a reading span and a writing one have in common: <c>MemoryExtensions.CopyTo(array, span)</c>.</summary>
    public static void CopyTo(T[]? array, SpanStandIn<T> destination) => Make(array).CopyTo(destination);

    public static void Reverse(SpanStandIn<T> span)
    {
        for (var (i, j) = (0, span.length - 1); i < j; i++, j--)
        {
            (span[i], span[j]) = (span[j], span[i]);
        }
    }

    public SpanStandIn<T> Slice(int start)
    {
        if (start < 0 || start > length)
        {
            throw new ArgumentOutOfRangeException(nameof(start));
        }

        return new SpanStandIn<T>(array, this.start + start, length - start);
    }

    public SpanStandIn<T> Slice(int start, int length)
    {
        if (start < 0 || start > this.length || length < 0 || length > this.length - start)
        {
            throw new ArgumentOutOfRangeException(nameof(start));
        }

        return new SpanStandIn<T>(array, this.start + start, length);
    }

    public void Fill(T value)
    {
        for (var i = 0; i < length; i++)
        {
            array![start + i] = value;
        }
    }

    public void Clear() => Fill(default!);

    /// <summary>What overlaps is copied from the far end.</summary>
    public void CopyTo(SpanStandIn<T> destination)
    {
        if (length > destination.length)
        {
            throw new ArgumentException("Destination is too short.", nameof(destination));
        }

        if (start < destination.start)
        {
            for (var i = length - 1; i >= 0; i--)
            {
                destination.array![destination.start + i] = array![start + i];
            }
        }
        else
        {
            for (var i = 0; i < length; i++)
            {
                destination.array![destination.start + i] = array![start + i];
            }
        }
    }

    public bool TryCopyTo(SpanStandIn<T> destination)
    {
        var fits = length <= destination.length;
        if (fits)
        {
            CopyTo(destination);
        }

        return fits;
    }

    public T[] ToArray()
    {
        var copy = new T[length];
        for (var i = 0; i < length; i++)
        {
            copy[i] = array![start + i];
        }

        return copy;
    }
}
