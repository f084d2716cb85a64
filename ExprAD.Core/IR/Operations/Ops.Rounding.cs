namespace ExprAD.IR;

internal static partial class Ops
{
    // Piecewise constant functions.
    public static readonly ScalarOp Floor = Step("floor", Math.Floor, MathF.Floor);
    public static readonly ScalarOp Ceiling = Step("ceiling", Math.Ceiling, MathF.Ceiling);
    public static readonly ScalarOp Truncate = Step("truncate", Math.Truncate, MathF.Truncate);
    public static readonly ScalarOp Round = Step("round", Math.Round, MathF.Round);

    /// <summary>The second operand is the number of digits, an <c>i32</c>. This and the next two raise where digits or mode are out of range.</summary>
    public static readonly ScalarOp RoundDigits = new("round.digits", 2, Traits.Pure | Traits.Traps | Traits.NoDerivative, cost: 15)
    {
        F64 = (Func<double, int, double>)Math.Round, F32 = (Func<float, int, float>)MathF.Round,
    };

    /// <summary>The second operand is the <see cref="MidpointRounding"/>, as an <c>i32</c>.</summary>
    public static readonly ScalarOp RoundMode = new("round.mode", 2, Traits.Pure | Traits.Traps | Traits.NoDerivative, cost: 8)
    {
        F64 = (Func<double, MidpointRounding, double>)Math.Round, F32 = (Func<float, MidpointRounding, float>)MathF.Round,
    };

    public static readonly ScalarOp RoundDigitsMode = new("round.digits.mode", 3, Traits.Pure | Traits.Traps | Traits.NoDerivative, cost: 15)
    {
        F64 = (Func<double, int, MidpointRounding, double>)Math.Round, F32 = (Func<float, int, MidpointRounding, float>)MathF.Round,
    };

    /// <summary>−1, 0 or 1 as an <c>i32</c>; raises on NaN.</summary>
    public static readonly ScalarOp Sign = new("sign", 1, Traits.Pure | Traits.Traps | Traits.NoDerivative, cost: 2)
    {
        ResultType = ResultType.I32, F64 = (Func<double, int>)Math.Sign, F32 = (Func<float, int>)MathF.Sign,
    };

    /// <summary>The exponent of two, an <c>i32</c>.</summary>
    public static readonly ScalarOp ILogB = new("ilogb", 1, Traits.Pure | Traits.NoDerivative, cost: 4)
    {
        ResultType = ResultType.I32, F64 = Math.ILogB, F32 = MathF.ILogB,
    };

    // Functions that step over the bits of a number, or scale it by them.
    public static readonly ScalarOp BitIncrement = Unary("bitincrement", Math.BitIncrement, MathF.BitIncrement, cost: 3);
    public static readonly ScalarOp BitDecrement = Unary("bitdecrement", Math.BitDecrement, MathF.BitDecrement, cost: 3);

    /// <summary>x·2ⁿ; n is an <c>i32</c>.</summary>
    public static readonly ScalarOp ScaleB = new("scaleb", 2, cost: 6)
    {
        F64 = Math.ScaleB, F32 = MathF.ScaleB, Domain = [(-3, 3), (-5, 5)],
    };
}
