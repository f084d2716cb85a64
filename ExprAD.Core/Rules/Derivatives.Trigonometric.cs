using ExprAD.IR;
using static ExprAD.Rules.TermFunctions;

namespace ExprAD.Rules;

internal static partial class Derivatives
{
    // (1 − x)(1 + x) does not cancel near ±1 as 1 − x² does; divisions by a hypot neither overflow nor underflow as a² + b² does.
    private static RuleTable Trigonometric => new()
    {
        // y = f(x)                    ∂y/∂x
        { Ops.Sin,                     (x, y) => Cos(x) },
        { Ops.Cos,                     (x, y) => -Sin(x) },
        { Ops.Tan,                     (x, y) => 1 + Square(y) },
        { Ops.Asin,                    Masked((x, y) => 1 / Sqrt((1 - x) * (1 + x))) },      // +∞ at ±1
        { Ops.Acos,                    Masked((x, y) => -1 / Sqrt((1 - x) * (1 + x))) },
        { Ops.Atan,                    (x, y) => 1 / (1 + Square(x)) },

        { Ops.SinPi,                   (x, y) => Math.PI * CosPi(x) },
        { Ops.CosPi,                   (x, y) => -Math.PI * SinPi(x) },
        { Ops.TanPi,                   (x, y) => Math.PI * (1 + Square(y)) },
        { Ops.AsinPi,                  Masked((x, y) => 1 / Math.PI / Sqrt((1 - x) * (1 + x))) },
        { Ops.AcosPi,                  Masked((x, y) => -1 / Math.PI / Sqrt((1 - x) * (1 + x))) },
        { Ops.AtanPi,                  (x, y) => 1 / Math.PI / (1 + Square(x)) },

        // y = f(a, b)                 ∂y/∂a, ∂y/∂b                                          NaN at (0, 0)
        { Ops.Atan2,                   (a, b, y) => b / Hypot(a, b) / Hypot(a, b),
                                       (a, b, y) => -a / Hypot(a, b) / Hypot(a, b) },
        { Ops.Atan2Pi,                 (a, b, y) => 1 / Math.PI * (b / Hypot(a, b) / Hypot(a, b)),
                                       (a, b, y) => -1 / Math.PI * (a / Hypot(a, b) / Hypot(a, b)) },
    };

    private static RuleTable Hyperbolic => new()
    {
        // y = f(x)                    ∂y/∂x
        { Ops.Sinh,                    Masked((x, y) => Cosh(x)) },
        { Ops.Cosh,                    Masked((x, y) => Sinh(x)) },
        { Ops.Tanh,                    (x, y) => Square(1 / Cosh(x)) },                      // 1 − y² cancels
        { Ops.Asinh,                   (x, y) => 1 / Hypot(1, x) },
        { Ops.Acosh,                   Masked((x, y) => 1 / (Sqrt(x - 1) * Sqrt(x + 1))) },  // +∞ at 1
        { Ops.Atanh,                   (x, y) => 1 / ((1 - x) * (1 + x)) },
    };
}
