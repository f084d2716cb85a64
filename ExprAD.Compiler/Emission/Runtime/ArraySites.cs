namespace ExprAD.Emission.Runtime;

/// <summary>The memory of an allocation that makes many arrays which are alive together.</summary>
internal sealed class ArraySites : IReleasable
{
    /// <summary>How many elements are kept for the next call. What goes beyond is left to the garbage collector, as it would be in plain C#.</summary>
    private const long MaxKept = 8 << 20;

    private readonly List<ArraySite> sites = [];
    private int used;
    private long kept;

    /// <summary>All arrays handed out are dead.</summary>
    public void Reset() => (used, kept) = (0, 0);

    /// <summary>What is in use now.</summary>
    public ArrayMark Mark() => new(used, kept);

    /// <summary>All arrays handed out since then are dead.</summary>
    public void ReleaseTo(ArrayMark mark) => (used, kept) = (mark.Used, mark.Kept);

    public ArraySite Next(long elements)
    {
        kept += elements + 4;
        if (kept > MaxKept)
        {
            return new ArraySite();
        }

        if (used == sites.Count)
        {
            sites.Add(new ArraySite());
        }

        return sites[used++];
    }

    public void Release()
    {
        for (var i = 0; i < used && sites[i].MayHoldObjects; i++)
        {
            sites[i].Release();
        }

        Reset();
    }
}

/// <summary>How far <see cref="ArraySites"/> had been handed out at some moment.</summary>
internal readonly record struct ArrayMark(int Used, long Kept);
