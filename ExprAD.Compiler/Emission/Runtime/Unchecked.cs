using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ExprAD.Emission.Runtime;

/// <summary>
/// Access to elements whose index was checked before, at an access the JIT can't connect with this one.
/// </summary>
internal static class Unchecked
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Load<T>(T[] array, int index) => At(array, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(T[] array, int index, T value) => At(array, index) = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo<T>(T[] array, int index, T value)
        where T : IAdditionOperators<T, T, T> => At(array, index) += value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref T At<T>(T[] array, int index) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), (nint)(uint)index);
}
