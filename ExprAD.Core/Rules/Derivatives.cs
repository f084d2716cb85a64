using ExprAD.IR;
using static ExprAD.Rules.TermFunctions;

namespace ExprAD.Rules;

/// <summary>
/// The derivative of every operation that has one. Where a function has no derivative or an infinite one,
/// the conventions in <c>docs/conventions.md</c> hold; a test pins each.
/// </summary>
internal static class Derivatives
{
    public static readonly RuleTable Table = new()
    {
        // y = f(x)        ∂y/∂x
        { Ops.Neg,  (x, y) => -1 },
        { Ops.Abs,  (x, y) => Select(x > 0, 1, Select(x < 0, -1, 0)) },
        { Ops.Sqrt, Masked((x, y) => 0.5 / y) },   // +∞ at 0
        { Ops.Exp,  (x, y) => y },
        { Ops.Log,  (x, y) => 1 / x },
        { Ops.Sin,  (x, y) => Cos(x) },
        { Ops.Cos,  (x, y) => -Sin(x) },

        // y = f(a, b)     ∂y/∂a                    ∂y/∂b
        { Ops.Add,  (a, b, y) => 1,                 (a, b, y) => 1 },
        { Ops.Sub,  (a, b, y) => 1,                 (a, b, y) => -1 },
        { Ops.Mul,  (a, b, y) => b,                 (a, b, y) => a },
        { Ops.Div,  (a, b, y) => 1 / b,             (a, b, y) => -y / b },

        // c ? a : b       the side that was taken
        { Ops.Select, Linear((x, d, i) => i == 0 ? null : i == 1 ? Select(x[0], d, 0) : Select(x[0], 0, d)) },
    };
}
