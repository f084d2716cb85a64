using System.Runtime.CompilerServices;

namespace ExprAD.Vectors;

/// <summary>
/// x = n·π/2 + r with |r| ≤ π/4; n modulo 4 says which of ±sin r, ±cos r it is. π/2 is subtracted in three parts (Cody and Waite), the first
/// two of 33 bits, whose products with n are exact up to <see cref="Largest"/>. The polynomials are minimax approximations with errors below 2⁻⁵⁸.
/// </summary>
internal static class Trigonometry
{
    /// <summary>Beyond it the parts of π/2 do not suffice.</summary>
    private const double Largest = 1e6;

    private const double TwoOverPi = 0.6366197723675814;
    private const double Part1 = 1.5707963267341256, Part2 = 6.077100506303966e-11, Part3 = 2.0222662487959506e-21;
    private const ulong Sign = 0x8000_0000_0000_0000;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sin<T>(T x)
        where T : struct, ILanes<T>
    {
        var (sin, cos, quadrant) = Reduced(x);
        var isOdd = IsOdd(quadrant);
        var result = T.Select(isOdd, cos, sin) ^ ((quadrant >>> 1) << 63);
        var isLarge = T.Abs(x) > T.Of(Largest);
        result = Exponentials.KeepZero(x, result);
        return T.Any(isLarge) ? Large(isLarge, x, result, Math.Sin) : result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Cos<T>(T x)
        where T : struct, ILanes<T>
    {
        var (sin, cos, quadrant) = Reduced(x);
        var isOdd = IsOdd(quadrant);
        var result = T.Select(isOdd, sin, cos) ^ ((T.AddBits(quadrant, T.OfBits(1)) >>> 1) << 63);
        var isLarge = T.Abs(x) > T.Of(Largest);
        return T.Any(isLarge) ? Large(isLarge, x, result, Math.Cos) : result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tan<T>(T x)
        where T : struct, ILanes<T>
    {
        var (sin, cos, quadrant) = Reduced(x);
        var isOdd = IsOdd(quadrant);
        var result = T.Select(isOdd, -cos, sin) / T.Select(isOdd, sin, cos);
        var isLarge = T.Abs(x) > T.Of(Largest);
        result = Exponentials.KeepZero(x, result);
        return T.Any(isLarge) ? Large(isLarge, x, result, Math.Tan) : result;
    }

    /// <summary>sin r, cos r, and n in the lowest bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Sin, T Cos, T Quadrant) Reduced<T>(T x)
        where T : struct, ILanes<T>
    {
        var rounded = T.Fma(x, T.Of(TwoOverPi), T.Of(PowersOfTwo.Rounder));
        var n = rounded - T.Of(PowersOfTwo.Rounder);
        var r = T.Fma(n, T.Of(-Part3), T.Fma(n, T.Of(-Part2), T.Fma(n, T.Of(-Part1), x)));
        var z = r * r;
        var z2 = z * z;
        var sinSeries = T.Fma(
            T.Fma(Polynomial.Linear(z, -2.5050759224811964e-08, 1.5896854979933694e-10), z2, Polynomial.Linear(z, -0.00019841269829833812, 2.7557313699778694e-06)),
            z2,
            Polynomial.Linear(z, -0.16666666666666632, 0.008333333333322453));
        var cosSeries = T.Fma(
            T.Fma(Polynomial.Linear(z, 2.0875758188462538e-09, -1.1361303694882527e-11), z2, Polynomial.Linear(z, 2.4801587290591486e-05, -2.755731463662604e-07)),
            z2,
            Polynomial.Linear(z, 0.041666666666666616, -0.0013888888888876178));
        var sin = T.Fma(r * z, sinSeries, r);

        // 1 − z/2 with what its rounding lost.
        var half = T.Of(0.5) * z;
        var w = T.Of(1) - half;
        var cos = w + T.Fma(z2, cosSeries, T.Of(1) - w - half);
        return (sin, cos, rounded);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T IsOdd<T>(T quadrant)
        where T : struct, ILanes<T> => T.AreEqual((quadrant << 63) ^ T.OfBits(Sign) | T.Of(1), T.Of(1));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Large<T>(T mask, T x, T result, Func<double, double> function)
        where T : struct, ILanes<T> => T.Select(mask, T.Map(function, x), result);
}
