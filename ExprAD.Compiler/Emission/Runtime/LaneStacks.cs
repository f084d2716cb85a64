using System.Numerics;
using System.Runtime.CompilerServices;

namespace ExprAD.Emission.Runtime;

/// <summary>The first lanes of vectors on tapes that are stacks.</summary>
internal static class LaneStacks
{
    /// <summary>How many lanes these are, a bit a lane.</summary>
    public static int Count(int bits) => BitOperations.PopCount((uint)bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Push<T, TVector>(Tape<T> tape, TVector lanes, int count)
        where T : unmanaged
        where TVector : unmanaged
    {
        // Room for all lanes, of which those that take part stay.
        var all = Unsafe.SizeOf<TVector>() / Unsafe.SizeOf<T>();
        var at = tape.Advance(all);
        VectorMemory.Store(tape.Values, at, lanes);
        tape.Retreat(all - count);
    }

    /// <summary>The lanes backwards: the last lane is what was pushed last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Pop<T, TVector>(Tape<T> tape, int count)
        where T : unmanaged
        where TVector : unmanaged
    {
        var lanes = Unsafe.SizeOf<TVector>() / Unsafe.SizeOf<T>();
        var bottom = tape.Retreat(count);
        var at = bottom + count - lanes;
        return at >= 0 ? VectorMemory.Load<T, TVector>(tape.Values, at) : Low<T, TVector>(tape.Values.AsSpan(bottom, count), lanes);
    }

    public static void PushBits(Tape<bool> tape, int bits, int count)
    {
        var at = tape.Advance(count);
        var values = tape.Values.AsSpan(at, count);
        for (var l = 0; l < values.Length; l++)
        {
            values[l] = (bits >> l & 1) != 0;
        }
    }

    public static int PopBits(Tape<bool> tape, int count)
    {
        var values = tape.Values.AsSpan(tape.Retreat(count), count);
        var bits = 0;
        foreach (var value in values)
        {
            bits = (bits << 1) | (value ? 1 : 0);
        }

        return bits;
    }

    /// <summary>Near the bottom of the stack, where there is no room for a whole vector below its top.</summary>
    private static TVector Low<T, TVector>(ReadOnlySpan<T> values, int lanes)
        where T : unmanaged
        where TVector : unmanaged
    {
        var vector = default(TVector);
        for (var l = 0; l < values.Length; l++)
        {
            Unsafe.Add(ref Unsafe.As<TVector, T>(ref vector), lanes - values.Length + l) = values[l];
        }

        return vector;
    }
}
