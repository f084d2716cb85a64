using System.Runtime.CompilerServices;

namespace ExprAD.Vectors;

/// <summary>Hyperbolic functions by e^|x| − 1, which loses nothing near 0.</summary>
internal static class Hyperbolics
{
    private const ulong Sign = 0x8000_0000_0000_0000;

    /// <summary>Above it e^x is infinite while half of it is not.</summary>
    private const double Largest = 709;

    /// <summary>tanh |x| = t / (t + 2) with t = e^2|x| − 1; from 22 on it is 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh<T>(T x)
        where T : struct, ILanes<T>
    {
        var a = T.AtMost(T.Of(22), T.Abs(x));
        var t = Exponentials.ExpM1(a + a);
        return t / (t + T.Of(2)) | (x & T.OfBits(Sign));
    }

    /// <summary>sinh |x| = ½·(t + t / (t + 1)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sinh<T>(T x)
        where T : struct, ILanes<T>
    {
        var a = T.Abs(x);
        var t = Exponentials.ExpM1(a);
        var result = (T.Of(0.5) * (t + (t / (t + T.Of(1))))) | (x & T.OfBits(Sign));
        var isLarge = a > T.Of(Largest);
        return T.Any(isLarge) ? Large(isLarge, x, result, Math.Sinh) : result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Cosh<T>(T x)
        where T : struct, ILanes<T>
    {
        var a = T.Abs(x);
        var half = T.Of(0.5) * Exponentials.Exp(a);
        var result = half + (T.Of(0.25) / half);
        var isLarge = a > T.Of(Largest);
        return T.Any(isLarge) ? Large(isLarge, x, result, Math.Cosh) : result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Large<T>(T mask, T x, T result, Func<double, double> function)
        where T : struct, ILanes<T> => T.Select(mask, T.Map(function, x), result);
}
