using System.Globalization;
using System.Numerics;

namespace ExprAD.Interpretation;

/// <summary>The casts of C# between primitive types, on boxed values.</summary>
internal static class Casts
{
    public static object Unchecked(object value, TypeCode to) => value switch
    {
        double d => Unchecked(d, to),
        float f => to == TypeCode.Single ? f : Unchecked((double)f, to),
        bool b => to == TypeCode.Boolean ? b : Truncate(b ? 1 : 0, to),
        ulong u => Truncate(u, to),
        _ => Truncate(Convert.ToInt64(value, CultureInfo.InvariantCulture), to),
    };

    /// <summary>As a cast in a checked context: raises where the number does not fit.</summary>
    public static object Checked(object value, TypeCode to) => value switch
    {
        double d => Exact(d, to),
        float f => Exact(f, to),
        ulong u => Exact(u, to),
        bool b => Unchecked(b, to),
        _ => Exact(Convert.ToInt64(value, CultureInfo.InvariantCulture), to),
    };

    // One arm of each switch says `object`, lest all arms be converted to their best common type.
    // The generic conversions of the base class library saturate where a cast from a float to a narrow integer cuts bits off.
    private static object Unchecked(double value, TypeCode to) => to switch
    {
        TypeCode.SByte => (object)unchecked((sbyte)value),
        TypeCode.Byte => unchecked((byte)value),
        TypeCode.Int16 => unchecked((short)value),
        TypeCode.UInt16 => unchecked((ushort)value),
        TypeCode.Char => unchecked((char)value),
        TypeCode.Int32 => unchecked((int)value),
        TypeCode.UInt32 => unchecked((uint)value),
        TypeCode.Int64 => unchecked((long)value),
        TypeCode.UInt64 => unchecked((ulong)value),
        TypeCode.Single => (float)value,
        TypeCode.Double => value,
        _ => throw new ArgumentOutOfRangeException(nameof(to)),
    };

    private static object Truncate<T>(T value, TypeCode to)
        where T : IBinaryInteger<T> => to switch
        {
            TypeCode.Boolean => !T.IsZero(value),
            TypeCode.SByte => sbyte.CreateTruncating(value),
            TypeCode.Byte => byte.CreateTruncating(value),
            TypeCode.Int16 => short.CreateTruncating(value),
            TypeCode.UInt16 => ushort.CreateTruncating(value),
            TypeCode.Char => (char)ushort.CreateTruncating(value),
            TypeCode.Int32 => int.CreateTruncating(value),
            TypeCode.UInt32 => uint.CreateTruncating(value),
            TypeCode.Int64 => long.CreateTruncating(value),
            TypeCode.UInt64 => ulong.CreateTruncating(value),
            TypeCode.Single => float.CreateTruncating(value),
            TypeCode.Double => double.CreateTruncating(value),
            _ => throw new ArgumentOutOfRangeException(nameof(to)),
        };

    private static object Exact<T>(T value, TypeCode to)
        where T : INumber<T> => to switch
        {
            TypeCode.SByte => (object)sbyte.CreateChecked(value),
            TypeCode.Byte => byte.CreateChecked(value),
            TypeCode.Int16 => short.CreateChecked(value),
            TypeCode.UInt16 => ushort.CreateChecked(value),
            TypeCode.Char => (char)ushort.CreateChecked(value),
            TypeCode.Int32 => int.CreateChecked(value),
            TypeCode.UInt32 => uint.CreateChecked(value),
            TypeCode.Int64 => long.CreateChecked(value),
            TypeCode.UInt64 => ulong.CreateChecked(value),
            TypeCode.Single => float.CreateChecked(value),
            TypeCode.Double => double.CreateChecked(value),
            _ => throw new ArgumentOutOfRangeException(nameof(to)),
        };
}
