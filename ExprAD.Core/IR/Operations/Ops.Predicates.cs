namespace ExprAD.IR;

internal static partial class Ops
{
    // Questions about one number.
    public static readonly ScalarOp IsNaN = Predicate("isnan", double.IsNaN, float.IsNaN);
    public static readonly ScalarOp IsFinite = Predicate("isfinite", double.IsFinite, float.IsFinite);
    public static readonly ScalarOp IsInfinity = Predicate("isinfinity", double.IsInfinity, float.IsInfinity);
    public static readonly ScalarOp IsPositiveInfinity = Predicate("ispositiveinfinity", double.IsPositiveInfinity, float.IsPositiveInfinity);
    public static readonly ScalarOp IsNegativeInfinity = Predicate("isnegativeinfinity", double.IsNegativeInfinity, float.IsNegativeInfinity);
    public static readonly ScalarOp IsPositive = Predicate("ispositive", double.IsPositive, float.IsPositive);
    public static readonly ScalarOp IsNegative = Predicate("isnegative", double.IsNegative, float.IsNegative);
    public static readonly ScalarOp IsNormal = Predicate("isnormal", double.IsNormal, float.IsNormal);
    public static readonly ScalarOp IsSubnormal = Predicate("issubnormal", double.IsSubnormal, float.IsSubnormal);
    public static readonly ScalarOp IsInteger = Predicate("isinteger", double.IsInteger, float.IsInteger);
    public static readonly ScalarOp IsEvenInteger = Predicate("iseveninteger", double.IsEvenInteger, float.IsEvenInteger);
    public static readonly ScalarOp IsOddInteger = Predicate("isoddinteger", double.IsOddInteger, float.IsOddInteger);
    public static readonly ScalarOp IsRealNumber = Predicate("isrealnumber", double.IsRealNumber, float.IsRealNumber);
    public static readonly ScalarOp IsPow2 = Predicate("ispow2", double.IsPow2, float.IsPow2);
}
