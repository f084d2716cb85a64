using ExprAD.IR;
using static ExprAD.Rules.TermFunctions;

namespace ExprAD.Rules;

internal static partial class Derivatives
{
    /// <summary>The operand that was picked gets the derivative; the others get none, which is more than one times zero: it hides no infinity.</summary>
    private static Rule Pick => Linear((x, y, d, i) =>
        Select(Equal(x[0], x[1]), d * 0.5, Select(Equal(y, x[i]), d, Select(Equal(y, x[1 - i]), 0, y.Number(double.NaN)))));

    // At a bound the derivative goes through.
    private static Rule Clamp => Linear((x, y, d, i) =>
        i == 0 ? Select(x[0] < x[1], 0, Select(x[0] > x[2], 0, d))
        : i == 1 ? Select(x[0] < x[1], d, 0)
        : Select(x[0] > x[2], d, 0));

    private static RuleTable Picking => new()
    {
        // y = f(x)                    ∂y/∂x
        { Ops.Abs,                     (x, y) => Sgn(x) },

        // y = f(a, b)                 ∂y/∂a                           ∂y/∂b
        { Ops.CopySign,                (a, s, y) => Sgn(a) * SignBit(s), (a, s, y) => 0 },

        // y = f(x…)                   x̄ᵢ of ȳ, ẏ of ẋᵢ
        { Ops.Max,                     Pick },
        { Ops.Min,                     Pick },
        { Ops.MaxMagnitude,            Pick },
        { Ops.MinMagnitude,            Pick },
        { Ops.MaxNumber,               Pick },
        { Ops.MinNumber,               Pick },
        { Ops.MaxMagnitudeNumber,      Pick },
        { Ops.MinMagnitudeNumber,      Pick },
        { Ops.MaxNative,               Pick },
        { Ops.MinNative,               Pick },
        { Ops.Clamp,                   Clamp },
        { Ops.ClampOrdered,            Clamp },
        { Ops.ClampNative,             Clamp },
        { Ops.Select,                  Linear((x, y, d, i) => i == 0 ? null : i == 1 ? Select(x[0], d, 0) : Select(x[0], 0, d)) },
    };
}
