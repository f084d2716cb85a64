using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ExprAD.Vectors;

internal static partial class VectorMath
{
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<float> Exp(Vector128<float> x)
    {
        var (low, high) = Vector128.Widen(x);
        return Vector128.Narrow(Exp(low), Exp(high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<float> Exp2(Vector128<float> x)
    {
        var (low, high) = Vector128.Widen(x);
        return Vector128.Narrow(Exp2(low), Exp2(high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<float> ExpM1(Vector128<float> x)
    {
        var (low, high) = Vector128.Widen(x);
        return Vector128.Narrow(ExpM1(low), ExpM1(high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<float> Logistic(Vector128<float> x)
    {
        var (low, high) = Vector128.Widen(x);
        return Vector128.Narrow(Logistic(low), Logistic(high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<float> Log(Vector128<float> x)
    {
        var (low, high) = Vector128.Widen(x);
        return Vector128.Narrow(Log(low), Log(high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<float> Log2(Vector128<float> x)
    {
        var (low, high) = Vector128.Widen(x);
        return Vector128.Narrow(Log2(low), Log2(high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<float> LogP1(Vector128<float> x)
    {
        var (low, high) = Vector128.Widen(x);
        return Vector128.Narrow(LogP1(low), LogP1(high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<float> Sin(Vector128<float> x)
    {
        var (low, high) = Vector128.Widen(x);
        return Vector128.Narrow(Sin(low), Sin(high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<float> Cos(Vector128<float> x)
    {
        var (low, high) = Vector128.Widen(x);
        return Vector128.Narrow(Cos(low), Cos(high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<float> Tan(Vector128<float> x)
    {
        var (low, high) = Vector128.Widen(x);
        return Vector128.Narrow(Tan(low), Tan(high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<float> Asin(Vector128<float> x)
    {
        var (low, high) = Vector128.Widen(x);
        return Vector128.Narrow(Asin(low), Asin(high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<float> Acos(Vector128<float> x)
    {
        var (low, high) = Vector128.Widen(x);
        return Vector128.Narrow(Acos(low), Acos(high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<float> Atan(Vector128<float> x)
    {
        var (low, high) = Vector128.Widen(x);
        return Vector128.Narrow(Atan(low), Atan(high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<float> Sinh(Vector128<float> x)
    {
        var (low, high) = Vector128.Widen(x);
        return Vector128.Narrow(Sinh(low), Sinh(high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<float> Cosh(Vector128<float> x)
    {
        var (low, high) = Vector128.Widen(x);
        return Vector128.Narrow(Cosh(low), Cosh(high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<float> Tanh(Vector128<float> x)
    {
        var (low, high) = Vector128.Widen(x);
        return Vector128.Narrow(Tanh(low), Tanh(high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<float> Pow(Vector128<float> x, Vector128<float> y)
    {
        var (xLow, xHigh) = Vector128.Widen(x);
        var (yLow, yHigh) = Vector128.Widen(y);
        return Vector128.Narrow(Pow(xLow, yLow), Pow(xHigh, yHigh));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<float> Atan2(Vector128<float> y, Vector128<float> x)
    {
        var (yLow, yHigh) = Vector128.Widen(y);
        var (xLow, xHigh) = Vector128.Widen(x);
        return Vector128.Narrow(Atan2(yLow, xLow), Atan2(yHigh, xHigh));
    }
}
