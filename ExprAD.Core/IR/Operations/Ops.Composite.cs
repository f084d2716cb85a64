namespace ExprAD.IR;

internal static partial class Ops
{
    // Formulas whose derivatives, taken step by step, would meet 0·∞ or cancel. They stand in graphs only while
    // these are differentiated: Recognition finds what the user spelled out, Expansion spells it out again.

    /// <summary>1/(1 + e⁻ˣ).</summary>
    public static readonly ScalarOp Logistic = Unary("logistic", Functions.Logistic, Functions.Logistic, cost: 28);

    /// <summary>ln(1 + eˣ).</summary>
    public static readonly ScalarOp Softplus = Unary("softplus", Functions.Softplus, Functions.Softplus, cost: 42);

    /// <summary>√s of a sum of squares s, which is 0 only where all of them are.</summary>
    public static readonly ScalarOp Norm = Unary("norm", Functions.Norm, Functions.Norm, cost: 6, (0.1, 4));
}
