using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ExprAD.Vectors;

internal static partial class VectorMath
{
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<double> Exp(Vector128<double> x) => Exponentials.Exp<Lanes128>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<double> Exp2(Vector128<double> x) => Exponentials.Exp2<Lanes128>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<double> ExpM1(Vector128<double> x) => Exponentials.ExpM1<Lanes128>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<double> Logistic(Vector128<double> x) => Exponentials.Logistic<Lanes128>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<double> Log(Vector128<double> x) => Logarithms.Log<Lanes128>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<double> Log2(Vector128<double> x) => Logarithms.Log2<Lanes128>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<double> LogP1(Vector128<double> x) => Logarithms.LogP1<Lanes128>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<double> Sin(Vector128<double> x) => Trigonometry.Sin<Lanes128>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<double> Cos(Vector128<double> x) => Trigonometry.Cos<Lanes128>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<double> Tan(Vector128<double> x) => Trigonometry.Tan<Lanes128>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<double> Asin(Vector128<double> x) => InverseTrigonometry.Asin<Lanes128>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<double> Acos(Vector128<double> x) => InverseTrigonometry.Acos<Lanes128>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<double> Atan(Vector128<double> x) => InverseTrigonometry.Atan<Lanes128>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<double> Sinh(Vector128<double> x) => Hyperbolics.Sinh<Lanes128>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<double> Cosh(Vector128<double> x) => Hyperbolics.Cosh<Lanes128>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<double> Tanh(Vector128<double> x) => Hyperbolics.Tanh<Lanes128>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<double> Pow(Vector128<double> x, Vector128<double> y) => Powers.Pow<Lanes128>(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<double> Atan2(Vector128<double> y, Vector128<double> x) => InverseTrigonometry.Atan2<Lanes128>(y, x);
}
