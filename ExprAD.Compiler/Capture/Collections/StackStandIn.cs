namespace ExprAD.Capture.Collections;

/// <summary>In place of <see cref="Stack{T}"/>.</summary>
internal sealed class StackStandIn<T>
{
    private readonly ListStandIn<T> items;

    public StackStandIn() => items = new ListStandIn<T>();

    public StackStandIn(int capacity) => items = new ListStandIn<T>(capacity);

    public int Count => items.Count;

    public void Push(T item) => items.Add(item);

    public T Peek()
    {
        RequireAny();
        return items[items.Count - 1];
    }

    public T Pop()
    {
        RequireAny();
        var item = items[items.Count - 1];
        items.RemoveAt(items.Count - 1);
        return item;
    }

    public bool TryPeek(out T result)
    {
        result = items.Count > 0 ? items[items.Count - 1] : default!;
        return items.Count > 0;
    }

    public bool TryPop(out T result)
    {
        var any = TryPeek(out result);
        if (any)
        {
            items.RemoveAt(items.Count - 1);
        }

        return any;
    }

    public void Clear() => items.Clear();

    /// <summary>The last one first.</summary>
    public T[] ToArray()
    {
        var array = new T[items.Count];
        for (var i = 0; i < array.Length; i++)
        {
            array[i] = items[items.Count - 1 - i];
        }

        return array;
    }

    private void RequireAny()
    {
        if (items.Count == 0)
        {
            throw new InvalidOperationException("Stack empty.");
        }
    }
}
