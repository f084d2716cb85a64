using System.Runtime.CompilerServices;

namespace ExprAD.Emission.Runtime;

/// <summary>What expression trees have no node for.</summary>
internal static class Integers
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ShiftRightUnsigned(int value, int count) => value >>> count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long ShiftRightUnsigned(long value, long count) => value >>> (int)count;
}
