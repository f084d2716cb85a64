using System.Runtime.CompilerServices;

namespace ExprAD.Vectors;

/// <summary>xʸ = e^(y·ln x), with the logarithm and the product to some 64 bits, since the exponential makes of an absolute error a relative one.</summary>
internal static class Powers
{
    private const double SmallestNormal = 2.2250738585072014e-308;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Pow<T>(T x, T y)
        where T : struct, ILanes<T>
    {
        var infinity = T.Of(double.PositiveInfinity);
        var isUnusual = (x < T.Of(SmallestNormal)) | T.AreEqual(x, infinity) | IsNaN(x) | IsNaN(y) | T.AreEqual(T.Abs(y), infinity);
        var (high, low) = Logarithms.LogOfNormal(x);
        var p = y * high;
        var lost = T.Fma(y, high, -p) + (y * low);
        var result = Exponentials.Exp(p, lost);
        return T.Any(isUnusual) ? Unusual(isUnusual, x, y, result) : result;
    }

    /// <summary>Zeros, negative numbers, infinities and NaN, for which the standard has a page of rules.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Unusual<T>(T mask, T x, T y, T result)
        where T : struct, ILanes<T> => T.Select(mask, T.Map(Math.Pow, x, y), result);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T IsNaN<T>(T x)
        where T : struct, ILanes<T> => T.AreEqual(x, x) ^ T.OfBits(ulong.MaxValue);
}
