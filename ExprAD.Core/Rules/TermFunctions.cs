using ExprAD.IR;

namespace ExprAD.Rules;

/// <summary>Operations under their usual names, for rules to be written in.</summary>
internal static class TermFunctions
{
    public const double Ln2 = 0.69314718055994531;
    public const double Ln10 = 2.3025850929940457;

    public static Term Select(Term condition, Term a, Term b) => Term.Select(condition, a, b);

    public static Term Equal(Term a, Term b) => Term.Apply(Ops.Eq, a, b);

    public static Term Abs(Term x) => Term.Apply(Ops.Abs, x);

    public static Term Sqrt(Term x) => Term.Apply(Ops.Sqrt, x);

    public static Term Hypot(Term a, Term b) => Term.Apply(Ops.Hypot, a, b);

    public static Term Pow(Term a, Term b) => Term.Apply(Ops.Pow, a, b);

    public static Term Exp(Term x) => Term.Apply(Ops.Exp, x);

    public static Term Exp2(Term x) => Term.Apply(Ops.Exp2, x);

    public static Term Exp10(Term x) => Term.Apply(Ops.Exp10, x);

    public static Term Log(Term x) => Term.Apply(Ops.Log, x);

    public static Term Sin(Term x) => Term.Apply(Ops.Sin, x);

    public static Term Cos(Term x) => Term.Apply(Ops.Cos, x);

    public static Term SinPi(Term x) => Term.Apply(Ops.SinPi, x);

    public static Term CosPi(Term x) => Term.Apply(Ops.CosPi, x);

    public static Term Sinh(Term x) => Term.Apply(Ops.Sinh, x);

    public static Term Cosh(Term x) => Term.Apply(Ops.Cosh, x);

    public static Term Truncate(Term x) => Term.Apply(Ops.Truncate, x);

    public static Term ScaleB(Term x, Term n) => Term.Apply(Ops.ScaleB, x, n);

    public static Term MulOrZero(Term a, Term p) => Term.Apply(Ops.MulOrZero, a, p);

    public static Term Square(Term x) => x * x;

    /// <summary>−1, 0 or 1, by comparison.</summary>
    public static Term Sgn(Term x) => Select(x > 0, 1, Select(x < 0, -1, x.Number(0)));

    /// <summary>−1 or 1, by the sign bit.</summary>
    public static Term SignBit(Term x) => Term.Apply(Ops.CopySign, 1, x);

    /// <summary>An integer as a float of the type of <paramref name="like"/>.</summary>
    public static Term Float(Term n, Term like) => new(n.Builder, n.Builder.Convert(n.Node, like.Node.Type));

    /// <summary>A partial that can be infinite at a point where a zero derivative means 'not used'.</summary>
    public static Rule Masked(Func<Term, Term, Term> dx) =>
        new PartialRule(new Partial((x, y) => dx(x[0], y)) { Masked = true });

    /// <summary>As above, of two operands.</summary>
    public static Rule Masked(Func<Term, Term, Term, Term> da, Func<Term, Term, Term, Term> db) =>
        new PartialRule(
            new Partial((x, y) => da(x[0], x[1], y)) { Masked = true },
            new Partial((x, y) => db(x[0], x[1], y)) { Masked = true });

    /// <summary>A rule that passes the derivative on in the same way in both modes.</summary>
    public static Rule Linear(LinearRule.Passing pass) => new LinearRule(pass, pass);
}
