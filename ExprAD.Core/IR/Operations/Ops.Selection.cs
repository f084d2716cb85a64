namespace ExprAD.IR;

internal static partial class Ops
{
    // Functions that give one of their operands, or change its sign. Domains stay clear of ties, which the conventions settle.
    public static readonly ScalarOp Abs = Unary("abs", Math.Abs, MathF.Abs, cost: 1, (0.1, 3));
    public static readonly ScalarOp CopySign = Binary("copysign", Math.CopySign, MathF.CopySign, cost: 2, (0.1, 3), (-3, -0.1));

    public static readonly ScalarOp Max = new("max", 2)
    {
        F64 = (Func<double, double, double>)Math.Max, F32 = (Func<float, float, float>)MathF.Max,
        I32 = (Func<int, int, int>)Math.Max, I64 = (Func<long, long, long>)Math.Max, Domain = [(-3, 0.9), (1, 3)],
    };

    public static readonly ScalarOp Min = new("min", 2)
    {
        F64 = (Func<double, double, double>)Math.Min, F32 = (Func<float, float, float>)MathF.Min,
        I32 = (Func<int, int, int>)Math.Min, I64 = (Func<long, long, long>)Math.Min, Domain = [(-3, 0.9), (1, 3)],
    };

    public static readonly ScalarOp MaxMagnitude = Binary("maxmagnitude", Math.MaxMagnitude, MathF.MaxMagnitude, cost: 4, (-0.9, 0.9), (1, 3));
    public static readonly ScalarOp MinMagnitude = Binary("minmagnitude", Math.MinMagnitude, MathF.MinMagnitude, cost: 4, (-0.9, 0.9), (1, 3));

    // Of a NaN and a number, these give the number.
    public static readonly ScalarOp MaxNumber = Binary("maxnumber", double.MaxNumber, float.MaxNumber, cost: 4, (-3, 0.9), (1, 3));
    public static readonly ScalarOp MinNumber = Binary("minnumber", double.MinNumber, float.MinNumber, cost: 4, (-3, 0.9), (1, 3));
    public static readonly ScalarOp MaxMagnitudeNumber = Binary("maxmagnitudenumber", double.MaxMagnitudeNumber, float.MaxMagnitudeNumber, cost: 4, (-0.9, 0.9), (1, 3));
    public static readonly ScalarOp MinMagnitudeNumber = Binary("minmagnitudenumber", double.MinMagnitudeNumber, float.MinMagnitudeNumber, cost: 4, (-0.9, 0.9), (1, 3));

    // What the processor does with NaN and with zeros of both signs.
    public static readonly ScalarOp MaxNative = Binary("maxnative", double.MaxNative, float.MaxNative, cost: 2, (-3, 0.9), (1, 3));
    public static readonly ScalarOp MinNative = Binary("minnative", double.MinNative, float.MinNative, cost: 2, (-3, 0.9), (1, 3));

    /// <summary>Raises when the lower bound is above the upper one.</summary>
    public static readonly ScalarOp Clamp = new("clamp", 3, Traits.Pure | Traits.Traps, cost: 3)
    {
        F64 = (Func<double, double, double, double>)Math.Clamp, F32 = (Func<float, float, float, float>)Math.Clamp,
        I32 = (Func<int, int, int, int>)Math.Clamp, I64 = (Func<long, long, long, long>)Math.Clamp, Domain = [(-3, 0.9), (1, 2), (2.1, 3)],
    };

    /// <summary>As <see cref="Clamp"/>, but NaN where a bound is, and 0 above −0: what <c>double.Clamp</c> does.</summary>
    public static readonly ScalarOp ClampOrdered = new("clampordered", 3, Traits.Pure | Traits.Traps, cost: 3)
    {
        F64 = double.Clamp, F32 = float.Clamp, Domain = [(-3, 0.9), (1, 2), (2.1, 3)],
    };

    /// <summary>As <see cref="Clamp"/>, with what the processor does with NaN and zeros.</summary>
    public static readonly ScalarOp ClampNative = new("clampnative", 3, Traits.Pure | Traits.Traps, cost: 3)
    {
        F64 = double.ClampNative, F32 = float.ClampNative, Domain = [(-3, 0.9), (1, 2), (2.1, 3)],
    };
}
