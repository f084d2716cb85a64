using ExprAD.IR;
using static ExprAD.Rules.TermFunctions;

namespace ExprAD.Rules;

internal static partial class Derivatives
{
    private static RuleTable Arithmetic => new()
    {
        // y = f(x)                    ∂y/∂x
        { Ops.Neg,                     (x, y) => -1 },
        { Ops.BitIncrement,            (x, y) => 1 },
        { Ops.BitDecrement,            (x, y) => 1 },
        { Ops.ReciprocalEstimate,      (x, y) => -Square(1 / x) },
        { Ops.DegreesToRadians,        (x, y) => Math.PI / 180 },
        { Ops.RadiansToDegrees,        (x, y) => 180 / Math.PI },

        // y = f(a, b)                 ∂y/∂a                ∂y/∂b
        { Ops.Add,                     (a, b, y) => 1,      (a, b, y) => 1 },
        { Ops.Sub,                     (a, b, y) => 1,      (a, b, y) => -1 },
        { Ops.Mul,                     (a, b, y) => b,      (a, b, y) => a },
        { Ops.Div,                     (a, b, y) => 1 / b,  (a, b, y) => a.IsOne ? -(y * y) : -y / b },
        { Ops.Rem,                     (a, b, y) => 1,      (a, b, y) => -Truncate(a / b) },
        { Ops.IEEERemainder,           (a, b, y) => 1,      (a, b, y) => (y - a) / b },

        // y = f(a, b, c)              ∂y/∂a                ∂y/∂b               ∂y/∂c
        { Ops.FusedMultiplyAdd,        (a, b, c, y) => b,   (a, b, c, y) => a,  (a, b, c, y) => 1 },
        { Ops.MultiplyAddEstimate,     (a, b, c, y) => b,   (a, b, c, y) => a,  (a, b, c, y) => 1 },
        { Ops.Lerp,                    (a, b, t, y) => 1 - t, (a, b, t, y) => t, (a, b, t, y) => b - a },

        // y = f(x…)                   x̄ᵢ of ȳ, ẏ of ẋᵢ
        { Ops.ScaleB,                  Linear((x, y, d, i) => ScaleB(d, x[1]).Gated(d.IsGated)) },
        { Ops.MulOrZero,               Linear((x, y, d, i) => i == 0 ? MulOrZero(d, x[1]) : MulOrZero(x[0], d)) },
        { Ops.Convert,                 new ConvertRule() },
        { Ops.ConvertChecked,          new ConvertRule() },
    };
}
