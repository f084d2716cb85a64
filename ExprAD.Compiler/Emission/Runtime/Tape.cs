using System.Runtime.CompilerServices;

namespace ExprAD.Emission.Runtime;

/// <summary>Values that the forward sweep keeps for the reverse sweep, by iteration or as a stack. They are kept in memory that stays from call to call.</summary>
internal sealed class Tape<T> : IReleasable
{
    private T[] values = [];
    private int pushed;

    /// <summary>Begins anew, with room for <paramref name="count"/> values before the tape has to grow.</summary>
    public Tape<T> Begin(long count)
    {
        pushed = 0;
        Room(count);
        return this;
    }

    /// <summary>The values, where the caller looks after them: at least <paramref name="count"/>, the first of them as they are.</summary>
    public T[] Room(long count) => values.LongLength >= count ? values : Grow(count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(long index, T value)
    {
        var room = values;
        if ((ulong)index >= (ulong)room.Length)
        {
            room = Grow(index + 1);
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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private T[] Grow(long count)
    {
        if (count > Array.MaxLength)
        {
            throw new InsufficientMemoryException($"More than {Array.MaxLength:N0} values would have to be stored for the reverse sweep.");
        }

        Array.Resize(ref values, (int)Math.Min(Math.Max(count, 2L * values.Length), Array.MaxLength));
        return values;
    }
}
