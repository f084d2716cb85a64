using ExprAD.IR;
using static ExprAD.Rules.TermFunctions;

namespace ExprAD.Rules;

internal static partial class Derivatives
{
    // Masked: infinite at a point, or beyond the largest float, where the derivative that comes in can be zero.
    private static RuleTable Exponential => new()
    {
        // y = f(x)                    ∂y/∂x
        { Ops.Sqrt,                    Masked((x, y) => 0.5 / Abs(y)) },            // +∞ at 0 and −0
        { Ops.Cbrt,                    Masked((x, y) => 1 / (3 * Square(y))) },     // +∞ at 0
        { Ops.ReciprocalSqrtEstimate,  (x, y) => -0.5 / (x * Sqrt(x)) },

        { Ops.Exp,                     Masked((x, y) => y) },
        { Ops.Exp2,                    Masked((x, y) => Ln2 * y) },
        { Ops.Exp10,                   Masked((x, y) => Ln10 * y) },
        { Ops.ExpM1,                   Masked((x, y) => Exp(x)) },                  // y + 1 cancels
        { Ops.Exp2M1,                  Masked((x, y) => Ln2 * Exp2(x)) },
        { Ops.Exp10M1,                 Masked((x, y) => Ln10 * Exp10(x)) },

        { Ops.Log,                     (x, y) => 1 / x },
        { Ops.Log2,                    (x, y) => 1 / (x * Ln2) },
        { Ops.Log10,                   (x, y) => 1 / (x * Ln10) },
        { Ops.LogP1,                   (x, y) => 1 / (1 + x) },
        { Ops.Log2P1,                  (x, y) => 1 / ((1 + x) * Ln2) },
        { Ops.Log10P1,                 (x, y) => 1 / ((1 + x) * Ln10) },

        // σ(x)·σ(−x) and σ(x); where e^±x, which the value computes too, is ∞, the last factor has its limit.
        { Ops.Logistic,                (x, y) => y * Select(Equal(Exp(-x), double.PositiveInfinity), 1, Exp(-x) * y) },
        { Ops.Softplus,                (x, y) => Select(Equal(Exp(x), double.PositiveInfinity), 1, Exp(x) / (Exp(x) + 1)) },
        { Ops.Norm,                    (x, y) => Select(Equal(y, 0), 0, 0.5 / y) },      // as hypot's

        // y = f(a, b)                 ∂y/∂a, ∂y/∂b
        { Ops.LogBase,                 (x, b, y) => 1 / (x * Log(b)),
                                       (x, b, y) => -y / (b * Log(b)) },
        { Ops.Hypot,                   (a, b, y) => Select(Equal(y, 0), 0, a / y),
                                       (a, b, y) => Select(Equal(y, 0), 0, b / y) },
        { Ops.RootN, Masked(           (x, n, y) => 1 / (Float(n, y) * Pow(y, Float(n, y) - 1)),
                                       (x, n, y) => 0) },
        { Ops.Pow, Masked(             (x, n, y) => Select(Equal(n, 0), 0, n * Pow(x, n - 1)),
                                       (x, n, y) => Select(x < 0, double.NaN, MulOrZero(y, Log(x)))) },   // 0 where xⁿ is
    };
}
