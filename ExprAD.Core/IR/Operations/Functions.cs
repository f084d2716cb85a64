using System.Runtime.CompilerServices;

namespace ExprAD.IR;

/// <summary>What the base class library lacks: meanings of operations that emitted code calls and the JIT inlines.</summary>
internal static class Functions
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MulOrZero(double a, double p) => a == 0 ? 0 : a * p;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MulOrZero(float a, float p) => a == 0 ? 0 : a * p;

    public static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    public static float Logistic(float x) => 1 / (1 + MathF.Exp(-x));

    public static double Softplus(double x) => Math.Log(1 + Math.Exp(x));

    public static float Softplus(float x) => MathF.Log(1 + MathF.Exp(x));

    public static double Norm(double squares) => Math.Sqrt(squares);

    public static float Norm(float squares) => MathF.Sqrt(squares);
}
