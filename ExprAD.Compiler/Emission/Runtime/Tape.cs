using System.Runtime.CompilerServices;

namespace ExprAD.Emission.Runtime;

/// <summary>Values that the forward sweep keeps for the reverse sweep, by iteration.</summary>
internal sealed class Tape<T> : IReleasable
{
    private T[] values = [];

    /// <summary>Makes room for <paramref name="count"/> values, so that storing them need not grow the tape.</summary>
    public void Reserve(long count)
    {
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
