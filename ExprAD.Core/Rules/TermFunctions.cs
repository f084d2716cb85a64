using ExprAD.IR;

namespace ExprAD.Rules;

/// <summary>Operations under their usual names, for rules to be written in.</summary>
internal static class TermFunctions
{
    public static Term Select(Term condition, Term a, Term b) => Term.Select(condition, a, b);

    public static Term Exp(Term x) => Term.Apply(Ops.Exp, x);

    public static Term Log(Term x) => Term.Apply(Ops.Log, x);

    public static Term Sin(Term x) => Term.Apply(Ops.Sin, x);

    public static Term Cos(Term x) => Term.Apply(Ops.Cos, x);

    public static Term Sqrt(Term x) => Term.Apply(Ops.Sqrt, x);

    /// <summary>A partial that can be infinite at a point where a zero derivative means 'not used'.</summary>
    public static Rule Masked(Func<Term, Term, Term> dx) =>
        new PartialRule(new Partial((x, y) => dx(x[0], y)) { Masked = true });

    /// <summary>A rule that passes the derivative on in the same way in both modes.</summary>
    public static Rule Linear(LinearRule.Transposed pass) => new LinearRule(pass, pass);
}
