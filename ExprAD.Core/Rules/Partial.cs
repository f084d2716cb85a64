using ExprAD.IR;

namespace ExprAD.Rules;

/// <summary>One partial derivative of an operation, as a function of operands and result.</summary>
internal sealed class Partial
{
    public delegate Term Formula(ReadOnlySpan<Term> operands, Term result);

    private readonly Formula formula;

    public Partial(Formula formula) => this.formula = formula;

    /// <summary>The partial can be infinite where the result is not used: a zero derivative times it is zero.</summary>
    public bool Masked { get; init; }

    public Term? Times(Term derivative, ReadOnlySpan<Term> operands, Term result)
    {
        var partial = formula(operands, result);
        return partial.IsZero ? null : Masked ? Term.Apply(Ops.MulOrZero, derivative, partial) : derivative * partial;
    }
}
