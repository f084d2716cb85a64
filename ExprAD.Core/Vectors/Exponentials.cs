using System.Runtime.CompilerServices;

namespace ExprAD.Vectors;

/// <summary>
/// eˣ = 2ⁿ·eʳ with n = round(x / ln 2) and r = x − n·ln 2, |r| ≤ ½ ln 2. The polynomials are minimax approximations found by Remez exchange
/// in 60 digits; their errors are below 2⁻⁵⁷ of the result.
/// </summary>
internal static class Exponentials
{
    /// <summary>ln 2 to twice the precision.</summary>
    public const double Ln2 = 0.6931471805599453, Ln2Rest = 2.3190468138462996e-17;

    private const double Log2E = 1.4426950408889634;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T x)
        where T : struct, ILanes<T>
    {
        // Beyond these limits all results are 0 and ∞.
        x = T.AtLeast(T.Of(-746), T.AtMost(T.Of(710), x));
        var n = Round(x * T.Of(Log2E));
        return T.Scale(T.Of(1) + Reduced(x, n), n);
    }

    /// <summary>e^(x + rest), where the rest is small against x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T x, T rest)
        where T : struct, ILanes<T>
    {
        var limited = T.AtLeast(T.Of(-746), T.AtMost(T.Of(710), x));
        rest = T.Select(T.AreEqual(limited, x), rest, T.Of(0));
        var n = Round(limited * T.Of(Log2E));
        var p = Reduced(limited, n);

        // eʳ·(1 + rest), whose square is below the last bit.
        return T.Scale(T.Of(1) + T.Fma(T.Of(1) + p, rest, p), n);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp2<T>(T x)
        where T : struct, ILanes<T>
    {
        x = T.AtLeast(T.Of(-1080), T.AtMost(T.Of(1025), x));
        var n = Round(x);
        return T.Scale(T.Of(1) + MinusOne((x - n) * T.Of(Ln2)), n);
    }

    /// <summary>eˣ − 1 = 2ⁿ·(eʳ − 1) + (2ⁿ − 1); with n − 1 instead of n, twice, since the largest result needs it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ExpM1<T>(T x)
        where T : struct, ILanes<T>
    {
        var limited = T.AtLeast(T.Of(-50), T.AtMost(T.Of(710), x));
        var rounder = T.Of(PowersOfTwo.Rounder);
        var n = Round(limited * T.Of(Log2E));
        var half = PowersOfTwo.Power(n - T.Of(1) + rounder);
        var result = T.Fma(half, Reduced(limited, n), half - T.Of(0.5));
        return KeepZero(x, result + result);
    }

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Logistic<T>(T x)
        where T : struct, ILanes<T> => T.Of(1) / (T.Of(1) + Exp(-x));

    /// <summary>The result, but for zeros, which these functions leave as they are, with their sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T KeepZero<T>(T x, T result)
        where T : struct, ILanes<T> => T.Select(T.AreEqual(x, T.Of(0)), x, result);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Round<T>(T x)
        where T : struct, ILanes<T> => x + T.Of(PowersOfTwo.Rounder) - T.Of(PowersOfTwo.Rounder);

    /// <summary>eʳ − 1 for r = x − n·ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Reduced<T>(T x, T n)
        where T : struct, ILanes<T> => MinusOne(T.Fma(n, T.Of(-Ln2Rest), T.Fma(n, T.Of(-Ln2), x)));

    /// <summary>eʳ − 1 = r + r²·q(r) for |r| ≤ ½ ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T MinusOne<T>(T r)
        where T : struct, ILanes<T>
    {
        var r2 = r * r;
        var r4 = r2 * r2;
        var low = Polynomial.Cubic(r, r2, 0.5000000000000012, 0.166666666666667, 0.041666666666515445, 0.008333333333307092);
        var high = Polynomial.Cubic(r, r2, 0.001388888894701036, 0.00019841269917606098, 2.4801489947375367e-05, 2.755721612283961e-06);
        var top = Polynomial.Linear(r, 2.763127868190036e-07, 2.5117911083483725e-08);
        return T.Fma(T.Fma(T.Fma(top, r4, high), r4, low), r2, r);
    }
}
