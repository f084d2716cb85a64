using System.Runtime.CompilerServices;

namespace ExprAD.IR;

/// <summary>What the base class library lacks: meanings of operations that emitted code calls and the JIT inlines.</summary>
internal static class Functions
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MulOrZero(double a, double p) => a == 0 ? 0 : a * p;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MulOrZero(float a, float p) => a == 0 ? 0 : a * p;
}
