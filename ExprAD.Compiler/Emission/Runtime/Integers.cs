using System.Runtime.CompilerServices;

namespace ExprAD.Emission.Runtime;

/// <summary>What expression trees have no node for.</summary>
internal static class Integers
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ShiftRightUnsigned(int value, int count) => value >>> count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long ShiftRightUnsigned(long value, long count) => value >>> (int)count;

    public static ulong Divide(ulong a, ulong b) => a / b;

    public static ulong Remainder(ulong a, ulong b) => a % b;

    public static ulong AddChecked(ulong a, ulong b) => checked(a + b);

    public static ulong SubtractChecked(ulong a, ulong b) => checked(a - b);

    public static ulong MultiplyChecked(ulong a, ulong b) => checked(a * b);
}
