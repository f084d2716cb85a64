namespace ExprAD.Capture.Collections;

/// <summary>In place of <see cref="List{T}"/>.</summary>
internal sealed class ListStandIn<T>
{
    private const int Smallest = 4;

    private T[] items;
    private int size;

    public ListStandIn() => items = new T[Smallest];

    public ListStandIn(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        items = new T[Math.Max(capacity, Smallest)];
    }

    public ListStandIn(IEnumerable<T> collection)
    {
        items = collection.ToArray();
        size = items.Length;
    }

    public int Count => size;

    public int Capacity
    {
        get => items.Length;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, size);
            Resize(value);
        }
    }

    public T this[int index]
    {
        get
        {
            RequireItem(index);
            return items[index];
        }

        set
        {
            RequireItem(index);
            items[index] = value;
        }
    }

    public static SpanStandIn<T> AsSpan(ListStandIn<T> list) => SpanStandIn<T>.Make(list.items, 0, list.size);

    public static void SetCount(ListStandIn<T> list, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        list.Reserve(count);
        list.size = count;
    }

    public void Add(T item)
    {
        Reserve(size + 1);
        items[size] = item;
        size++;
    }

    public void AddRange(IEnumerable<T> collection) => InsertRange(size, collection);

    public void Insert(int index, T item)
    {
        RequirePosition(index);
        Reserve(size + 1);
        for (var i = size - 1; i >= index; i--)
        {
            items[i + 1] = items[i];
        }

        items[index] = item;
        size++;
    }

    public void InsertRange(int index, IEnumerable<T> collection)
    {
        RequirePosition(index);
        var added = collection.ToArray();
        Reserve(size + added.Length);
        for (var i = size - 1; i >= index; i--)
        {
            items[i + added.Length] = items[i];
        }

        for (var i = 0; i < added.Length; i++)
        {
            items[index + i] = added[i];
        }

        size += added.Length;
    }

    public void RemoveAt(int index)
    {
        RequireItem(index);
        Close(index, 1);
    }

    public void RemoveRange(int index, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (size - index < count)
        {
            throw new ArgumentException("Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.");
        }

        Close(index, count);
    }

    public void Clear() => size = 0;

    public void Reverse()
    {
        for (var (i, j) = (0, size - 1); i < j; i++, j--)
        {
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    public void Sort()
    {
        var sorted = items.Take(size).Order().ToArray();
        for (var i = 0; i < sorted.Length; i++)
        {
            items[i] = sorted[i];
        }
    }

    public void TrimExcess() => Resize(size);

    public int EnsureCapacity(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        Reserve(capacity);
        return items.Length;
    }

    public void CopyTo(T[] array)
    {
        for (var i = 0; i < size; i++)
        {
            array[i] = items[i];
        }
    }

    private void Close(int index, int count)
    {
        for (var i = index + count; i < size; i++)
        {
            items[i - count] = items[i];
        }

        size -= count;
    }

    private void Reserve(int count)
    {
        if (count > items.Length)
        {
            Resize(Math.Max(count, 2 * items.Length));
        }
    }

    private void Resize(int capacity)
    {
        var larger = new T[capacity];
        for (var i = 0; i < size; i++)
        {
            larger[i] = items[i];
        }

        items = larger;
    }

    private void RequireItem(int index)
    {
        if (index < 0 || index >= size)
        {
            throw new ArgumentOutOfRangeException(nameof(index));
        }
    }

    private void RequirePosition(int index)
    {
        if (index < 0 || index > size)
        {
            throw new ArgumentOutOfRangeException(nameof(index));
        }
    }
}
