namespace ExprAD.Capture.Collections;

/// <summary>In place of <see cref="Dictionary{TKey, TValue}"/>: keys are data, kept in a dictionary that says where in a list the value is.</summary>
internal sealed class DictionaryStandIn<TKey, TValue>
    where TKey : notnull
{
    private readonly Dictionary<TKey, int> places = [];
    private readonly ListStandIn<TValue> values = new();

    public int Count => places.Count;

    public TValue this[TKey key]
    {
        get
        {
            var place = PlaceOf(key);
            if (place < 0)
            {
                throw new KeyNotFoundException();
            }

            return values[place];
        }

        set
        {
            var place = PlaceOf(key);
            if (place < 0)
            {
                Add(key, value);
            }
            else
            {
                values[place] = value;
            }
        }
    }

    public void Add(TKey key, TValue value)
    {
        places.Add(key, values.Count);
        values.Add(value);
    }

    public bool TryAdd(TKey key, TValue value)
    {
        var isNew = PlaceOf(key) < 0;
        if (isNew)
        {
            Add(key, value);
        }

        return isNew;
    }

    public bool ContainsKey(TKey key) => PlaceOf(key) >= 0;

    public bool TryGetValue(TKey key, out TValue value)
    {
        value = GetValueOrDefault(key)!;
        return ContainsKey(key);
    }

    public TValue? GetValueOrDefault(TKey key) => GetValueOrDefault(key, default!);

    public TValue GetValueOrDefault(TKey key, TValue defaultValue)
    {
        var place = PlaceOf(key);
        return place < 0 ? defaultValue : values[place];
    }

    public bool Remove(TKey key) => places.Remove(key);

    public void Clear()
    {
        places.Clear();
        values.Clear();
    }

    private int PlaceOf(TKey key) => places.GetValueOrDefault(key, -1);
}
