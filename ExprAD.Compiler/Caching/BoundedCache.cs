namespace ExprAD.Caching;

/// <summary>
/// Keeps what was used last, up to <paramref name="capacity"/> entries. What several threads ask for at once is made once;
/// what could not be made is not kept. Thread-safe.
/// </summary>
internal sealed class BoundedCache<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, LinkedListNode<Entry>> entries = [];
    private readonly LinkedList<Entry> byUse = new();

    public int Count
    {
        get
        {
            lock (gate)
            {
                return entries.Count;
            }
        }
    }

    /// <summary>The value of <paramref name="key"/>, made by <paramref name="make"/> where there is none. Nothing of <paramref name="make"/> is kept.</summary>
    public TValue GetOrAdd(TKey key, Func<TValue> make)
    {
        var value = Find(key, make);
        try
        {
            return value.Value;
        }
        catch
        {
            Remove(key, value);
            throw;
        }
    }

    private Lazy<TValue> Find(TKey key, Func<TValue> make)
    {
        lock (gate)
        {
            if (entries.TryGetValue(key, out var node))
            {
                byUse.Remove(node);
                byUse.AddFirst(node);
                return node.Value.Value;
            }

            var value = new Lazy<TValue>(make);
            entries.Add(key, byUse.AddFirst(new Entry(key, value)));
            if (entries.Count > capacity)
            {
                entries.Remove(byUse.Last!.Value.Key);
                byUse.RemoveLast();
            }

            return value;
        }
    }

    private void Remove(TKey key, Lazy<TValue> value)
    {
        lock (gate)
        {
            if (entries.TryGetValue(key, out var node) && node.Value.Value == value)
            {
                entries.Remove(key);
                byUse.Remove(node);
            }
        }
    }

    private sealed record Entry(TKey Key, Lazy<TValue> Value);
}
