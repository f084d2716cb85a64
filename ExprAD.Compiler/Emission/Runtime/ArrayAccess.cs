using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ExprAD.Emission.Runtime;

/// <summary>
/// Accesses that expression trees can't spell: unchecked ones, whose indices the compiler has proved, those with 64-bit indices,
/// and additions in place that compute the address once. The JIT inlines them.
/// </summary>
internal static class ArrayAccess
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Load<T>(T[] array, int index) => Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Load<T>(T[] array, long index) => Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), (nint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(T[] array, int index, T value) => Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), index) = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(T[] array, long index, T value) => Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), (nint)index) = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(double[] array, int index, double value) => Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), index) += value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(double[] array, long index, double value) => Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), (nint)index) += value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(float[] array, int index, float value) => Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), index) += value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(float[] array, long index, float value) => Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), (nint)index) += value;
}
