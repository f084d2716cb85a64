using ExprAD.IR;

namespace ExprAD.Rules;

/// <summary>
/// The derivative of every operation that has one. Where a function has no derivative or an infinite one,
/// the conventions in <c>docs/conventions.md</c> hold; a test pins each.
/// </summary>
internal static partial class Derivatives
{
    public static readonly RuleTable Table = new() { Arithmetic, Exponential, Trigonometric, Hyperbolic, Picking };

    /// <summary>The rule of an operation; null where it has none.</summary>
    public static Rule? Of(Op op) => (op as ScalarOp)?.OwnRule ?? Table[op];
}
