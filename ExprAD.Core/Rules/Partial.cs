namespace ExprAD.Rules;

/// <summary>One partial derivative of an operation, as a function of operands and result.</summary>
internal sealed class Partial
{
    public delegate Term Formula(ReadOnlySpan<Term> operands, Term result);

    private readonly Formula formula;

    public Partial(Formula formula) => this.formula = formula;

    /// <summary>The partial can be infinite where the result is not used: a zero derivative times it is zero.</summary>
    public bool Masked { get; init; }

    /// <summary>The partial derivative itself.</summary>
    public Term Of(ReadOnlySpan<Term> operands, Term result) => formula(operands, result);

    public Term? Times(Term derivative, ReadOnlySpan<Term> operands, Term result)
    {
        var partial = formula(operands, result);
        if (partial.IsZero)
        {
            return null;
        }

        // A mask is this one product's affair; a gate goes on through all that follow.
        return Masked ? (derivative.Gated(true) * partial).Gated(derivative.IsGated) : derivative * partial;
    }
}
