namespace ExprAD.Emission.Runtime;

/// <summary>
/// C# casts from and to the integers that the graph does not have. Both compilers of expressions have conversions of their own for these,
/// but not always the right ones. What is cast is first made a <see cref="long"/> or a <see cref="double"/>, which loses nothing.
/// </summary>
internal static class Casts
{
    public static long ToInt64(uint value) => value;

    public static long ToInt64(ulong value) => unchecked((long)value);

    public static double ToDouble(ulong value) => value;

    public static float ToSingle(ulong value) => value;

    public static sbyte ToSByte(long value) => unchecked((sbyte)value);

    public static sbyte ToSByte(double value) => unchecked((sbyte)value);

    public static byte ToByte(long value) => unchecked((byte)value);

    public static byte ToByte(double value) => unchecked((byte)value);

    public static short ToInt16(long value) => unchecked((short)value);

    public static short ToInt16(double value) => unchecked((short)value);

    public static ushort ToUInt16(long value) => unchecked((ushort)value);

    public static ushort ToUInt16(double value) => unchecked((ushort)value);

    public static char ToChar(long value) => unchecked((char)value);

    public static char ToChar(double value) => unchecked((char)value);

    public static uint ToUInt32(long value) => unchecked((uint)value);

    public static uint ToUInt32(double value) => unchecked((uint)value);

    public static ulong ToUInt64(long value) => unchecked((ulong)value);

    public static ulong ToUInt64(double value) => unchecked((ulong)value);

    public static sbyte CheckedToSByte(long value) => checked((sbyte)value);

    public static sbyte CheckedToSByte(double value) => checked((sbyte)value);

    public static byte CheckedToByte(long value) => checked((byte)value);

    public static byte CheckedToByte(double value) => checked((byte)value);

    public static short CheckedToInt16(long value) => checked((short)value);

    public static short CheckedToInt16(double value) => checked((short)value);

    public static ushort CheckedToUInt16(long value) => checked((ushort)value);

    public static ushort CheckedToUInt16(double value) => checked((ushort)value);

    public static char CheckedToChar(long value) => checked((char)value);

    public static char CheckedToChar(double value) => checked((char)value);

    public static uint CheckedToUInt32(long value) => checked((uint)value);

    public static uint CheckedToUInt32(double value) => checked((uint)value);

    public static ulong CheckedToUInt64(long value) => checked((ulong)value);

    public static ulong CheckedToUInt64(double value) => checked((ulong)value);
}
