namespace ExprAD.Rules;

/// <summary>How derivatives pass through one operation; each mode asks for what it needs, and only that is built.</summary>
internal abstract class Rule
{
    /// <summary>What <paramref name="adjoint"/>, that of the result, adds to the adjoint of an operand; null where that is structurally zero.</summary>
    public abstract Term? Vjp(ReadOnlySpan<Term> operands, Term result, Term adjoint, int operand);

    /// <summary>The part of the result's tangent that comes from the tangent of one operand; null where that is structurally zero.</summary>
    public abstract Term? Jvp(ReadOnlySpan<Term> operands, Term result, Term tangent, int operand);
}

/// <summary>A rule given by partial derivatives, which serves both modes: adjoint · ∂ and ∂ · tangent.</summary>
internal sealed class PartialRule(params Partial[] partials) : Rule
{
    /// <summary>The partial derivative with respect to an operand.</summary>
    public Term Partial(ReadOnlySpan<Term> operands, Term result, int operand) => partials[operand].Of(operands, result);

    public override Term? Vjp(ReadOnlySpan<Term> operands, Term result, Term adjoint, int operand) =>
        partials[operand].Times(adjoint, operands, result);

    public override Term? Jvp(ReadOnlySpan<Term> operands, Term result, Term tangent, int operand) =>
        partials[operand].Times(tangent, operands, result);
}

/// <summary>A rule that says what is done to the derivative itself: of linear operations, and of those that pick one of their operands.</summary>
internal sealed class LinearRule(LinearRule.Passing vjp, LinearRule.Passing jvp) : Rule
{
    public delegate Term? Passing(ReadOnlySpan<Term> operands, Term result, Term derivative, int operand);

    public override Term? Vjp(ReadOnlySpan<Term> operands, Term result, Term adjoint, int operand) => vjp(operands, result, adjoint, operand);

    public override Term? Jvp(ReadOnlySpan<Term> operands, Term result, Term tangent, int operand) => jvp(operands, result, tangent, operand);
}
