using ExprAD.IR;

namespace ExprAD.Tests.IR.Operations;

/// <summary>The numbers at which functions tend to go wrong, and some others.</summary>
internal static class SpecialValues
{
    public static readonly double[] F64 =
    [
        0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 1.5, 2.5, -2.5, 0.1, -0.1, 10, 100, 45.25, -7.75, 710, -745, 1e-8, 1e16, -1e16, 1e300, -1e300, 1e-300,
        double.Epsilon, -double.Epsilon, 2.2250738585072014E-308, double.MaxValue, double.MinValue,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN, Math.PI, Math.E, 0.49999999999999994, 4503599627370497.5,
    ];

    public static readonly float[] F32 = [.. F64.Select(d => (float)d).Concat([float.Epsilon, -float.Epsilon, float.MaxValue, 88.8f, -104]).Distinct()];

    public static readonly int[] I32 = [0, 1, -1, 2, 3, -3, 7, 15, 16, -40, 127, -128, 255, 1100, int.MaxValue, int.MinValue];

    public static readonly long[] I64 = [.. I32.Select(i => (long)i), 4294967295, long.MaxValue, long.MinValue];

    public static object[] Of(Type type) =>
        type == typeof(double) ? [.. F64.Cast<object>()]
        : type == typeof(float) ? [.. F32.Cast<object>()]
        : type == typeof(bool) ? [false, true]
        : type == typeof(MidpointRounding) ? [.. Enum.GetValues<MidpointRounding>().Cast<object>()]
        : type == typeof(long) ? [.. I64.Cast<object>()]
        : type == typeof(int) ? [.. I32.Cast<object>()]
        : [.. I64.Select(i => Convert(i, type)).Distinct()];

    public static object[] Of(TypeKind kind) => Of(kind switch
    {
        TypeKind.F64 => typeof(double),
        TypeKind.F32 => typeof(float),
        TypeKind.I32 => typeof(int),
        TypeKind.I64 => typeof(long),
        _ => typeof(bool),
    });

    /// <summary>All combinations of the values of several types; of three types, with gaps.</summary>
    public static IEnumerable<object[]> Combinations(params Type[] types)
    {
        IEnumerable<object[]> rows = [[]];
        foreach (var type in types)
        {
            rows = rows.SelectMany(row => Of(type), (row, v) => (object[])[.. row, v]);
        }

        return types.Length < 3 ? rows : rows.Where((_, i) => i % 7 == 0);
    }

    /// <summary>The same bits, NaN being one value.</summary>
    public static bool Same(object? a, object? b) => (a, b) switch
    {
        (double x, double y) => double.IsNaN(x) ? double.IsNaN(y) : BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y),
        (float x, float y) => float.IsNaN(x) ? float.IsNaN(y) : BitConverter.SingleToInt32Bits(x) == BitConverter.SingleToInt32Bits(y),
        _ => Equals(a, b),
    };

    private static object Convert(long value, Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.SByte => unchecked((sbyte)value),
        TypeCode.Byte => unchecked((byte)value),
        TypeCode.Int16 => unchecked((short)value),
        TypeCode.UInt16 => unchecked((ushort)value),
        TypeCode.UInt32 => unchecked((object)(uint)value),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
