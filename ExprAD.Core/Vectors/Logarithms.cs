using System.Runtime.CompilerServices;

namespace ExprAD.Vectors;

/// <summary>
/// ln x = e·ln 2 + ln m with √½ ≤ m &lt; √2. With f = m − 1 and s = f / (2 + f) it is ln m = 2s + s·R(s²), which is summed as
/// f − (½f² − s·(½f² + R)) for accuracy. R is a minimax approximation found by Remez exchange, with an error below 2⁻⁶⁴.
/// </summary>
internal static class Logarithms
{
    private const ulong SqrtHalf = 0x3FE6_A09E_667F_3BCD;
    private const ulong ExponentBits = 0xFFF0_0000_0000_0000;

    /// <summary>1024 in the place of an exponent: keeps differences of exponents positive.</summary>
    private const ulong Bias = 0x4000_0000_0000_0000;

    /// <summary>The bits of 2⁵²: with a whole number in its lowest bits it is 2⁵² more than that.</summary>
    private const ulong Whole = 0x4330_0000_0000_0000;

    private const double SmallestNormal = 2.2250738585072014e-308, TwoTo54 = 18014398509481984, TwoTo52 = 4503599627370496;

    private const double TwoThirds = 0.6666666666666666, TwoThirdsRest = 3.700743415417188e-17;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log<T>(T x)
        where T : struct, ILanes<T>
    {
        var (f, e) = Split(x);
        var (half, inner) = Parts(f);
        var result = T.Fma(e, T.Of(Exponentials.Ln2), f - (half - T.Fma(e, T.Of(Exponentials.Ln2Rest), inner)));
        return Special(x, result);
    }

    /// <summary>Exact for powers of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log2<T>(T x)
        where T : struct, ILanes<T>
    {
        var (f, e) = Split(x);
        var (half, inner) = Parts(f);
        return Special(x, T.Fma(f - (half - inner), T.Of(1.4426950408889634), e));
    }

    /// <summary>ln(1 + x) = ln u + (x − (u − 1)) / u, where u is 1 + x as it was rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LogP1<T>(T x)
        where T : struct, ILanes<T>
    {
        var u = T.Of(1) + x;
        var lost = (x - (u - T.Of(1))) / u;
        var isUsual = (u > T.Of(0)) & (u < T.Of(double.PositiveInfinity));
        return Exponentials.KeepZero(x, Log(u) + T.Select(isUsual, lost, T.Of(0)));
    }

    /// <summary>ln x of a positive normal number as a sum of two, to some 64 bits: the leading terms are kept with what their rounding lost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T High, T Low) LogOfNormal<T>(T x)
        where T : struct, ILanes<T>
    {
        var (f, e) = Split(x);
        var d = T.Of(2) + f;
        var dLost = f - (d - T.Of(2));
        var s = f / d;

        // What the quotient lost: f − s·(d + dLost), over d.
        var sLost = T.Fma(-s, dLost, T.Fma(-s, d, f)) / d;
        var z = s * s;
        var zLost = T.Fma(s, s, -z) + ((s + s) * sLost);
        var series = Series(z);

        // ⅔·s³ is the only other term that matters beyond 53 bits.
        var t = z * T.Of(TwoThirds);
        var tLost = T.Fma(z, T.Of(TwoThirds), -t) + T.Fma(z, T.Of(TwoThirdsRest), zLost * T.Of(TwoThirds));
        var c = t * s;
        var cLost = T.Fma(t, s, -c) + T.Fma(tLost, s, t * sLost);
        var rest = z * z * s * series;

        var exponent = e * T.Of(Exponentials.Ln2);
        var exponentLost = T.Fma(e, T.Of(Exponentials.Ln2), -exponent) + (e * T.Of(Exponentials.Ln2Rest));
        var (high, low) = TwoSum(exponent, s + s);
        var (sum, lost) = TwoSum(high, c);
        var tail = lost + low + (exponentLost + (sLost + sLost) + cLost + rest);
        var head = sum + tail;
        return (head, sum - head + tail);
    }

    /// <summary>m − 1 and the exponent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T F, T Exponent) Split<T>(T x)
        where T : struct, ILanes<T>
    {
        // Numbers below the normal ones have their exponent in the mantissa.
        var isSmall = x < T.Of(SmallestNormal);
        var bits = T.Select(isSmall, x * T.Of(TwoTo54), x);
        var shift = T.Select(isSmall, T.Of(TwoTo52 + 1024 + 54), T.Of(TwoTo52 + 1024));
        var above = T.AddBits(T.SubtractBits(bits, T.OfBits(SqrtHalf)), T.OfBits(Bias));
        var exponent = ((above >>> 52) | T.OfBits(Whole)) - shift;
        var m = T.SubtractBits(bits, T.SubtractBits(above & T.OfBits(ExponentBits), T.OfBits(Bias)));
        return (m - T.Of(1), exponent);
    }

    /// <summary>½f² and s·(½f² + R).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Half, T Inner) Parts<T>(T f)
        where T : struct, ILanes<T>
    {
        var s = f / (T.Of(2) + f);
        var z = s * s;
        var series = Series(z);
        var half = T.Of(0.5) * f * f;
        return (half, s * T.Fma(T.Fma(series, z, T.Of(TwoThirds)), z, half));
    }

    /// <summary>R(z) = ⅔z + z²·series.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Series<T>(T z)
        where T : struct, ILanes<T>
    {
        var z2 = z * z;
        var low = Polynomial.Linear(z, 0.4000000000000035, 0.2857142857088368);
        var middle = Polynomial.Linear(z, 0.22222222396156327, 0.18181794125666437);
        var high = Polynomial.Linear(z, 0.15386346736378648, 0.13265640629252082);
        return T.Fma(T.Fma(T.Fma(T.Of(0.13120154847013668), z2, high), z2, middle), z2, low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Sum, T Lost) TwoSum<T>(T a, T b)
        where T : struct, ILanes<T>
    {
        var sum = a + b;
        var part = sum - a;
        return (sum, a - (sum - part) + (b - part));
    }

    /// <summary>−∞ at 0, ∞ at ∞, and NaN below 0 and at NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Special<T>(T x, T result)
        where T : struct, ILanes<T>
    {
        var infinity = T.Of(double.PositiveInfinity);
        var isUsual = (x > T.Of(0)) & (x < infinity);
        var other = T.Select(T.AreEqual(x, infinity), x, T.Of(double.NaN));
        return T.Select(isUsual, result, T.Select(T.AreEqual(x, T.Of(0)), -infinity, other));
    }
}
