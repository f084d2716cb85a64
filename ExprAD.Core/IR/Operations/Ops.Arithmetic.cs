namespace ExprAD.IR;

/// <summary>The operations of the IR.</summary>
internal static partial class Ops
{
    // Arithmetic that C# writes with an operator. Integer division and remainder raise on zero.
    public static readonly ScalarOp Add = new("add", 2, Traits.Pure | Traits.Commutative)
    {
        Symbol = "+", F64 = (double a, double b) => a + b, F32 = (float a, float b) => a + b,
        I32 = (int a, int b) => unchecked(a + b), I64 = (long a, long b) => unchecked(a + b),
    };

    public static readonly ScalarOp Sub = new("sub", 2)
    {
        Symbol = "-", F64 = (double a, double b) => a - b, F32 = (float a, float b) => a - b,
        I32 = (int a, int b) => unchecked(a - b), I64 = (long a, long b) => unchecked(a - b),
    };

    public static readonly ScalarOp Mul = new("mul", 2, Traits.Pure | Traits.Commutative)
    {
        Symbol = "*", F64 = (double a, double b) => a * b, F32 = (float a, float b) => a * b,
        I32 = (int a, int b) => unchecked(a * b), I64 = (long a, long b) => unchecked(a * b),
    };

    public static readonly ScalarOp Div = new("div", 2, cost: 4)
    {
        Symbol = "/", F64 = (double a, double b) => a / b, F32 = (float a, float b) => a / b,
        Domain = [(-3, 3), (0.3, 3)],
    };

    public static readonly ScalarOp Rem = new("rem", 2, cost: 15)
    {
        Symbol = "%", F64 = (double a, double b) => a % b, F32 = (float a, float b) => a % b,
        Domain = [(2.1, 2.9), (0.8, 1)],
    };

    public static readonly ScalarOp Neg = new("neg", 1)
    {
        Symbol = "-", F64 = (double a) => -a, F32 = (float a) => -a,
        I32 = int (int a) => unchecked(-a), I64 = long (long a) => unchecked(-a),
    };

    public static readonly ScalarOp IntDiv = new("idiv", 2, Traits.Pure | Traits.Traps, cost: 8)
    {
        Symbol = "/", I32 = (int a, int b) => a / b, I64 = (long a, long b) => a / b,
    };

    public static readonly ScalarOp IntRem = new("irem", 2, Traits.Pure | Traits.Traps, cost: 8)
    {
        Symbol = "%", I32 = (int a, int b) => a % b, I64 = (long a, long b) => a % b,
    };

    /// <summary>Raises on the least number, which has no opposite.</summary>
    public static readonly ScalarOp IntAbs = new("iabs", 1, Traits.Pure | Traits.Traps)
    {
        I32 = (Func<int, int>)Math.Abs, I64 = (Func<long, long>)Math.Abs,
    };

    /// <summary>−1, 0 or 1 as an <c>i32</c>.</summary>
    public static readonly ScalarOp IntSign = new("isign", 1)
    {
        ResultType = ResultType.I32, I32 = (Func<int, int>)Math.Sign, I64 = (Func<long, int>)Math.Sign,
    };

    // Products and sums in one; the first rounds once, the second once or twice, as suits the processor.
    public static readonly ScalarOp FusedMultiplyAdd = Ternary("fusedmultiplyadd", Math.FusedMultiplyAdd, MathF.FusedMultiplyAdd, cost: 4);
    public static readonly ScalarOp MultiplyAddEstimate = Ternary("multiplyaddestimate", double.MultiplyAddEstimate, float.MultiplyAddEstimate, cost: 4);

    /// <summary>a·(1 − t) + b·t.</summary>
    public static readonly ScalarOp Lerp = Ternary("lerp", double.Lerp, float.Lerp, cost: 6);

    /// <summary>What remains when the quotient is rounded to the nearest integer, ties to even.</summary>
    public static readonly ScalarOp IEEERemainder = Binary("ieeeremainder", Math.IEEERemainder, MathF.IEEERemainder, cost: 30, (2.1, 2.3), (0.95, 1));

    /// <summary>a·p where a = 0 means 'not used' and gives 0 whatever p is: for adjoints times partials that can be infinite.</summary>
    public static readonly ScalarOp MulOrZero = new("mulz", 2, cost: 2)
    {
        F64 = (Func<double, double, double>)Functions.MulOrZero, F32 = (Func<float, float, float>)Functions.MulOrZero,
    };

    // Bits, shifts and truth values. On truth values And and Or evaluate both sides; `&&` and `||` are branches.
    public static readonly ScalarOp And = new("and", 2, Traits.Pure | Traits.Commutative)
    {
        Symbol = "&", I32 = (int a, int b) => a & b, I64 = (long a, long b) => a & b, Bool = (bool a, bool b) => a & b,
    };

    public static readonly ScalarOp Or = new("or", 2, Traits.Pure | Traits.Commutative)
    {
        Symbol = "|", I32 = (int a, int b) => a | b, I64 = (long a, long b) => a | b, Bool = (bool a, bool b) => a | b,
    };

    public static readonly ScalarOp Xor = new("xor", 2, Traits.Pure | Traits.Commutative)
    {
        Symbol = "^", I32 = (int a, int b) => a ^ b, I64 = (long a, long b) => a ^ b, Bool = (bool a, bool b) => a ^ b,
    };

    public static readonly ScalarOp Not = new("not", 1)
    {
        Symbol = "!", Bool = (bool a) => !a,
    };

    public static readonly ScalarOp BitNot = new("bitnot", 1)
    {
        Symbol = "~", I32 = (int a) => ~a, I64 = (long a) => ~a,
    };

    /// <summary>The count is of the type of the value shifted.</summary>
    public static readonly ScalarOp Shl = new("shl", 2)
    {
        Symbol = "<<", I32 = (int a, int b) => a << b, I64 = (long a, long b) => a << (int)b,
    };

    public static readonly ScalarOp Shr = new("shr", 2)
    {
        Symbol = ">>", I32 = (int a, int b) => a >> b, I64 = (long a, long b) => a >> (int)b,
    };

    public static readonly ScalarOp ShrUnsigned = new("ushr", 2)
    {
        Symbol = ">>>", I32 = (int a, int b) => a >>> b, I64 = (long a, long b) => a >>> (int)b,
    };

    // Integer arithmetic in a checked context raises OverflowException.
    public static readonly ScalarOp AddChecked = new("add.ovf", 2, Traits.Pure | Traits.Traps)
    {
        I32 = (int a, int b) => checked(a + b), I64 = (long a, long b) => checked(a + b),
    };

    public static readonly ScalarOp SubChecked = new("sub.ovf", 2, Traits.Pure | Traits.Traps)
    {
        I32 = (int a, int b) => checked(a - b), I64 = (long a, long b) => checked(a - b),
    };

    public static readonly ScalarOp MulChecked = new("mul.ovf", 2, Traits.Pure | Traits.Traps)
    {
        I32 = (int a, int b) => checked(a * b), I64 = (long a, long b) => checked(a * b),
    };

    public static readonly ScalarOp NegChecked = new("neg.ovf", 1, Traits.Pure | Traits.Traps)
    {
        I32 = (int a) => checked(-a), I64 = (long a) => checked(-a),
    };
}
