using System.Runtime.CompilerServices;

namespace ExprAD.Emission.Runtime;

/// <summary>Values that the forward sweep keeps for the reverse sweep, by iteration.</summary>
internal sealed class Tape<T> : IReleasable
{
    private T[] values = [];
    private int pushed;

    /// <summary>Begins anew, with room for <paramref name="count"/> values before the tape has to grow.</summary>
    public void Begin(long count)
    {
        pushed = 0;
        if (values.LongLength < count)
        {
            Grow(count);
        }
    }

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
        Array.Resize(ref values, checked((int)Math.Min(Math.Max(count, 2L * values.Length), Array.MaxLength)));
        return values;
    }
}
