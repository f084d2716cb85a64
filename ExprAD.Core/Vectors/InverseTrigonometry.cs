using System.Runtime.CompilerServices;

namespace ExprAD.Vectors;

/// <summary>
/// atan a = b + atan t with t = a, (a − 1)/(a + 1) or −1/a and b = 0, π/4 or π/2, so that |t| ≤ tan π/8.
/// asin a for a above ½ is π/2 − 2·asin √((1 − a)/2). The polynomials are minimax approximations with errors below 2⁻⁵⁸.
/// </summary>
internal static class InverseTrigonometry
{
    private const double HalfPi = 1.5707963267948966, HalfPiRest = 6.123233995736766e-17;
    private const double TanOf3PiOver8 = 2.414213562373095, TanOfPiOver8 = 0.41421356237309503;
    private const ulong Sign = 0x8000_0000_0000_0000;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Atan<T>(T x)
        where T : struct, ILanes<T>
    {
        var a = T.Abs(x);
        var isLarge = a > T.Of(TanOf3PiOver8);
        var isMiddle = a > T.Of(TanOfPiOver8);
        var one = T.Of(1);
        var t = T.Select(isLarge, T.Of(-1), T.Select(isMiddle, a - one, a)) / T.Select(isLarge, a, T.Select(isMiddle, a + one, one));
        var share = T.Select(isLarge, one, T.Select(isMiddle, T.Of(0.5), T.Of(0)));
        return Sum(t, share) | (x & T.OfBits(Sign));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Atan2<T>(T y, T x)
        where T : struct, ILanes<T>
    {
        var (ay, ax) = (T.Abs(y), T.Abs(x));
        var isSteep = ay > ax;
        var (less, more) = (T.Select(isSteep, ax, ay), T.Select(isSteep, ay, ax));
        var isMiddle = less > more * T.Of(TanOfPiOver8);
        var t = T.Select(isMiddle, less - more, less) / T.Select(isMiddle, less + more, more);
        var (one, zero) = (T.Of(1), T.Of(0));
        var share = T.Select(isMiddle, T.Of(0.5), zero);

        // The octants: a, π/2 − a, π/2 + a, π − a.
        var isLeft = (x & T.OfBits(Sign)) | zero;
        var turned = T.Select(isSteep, one - share, share);
        var sign = T.Select(isSteep, T.OfBits(Sign), zero) ^ isLeft;
        var total = T.Select(T.AreEqual(isLeft | one, -one), T.Of(2) - turned, turned);
        var result = Sum(t ^ sign, total) | (y & T.OfBits(Sign));
        var limits = (more < T.Of(double.PositiveInfinity)) & (more > zero);
        var isUnusual = limits ^ T.OfBits(ulong.MaxValue);
        isUnusual |= T.AreEqual(ay + ax, ay + ax) ^ T.OfBits(ulong.MaxValue);
        return T.Any(isUnusual) ? Unusual(isUnusual, y, x, result) : result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Asin<T>(T x)
        where T : struct, ILanes<T>
    {
        var a = T.Abs(x);
        var isLarge = a > T.Of(0.5);
        var p = AsinOf(a, isLarge);
        var large = T.Of(HalfPi) - (p + p - T.Of(HalfPiRest));
        return T.Select(isLarge, large, p) | (x & T.OfBits(Sign));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Acos<T>(T x)
        where T : struct, ILanes<T>
    {
        var a = T.Abs(x);
        var isLarge = a > T.Of(0.5);
        var isNegative = x < T.Of(0);
        var p = AsinOf(a, isLarge);
        var twice = p + p;
        var large = T.Select(isNegative, T.Of(2 * HalfPi) - (twice - T.Of(2 * HalfPiRest)), twice);
        var signed = p | (x & T.OfBits(Sign));
        return T.Select(isLarge, large, T.Of(HalfPi) - (signed - T.Of(HalfPiRest)));
    }

    /// <summary>share·π/2 + atan t.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Sum<T>(T t, T share)
        where T : struct, ILanes<T>
    {
        var z = t * t;
        var z2 = z * z;
        var z4 = z2 * z2;
        var low = Polynomial.Cubic(z, z2, -0.33333333333333304, 0.1999999999997685, -0.142857142821157, 0.11111110865447175);
        var high = Polynomial.Cubic(z, z2, -0.09090899828029157, 0.07692093175759603, -0.06663444119808162, 0.05850159488291795);
        var top = T.Fma(T.Of(-0.01813710890024895), z2, Polynomial.Linear(z, -0.050487694714558454, 0.03828860403769802));
        var series = T.Fma(T.Fma(top, z4, high), z4, low);
        return T.Fma(share, T.Of(HalfPi), T.Fma(t * z, series, share * T.Of(HalfPiRest)) + t);
    }

    /// <summary>asin a, or asin √((1 − a)/2) where a is large.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T AsinOf<T>(T a, T isLarge)
        where T : struct, ILanes<T>
    {
        var z = T.Select(isLarge, T.Of(0.5) - (T.Of(0.5) * a), a * a);
        var s = T.Select(isLarge, T.Sqrt(z), a);
        var z2 = z * z;
        var z4 = z2 * z2;
        var low = Polynomial.Cubic(z, z2, 0.16666666666666688, 0.0749999999998537, 0.04464285716334629, 0.0303819431664493);
        var middle = Polynomial.Cubic(z, z2, 0.022372203693942657, 0.017351792972254948, 0.013978856095790937, 0.011413638019172414);
        var high = Polynomial.Cubic(z, z2, 0.01070392869651976, 0.003975036371610692, 0.021094567184081, -0.02018140873296609);
        var series = T.Fma(T.Fma(T.Fma(T.Of(0.03214436215429801), z4, high), z4, middle), z4, low);
        return T.Fma(s * z, series, s);
    }

    /// <summary>Zeros on both sides, infinities and NaN.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Unusual<T>(T mask, T y, T x, T result)
        where T : struct, ILanes<T> => T.Select(mask, T.Map(Math.Atan2, y, x), result);
}
