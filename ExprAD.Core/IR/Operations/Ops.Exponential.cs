namespace ExprAD.IR;

internal static partial class Ops
{
    // Powers, roots, exponentials and logarithms.
    public static readonly ScalarOp Sqrt = Unary("sqrt", Math.Sqrt, MathF.Sqrt, cost: 6, (0.1, 4));
    public static readonly ScalarOp Cbrt = Unary("cbrt", Math.Cbrt, MathF.Cbrt, cost: 20, (0.1, 4));
    public static readonly ScalarOp Hypot = Binary("hypot", double.Hypot, float.Hypot, cost: 20);
    public static readonly ScalarOp Pow = Binary("pow", Math.Pow, MathF.Pow, cost: 40, (0.2, 3), (-2, 2));

    public static readonly ScalarOp Exp = Unary("exp", Math.Exp, MathF.Exp, cost: 20);
    public static readonly ScalarOp Exp2 = Unary("exp2", double.Exp2, float.Exp2, cost: 40);
    public static readonly ScalarOp Exp10 = Unary("exp10", double.Exp10, float.Exp10, cost: 40);
    public static readonly ScalarOp ExpM1 = Unary("expm1", double.ExpM1, float.ExpM1, cost: 20);
    public static readonly ScalarOp Exp2M1 = Unary("exp2m1", double.Exp2M1, float.Exp2M1, cost: 40);
    public static readonly ScalarOp Exp10M1 = Unary("exp10m1", double.Exp10M1, float.Exp10M1, cost: 40);

    public static readonly ScalarOp Log = Unary("log", Math.Log, MathF.Log, cost: 20, (0.1, 4));
    public static readonly ScalarOp Log2 = Unary("log2", Math.Log2, MathF.Log2, cost: 20, (0.1, 4));
    public static readonly ScalarOp Log10 = Unary("log10", Math.Log10, MathF.Log10, cost: 20, (0.1, 4));
    public static readonly ScalarOp LogP1 = Unary("logp1", double.LogP1, float.LogP1, cost: 20, (-0.9, 3));
    public static readonly ScalarOp Log2P1 = Unary("log2p1", double.Log2P1, float.Log2P1, cost: 20, (-0.9, 3));
    public static readonly ScalarOp Log10P1 = Unary("log10p1", double.Log10P1, float.Log10P1, cost: 20, (-0.9, 3));

    /// <summary>The logarithm of the first operand to the base of the second.</summary>
    public static readonly ScalarOp LogBase = Binary("log.base", Math.Log, MathF.Log, cost: 45, (0.1, 4), (1.5, 10));

    /// <summary>The n-th root; n is an <c>i32</c>.</summary>
    public static readonly ScalarOp RootN = new("rootn", 2, cost: 60)
    {
        F64 = double.RootN, F32 = float.RootN, Domain = [(0.1, 4), (1, 7)],
    };

    // Where the processor has an approximation, these two are worth that: the derivative is of what they approximate.
    public static readonly ScalarOp ReciprocalEstimate = Unary("reciprocalestimate", Math.ReciprocalEstimate, MathF.ReciprocalEstimate, cost: 4, (0.3, 3));
    public static readonly ScalarOp ReciprocalSqrtEstimate = Unary("reciprocalsqrtestimate", Math.ReciprocalSqrtEstimate, MathF.ReciprocalSqrtEstimate, cost: 8, (0.3, 3));
}
