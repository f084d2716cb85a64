using System.Runtime.CompilerServices;

namespace ExprAD.Emission.Runtime;

/// <summary>Values that the forward sweep keeps for the reverse sweep, by iteration or as a stack. They are kept in memory that stays from call to call.</summary>
internal sealed class Tape<T> : IReleasable
{
    /// <summary>Less is not worth giving back.</summary>
    private const int Small = 4096;

    /// <summary>So many calls wait before memory is given back that an earlier one needed.</summary>
    private const int Patience = 64;

    private T[] values = [];
    private int pushed;

    /// <summary>How often in a row far less was asked for than there is.</summary>
    private int generous;

    /// <summary>Begins anew, with room for <paramref name="count"/> values before the tape has to grow.</summary>
    public Tape<T> Begin(long count)
    {
        pushed = 0;
        Room(count);
        return this;
    }

    /// <summary>The values, where the caller looks after them: at least <paramref name="count"/>, the first of them as they are.</summary>
    public T[] Room(long count)
    {
        if (values.LongLength < count)
        {
            return Grow(count);
        }

        // Nothing asked for: a stack that grows as it is used.
        generous = count > 0 && values.LongLength / 4 > Math.Max(count, Small) ? generous + 1 : 0;
        return generous > Patience ? Shrink(count) : values;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(long index, T value)
    {
        var room = values;
        if ((ulong)index >= (ulong)room.Length)
        {
            room = Reach(index);
        }

        room[index] = value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Load(long index) => values[index];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(T value)
    {
        var (room, at) = (values, pushed);
        if ((uint)at >= (uint)room.Length)
        {
            room = Grow(at + 1L);
        }

        room[at] = value;
        pushed = at + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Pop() => values[--pushed];

    /// <summary>Makes room for <paramref name="count"/> values to be pushed at once; they go to <see cref="Values"/>, from the place returned on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Advance(int count)
    {
        var at = pushed;
        if ((uint)(at + count) > (uint)values.Length)
        {
            Grow((long)at + count);
        }

        pushed = at + count;
        return at;
    }

    /// <summary>Pops <paramref name="count"/> values at once; they lie in <see cref="Values"/>, from the place returned on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Retreat(int count) => pushed -= count;

    /// <summary>The memory, until the tape grows.</summary>
    public T[] Values => values;

    /// <summary>Lets go of what the values refer to; memory for plain numbers is kept as it is.</summary>
    public void Release()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            Array.Clear(values);
        }
    }

    private T[] Shrink(long count)
    {
        generous = 0;
        values = new T[count];
        return values;
    }

    /// <summary>One value more doubles the room. Who goes further knows how far it will be, and gets no more.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private T[] Reach(long index)
    {
        if (index > values.Length && index < Array.MaxLength)
        {
            Array.Resize(ref values, (int)index + 1);
        }

        return index < values.Length ? values : Grow(index + 1);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private T[] Grow(long count)
    {
        generous = 0;
        if (count > Array.MaxLength)
        {
            throw new InsufficientMemoryException(
                $"More than {Array.MaxLength:N0} values would have to be stored for the reverse sweep. "
                + "With a GradOptions.MemoryLimit loops store less and run their iterations again.");
        }

        Array.Resize(ref values, (int)Math.Min(Math.Max(count, 2L * values.Length), Array.MaxLength));
        return values;
    }
}
