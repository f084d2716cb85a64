using System.Runtime.CompilerServices;

namespace ExprAD.Vectors;

/// <summary>Whole numbers and powers of two, made of additions and shifts: instructions that every width has.</summary>
internal static class PowersOfTwo
{
    /// <summary>3·2⁵¹. Added to a number below 2⁵¹ it leaves the nearest whole number in the lowest bits, in two's complement.</summary>
    public const double Rounder = 6755399441055744;

    private const ulong One = 0x3FF0_0000_0000_0000;

    /// <summary>
    /// a·2ⁿ in two steps, since the powers that a double holds do not reach from the largest number to the smallest. The first is exact,
    /// so that the result is rounded once.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Scale<T>(T a, T n)
        where T : struct, ILanes<T>
    {
        var rounder = T.Of(Rounder);
        var half = T.Fma(n, T.Of(0.5), rounder);
        var rest = n - (half - rounder) + rounder;
        return a * Power(half) * Power(rest);
    }

    /// <summary>2ⁿ, of <paramref name="rounded"/> = <see cref="Rounder"/> + n, for −1022 ≤ n ≤ 1023.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Power<T>(T rounded)
        where T : struct, ILanes<T> => T.AddBits(rounded << 52, T.OfBits(One));
}
