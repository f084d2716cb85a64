namespace ExprAD.Capture.Collections;

/// <summary>In place of <see cref="Queue{T}"/>.</summary>
internal sealed class QueueStandIn<T>
{
    private readonly ListStandIn<T> items;

    /// <summary>How many at the head of the list have been taken.</summary>
    private int taken;

    public QueueStandIn() => items = new ListStandIn<T>();

    public QueueStandIn(int capacity) => items = new ListStandIn<T>(capacity);

    public QueueStandIn(IEnumerable<T> collection) => items = new ListStandIn<T>(collection);

    public int Count => items.Count - taken;

    public void Enqueue(T item) => items.Add(item);

    public T Peek()
    {
        RequireAny();
        return items[taken];
    }

    public T Dequeue()
    {
        RequireAny();
        var item = items[taken];
        Advance();
        return item;
    }

    public bool TryPeek(out T result)
    {
        result = Count > 0 ? items[taken] : default!;
        return Count > 0;
    }

    public bool TryDequeue(out T result)
    {
        var any = TryPeek(out result);
        if (any)
        {
            Advance();
        }

        return any;
    }

    public void Clear()
    {
        items.Clear();
        taken = 0;
    }

    public T[] ToArray()
    {
        var array = new T[Count];
        for (var i = 0; i < array.Length; i++)
        {
            array[i] = items[taken + i];
        }

        return array;
    }

    /// <summary>What was taken is let go of when it is half of all, so that room stays in proportion.</summary>
    private void Advance()
    {
        taken++;
        if (2 * taken >= items.Count)
        {
            items.RemoveRange(0, taken);
            taken = 0;
        }
    }

    private void RequireAny()
    {
        if (Count == 0)
        {
            throw new InvalidOperationException("Queue empty.");
        }
    }
}
