using ExprAD.IR;
using static ExprAD.Rules.TermFunctions;

namespace ExprAD.Rules;

internal static partial class Derivatives
{
    // The operand that was picked gets the derivative; the others get none, which is more than one times zero: it hides no infinity.
    // Ties share; a NaN that is the result makes all NaN.
    private static Rule Pick => Linear((x, y, d, i) =>
        Select(Equal(x[0], x[1]), d * 0.5, Select(Equal(y, x[i]), d, Select(Equal(y, x[1 - i]), 0, y.Number(double.NaN)))));

    // The same where comparing tells which was picked: one comparison is enough for that one.
    private static Rule PickBy(Func<Term, Term, Term> wins) => Linear((x, y, d, i) =>
        Select(wins(x[i], x[1 - i]), d, Select(wins(x[1 - i], x[i]), 0, Select(Equal(x[0], x[1]), d * 0.5, double.NaN))));

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
        { Ops.Max,                     PickBy((a, b) => a > b) },
        { Ops.Min,                     PickBy((a, b) => a < b) },
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
