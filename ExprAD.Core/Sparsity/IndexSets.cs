namespace ExprAD.Sparsity;

/// <summary>
/// Sets of the indices 0 … n − 1, by number: 0 is the empty set, i + 1 is {i}, and unions are made. Equal small sets have equal numbers.
/// </summary>
/// <remarks>
/// A set of a few elements is written out and found again by its elements, so that a recurrence that goes on over the same inputs makes no new ones.
/// A larger one only remembers the two that it joins: a running sum over n inputs costs n, not n². Its elements are gathered
/// when somebody asks, or when more unions lie below it than there are indices, whichever comes first.
/// </remarks>
internal sealed class IndexSets
{
    /// <summary>How many elements are written out at once.</summary>
    private const int Small = 16;

    private readonly int count;

    /// <summary>By number; null where only the two sets are known that were joined.</summary>
    private readonly List<int[]?> elements;
    private readonly List<Union> unions;
    private readonly Dictionary<int[], int> byElements = new(ElementComparer.Instance);
    private readonly Dictionary<(int, int), int> byParts = [];

    // A search for the elements below a union: what is open, what was found, and in which search a set was met last.
    private readonly Stack<int> open = new();
    private readonly List<int> found = [];
    private readonly List<int> met;
    private int search;

    public IndexSets(int count)
    {
        this.count = count;
        elements = [[], .. Enumerable.Range(0, count).Select(i => new[] { i })];
        unions = [.. new Union[count + 1]];
        met = [.. new int[count + 1]];
    }

    /// <summary>The elements of a set, ascending. Not to be changed.</summary>
    public int[] this[int set] => elements[set] ??= Gather(set);

    /// <summary>The number of what is in one or the other.</summary>
    public static int Join(IndexSets sets, int a, int b) =>
        a == b || b == 0 ? a : a == 0 ? b : sets.Join(Math.Min(a, b), Math.Max(a, b));

    private int Join(int a, int b)
    {
        if (!byParts.TryGetValue((a, b), out var set))
        {
            byParts.Add((a, b), set = (elements[a], elements[b]) switch
            {
                ({ Length: <= Small } x, { Length: <= Small } y) => JoinSmall(x, y),
                ({ Length: <= Small } x, { } y) when IsWithin(x, y) => b,
                ({ } x, { Length: <= Small } y) when IsWithin(y, x) => a,
                _ => JoinLarge(a, b),
            });
        }

        return set;
    }

    private int JoinSmall(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        Span<int> merged = stackalloc int[2 * Small];
        return NumberOf(merged[..Merge(a, b, merged)].ToArray());
    }

    private int JoinLarge(int a, int b)
    {
        var below = Below(a) + Below(b) + 1;
        var set = Add(null, new Union(a, b, below));
        return below <= count ? set : NumberOf(this[set]);
    }

    private long Below(int set) => elements[set] is null ? unions[set].Below : 0;

    private int NumberOf(int[] all)
    {
        if (all.Length == 1)
        {
            return all[0] + 1;
        }

        if (!byElements.TryGetValue(all, out var set))
        {
            byElements.Add(all, set = Add(all, default));
        }

        return set;
    }

    private int Add(int[]? all, Union union)
    {
        elements.Add(all);
        unions.Add(union);
        met.Add(0);
        return elements.Count - 1;
    }

    private static bool IsWithin(int[] small, int[] large) => Array.TrueForAll(small, i => Array.BinarySearch(large, i) >= 0);

    private static int Merge(ReadOnlySpan<int> a, ReadOnlySpan<int> b, Span<int> merged)
    {
        var (i, j, n) = (0, 0, 0);
        while (i < a.Length && j < b.Length)
        {
            var (x, y) = (a[i], b[j]);
            merged[n++] = Math.Min(x, y);
            i += x <= y ? 1 : 0;
            j += y <= x ? 1 : 0;
        }

        a[i..].CopyTo(merged[n..]);
        n += a.Length - i;
        b[j..].CopyTo(merged[n..]);
        return n + b.Length - j;
    }

    /// <summary>All indices below a union; each set is looked at once.</summary>
    private int[] Gather(int set)
    {
        search++;
        found.Clear();
        open.Push(set);
        while (open.TryPop(out var next))
        {
            if (met[next] == search)
            {
                continue;
            }

            met[next] = search;
            if (next <= count)
            {
                found.Add(next - 1);
            }
            else if (elements[next] is { } all)
            {
                Meet(all);
            }
            else
            {
                open.Push(unions[next].Left);
                open.Push(unions[next].Right);
            }
        }

        found.Sort();
        return [.. found];
    }

    private void Meet(int[] all)
    {
        foreach (var index in all)
        {
            if (met[index + 1] != search)
            {
                met[index + 1] = search;
                found.Add(index);
            }
        }
    }

    /// <summary>Two sets that were joined, and how many unions lie below, counted once a path.</summary>
    private readonly record struct Union(int Left, int Right, long Below);

    private sealed class ElementComparer : IEqualityComparer<int[]>
    {
        public static readonly ElementComparer Instance = new();

        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] elements)
        {
            var hash = new HashCode();
            hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes<int>(elements));
            return hash.ToHashCode();
        }
    }
}
