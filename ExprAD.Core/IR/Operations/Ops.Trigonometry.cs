namespace ExprAD.IR;

internal static partial class Ops
{
    // Trigonometric functions, their inverses, and both in half-turns.
    public static readonly ScalarOp Sin = Unary("sin", Math.Sin, MathF.Sin, cost: 20);
    public static readonly ScalarOp Cos = Unary("cos", Math.Cos, MathF.Cos, cost: 20);
    public static readonly ScalarOp Tan = Unary("tan", Math.Tan, MathF.Tan, cost: 25, (-1.4, 1.4));
    public static readonly ScalarOp Asin = Unary("asin", Math.Asin, MathF.Asin, cost: 20, (-0.95, 0.95));
    public static readonly ScalarOp Acos = Unary("acos", Math.Acos, MathF.Acos, cost: 20, (-0.95, 0.95));
    public static readonly ScalarOp Atan = Unary("atan", Math.Atan, MathF.Atan, cost: 25);
    public static readonly ScalarOp Atan2 = Binary("atan2", Math.Atan2, MathF.Atan2, cost: 40, (-3, 3), (0.2, 3));

    public static readonly ScalarOp SinPi = Unary("sinpi", double.SinPi, float.SinPi, cost: 25);
    public static readonly ScalarOp CosPi = Unary("cospi", double.CosPi, float.CosPi, cost: 25);
    public static readonly ScalarOp TanPi = Unary("tanpi", double.TanPi, float.TanPi, cost: 30, (-0.45, 0.45));
    public static readonly ScalarOp AsinPi = Unary("asinpi", double.AsinPi, float.AsinPi, cost: 25, (-0.95, 0.95));
    public static readonly ScalarOp AcosPi = Unary("acospi", double.AcosPi, float.AcosPi, cost: 25, (-0.95, 0.95));
    public static readonly ScalarOp AtanPi = Unary("atanpi", double.AtanPi, float.AtanPi, cost: 30);
    public static readonly ScalarOp Atan2Pi = Binary("atan2pi", double.Atan2Pi, float.Atan2Pi, cost: 45, (-3, 3), (0.2, 3));

    public static readonly ScalarOp DegreesToRadians = Unary("degreestoradians", double.DegreesToRadians, float.DegreesToRadians, cost: 5, (-180, 180));
    public static readonly ScalarOp RadiansToDegrees = Unary("radianstodegrees", double.RadiansToDegrees, float.RadiansToDegrees, cost: 5);

    // Hyperbolic functions and their inverses.
    public static readonly ScalarOp Sinh = Unary("sinh", Math.Sinh, MathF.Sinh, cost: 25);
    public static readonly ScalarOp Cosh = Unary("cosh", Math.Cosh, MathF.Cosh, cost: 25);
    public static readonly ScalarOp Tanh = Unary("tanh", Math.Tanh, MathF.Tanh, cost: 25);
    public static readonly ScalarOp Asinh = Unary("asinh", Math.Asinh, MathF.Asinh, cost: 35);
    public static readonly ScalarOp Acosh = Unary("acosh", Math.Acosh, MathF.Acosh, cost: 35, (1.1, 5));
    public static readonly ScalarOp Atanh = Unary("atanh", Math.Atanh, MathF.Atanh, cost: 30, (-0.95, 0.95));
}
