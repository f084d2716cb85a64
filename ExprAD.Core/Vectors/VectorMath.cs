using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ExprAD.Vectors;

/// <summary>
/// The functions that processors have no instruction for, for vectors of every width: within 2 units in the last place, right at zeros, infinities
/// and NaN, and with the same bits for the same number whatever the width and the lane, a single number included: the rest of a loop
/// gives what its vectors would have given. Functions of <see cref="float"/> are those of <see cref="double"/>, rounded.
/// </summary>
internal static partial class VectorMath
{
    // Optimised from the first call on: where the JIT has inlined enough already, they are methods to be called. For single numbers they always are.
    /// <summary>eˣ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Exp(double x) => Exponentials.Exp<Lanes128>(Vector128.Create(x)).First;

    /// <inheritdoc cref="Exp(double)"/>
    public static float Exp(float x) => (float)Exp((double)x);

    /// <summary>2ˣ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Exp2(double x) => Exponentials.Exp2<Lanes128>(Vector128.Create(x)).First;

    /// <inheritdoc cref="Exp2(double)"/>
    public static float Exp2(float x) => (float)Exp2((double)x);

    /// <summary>eˣ − 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double ExpM1(double x) => Exponentials.ExpM1<Lanes128>(Vector128.Create(x)).First;

    /// <inheritdoc cref="ExpM1(double)"/>
    public static float ExpM1(float x) => (float)ExpM1((double)x);

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Logistic(double x) => Exponentials.Logistic<Lanes128>(Vector128.Create(x)).First;

    /// <inheritdoc cref="Logistic(double)"/>
    public static float Logistic(float x) => (float)Logistic((double)x);

    /// <summary>The natural logarithm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Log(double x) => Logarithms.Log<Lanes128>(Vector128.Create(x)).First;

    /// <inheritdoc cref="Log(double)"/>
    public static float Log(float x) => (float)Log((double)x);

    /// <summary>The logarithm to base 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Log2(double x) => Logarithms.Log2<Lanes128>(Vector128.Create(x)).First;

    /// <inheritdoc cref="Log2(double)"/>
    public static float Log2(float x) => (float)Log2((double)x);

    /// <summary>ln(1 + x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double LogP1(double x) => Logarithms.LogP1<Lanes128>(Vector128.Create(x)).First;

    /// <inheritdoc cref="LogP1(double)"/>
    public static float LogP1(float x) => (float)LogP1((double)x);

    /// <summary>The sine of an angle in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sin(double x) => Trigonometry.Sin<Lanes128>(Vector128.Create(x)).First;

    /// <inheritdoc cref="Sin(double)"/>
    public static float Sin(float x) => (float)Sin((double)x);

    /// <summary>The cosine of an angle in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Cos(double x) => Trigonometry.Cos<Lanes128>(Vector128.Create(x)).First;

    /// <inheritdoc cref="Cos(double)"/>
    public static float Cos(float x) => (float)Cos((double)x);

    /// <summary>The tangent of an angle in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Tan(double x) => Trigonometry.Tan<Lanes128>(Vector128.Create(x)).First;

    /// <inheritdoc cref="Tan(double)"/>
    public static float Tan(float x) => (float)Tan((double)x);

    /// <summary>The angle, in radians, whose sine it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Asin(double x) => InverseTrigonometry.Asin<Lanes128>(Vector128.Create(x)).First;

    /// <inheritdoc cref="Asin(double)"/>
    public static float Asin(float x) => (float)Asin((double)x);

    /// <summary>The angle, in radians, whose cosine it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Acos(double x) => InverseTrigonometry.Acos<Lanes128>(Vector128.Create(x)).First;

    /// <inheritdoc cref="Acos(double)"/>
    public static float Acos(float x) => (float)Acos((double)x);

    /// <summary>The angle, in radians, whose tangent it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Atan(double x) => InverseTrigonometry.Atan<Lanes128>(Vector128.Create(x)).First;

    /// <inheritdoc cref="Atan(double)"/>
    public static float Atan(float x) => (float)Atan((double)x);

    /// <summary>The hyperbolic sine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sinh(double x) => Hyperbolics.Sinh<Lanes128>(Vector128.Create(x)).First;

    /// <inheritdoc cref="Sinh(double)"/>
    public static float Sinh(float x) => (float)Sinh((double)x);

    /// <summary>The hyperbolic cosine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Cosh(double x) => Hyperbolics.Cosh<Lanes128>(Vector128.Create(x)).First;

    /// <inheritdoc cref="Cosh(double)"/>
    public static float Cosh(float x) => (float)Cosh((double)x);

    /// <summary>The hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Tanh(double x) => Hyperbolics.Tanh<Lanes128>(Vector128.Create(x)).First;

    /// <inheritdoc cref="Tanh(double)"/>
    public static float Tanh(float x) => (float)Tanh((double)x);

    /// <summary>xʸ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Pow(double x, double y) => Powers.Pow<Lanes128>(Vector128.Create(x), Vector128.Create(y)).First;

    /// <inheritdoc cref="Pow(double, double)"/>
    public static float Pow(float x, float y) => (float)Pow((double)x, (double)y);

    /// <summary>The angle, in radians, between the first axis and (x, y).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Atan2(double y, double x) => InverseTrigonometry.Atan2<Lanes128>(Vector128.Create(y), Vector128.Create(x)).First;

    /// <inheritdoc cref="Atan2(double, double)"/>
    public static float Atan2(float y, float x) => (float)Atan2((double)y, (double)x);
}
