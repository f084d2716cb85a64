using System.Runtime.CompilerServices;

namespace ExprAD.Vectors;

/// <summary>Polynomials by Estrin's scheme: pairs, pairs of pairs, so that the processor has several operations to do at once.</summary>
internal static class Polynomial
{
    /// <summary>c₀ + c₁x + c₂x² + c₃x³.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Cubic<T>(T x, T x2, double c0, double c1, double c2, double c3)
        where T : struct, ILanes<T> =>
        T.Fma(T.Fma(T.Of(c3), x, T.Of(c2)), x2, Linear(x, c0, c1));

    /// <summary>c₀ + c₁x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Linear<T>(T x, double c0, double c1)
        where T : struct, ILanes<T> => T.Fma(T.Of(c1), x, T.Of(c0));
}
