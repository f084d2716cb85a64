namespace ExprAD.IR;

internal static partial class Ops
{
    // Comparisons. a > b is b < a; !(a < b) is not b <= a, because of NaN.
    public static readonly ScalarOp Lt = new("lt", 2)
    {
        Symbol = "<", ResultType = ResultType.Bool,
        F64 = (double a, double b) => a < b, F32 = (float a, float b) => a < b,
        I32 = (int a, int b) => a < b, I64 = (long a, long b) => a < b,
    };

    public static readonly ScalarOp Le = new("le", 2)
    {
        Symbol = "<=", ResultType = ResultType.Bool,
        F64 = (double a, double b) => a <= b, F32 = (float a, float b) => a <= b,
        I32 = (int a, int b) => a <= b, I64 = (long a, long b) => a <= b,
    };

    public static readonly ScalarOp Eq = new("eq", 2, Traits.Pure | Traits.Commutative)
    {
        Symbol = "==", ResultType = ResultType.Bool,
        F64 = (double a, double b) => a == b, F32 = (float a, float b) => a == b,
        I32 = (int a, int b) => a == b, I64 = (long a, long b) => a == b, Bool = (bool a, bool b) => a == b,
    };

    public static readonly ScalarOp Ne = new("ne", 2, Traits.Pure | Traits.Commutative)
    {
        Symbol = "!=", ResultType = ResultType.Bool,
        F64 = (double a, double b) => a != b, F32 = (float a, float b) => a != b,
        I32 = (int a, int b) => a != b, I64 = (long a, long b) => a != b, Bool = (bool a, bool b) => a != b,
    };

    /// <summary>
    /// c ? a : b of two values that are both at hand; where one must not be evaluated, <see cref="If"/>.
    /// Exists on every type, objects included, so it has no delegates.
    /// </summary>
    public static readonly ScalarOp Select = new("select", 3) { Decisive = 1 };

    /// <summary>Whether an object reference is null.</summary>
    public static readonly ScalarOp IsNull = new("isnull", 1) { ResultType = ResultType.Bool };

    /// <summary>Conversion between scalar types, as an unchecked C# cast; the target is the node's type, the attribute a narrower CLR type to pass through.</summary>
    public static readonly Op Convert = new("convert", Traits.Pure, cost: 4);

    /// <summary>As <see cref="Convert"/>, in a checked context.</summary>
    public static readonly Op ConvertChecked = new("convert.ovf", Traits.Pure | Traits.Traps, cost: 6);
}
