using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ExprAD.Emission.Runtime;

/// <summary>
/// Elements of arrays side by side as one vector, of whatever width. No index is checked here: that it
/// is within the array was proved, or is what <see cref="Within{T}(T[], int, int)"/> and its like are for.
/// </summary>
internal static class VectorMemory
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<T, TVector>(T[] array, int i)
        where T : unmanaged
        where TVector : unmanaged => Unsafe.ReadUnaligned<TVector>(ref Bytes(ref At(array, i)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<T, TVector>(T[,] array, int i, int j)
        where T : unmanaged
        where TVector : unmanaged => Unsafe.ReadUnaligned<TVector>(ref Bytes(ref At(array, i, j)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<T, TVector>(T[,,] array, int i, int j, int k)
        where T : unmanaged
        where TVector : unmanaged => Unsafe.ReadUnaligned<TVector>(ref Bytes(ref At(array, i, j, k)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T, TVector>(T[] array, int i, TVector value)
        where T : unmanaged
        where TVector : unmanaged => Unsafe.WriteUnaligned(ref Bytes(ref At(array, i)), value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T, TVector>(T[,] array, int i, int j, TVector value)
        where T : unmanaged
        where TVector : unmanaged => Unsafe.WriteUnaligned(ref Bytes(ref At(array, i, j)), value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T, TVector>(T[,,] array, int i, int j, int k, TVector value)
        where T : unmanaged
        where TVector : unmanaged => Unsafe.WriteUnaligned(ref Bytes(ref At(array, i, j, k)), value);

    /// <summary>The index of the first of <paramref name="lanes"/> elements, which are all within the array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Within<T>(T[] array, int i, int lanes) => Within(array.Length, i, lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Within(int length, int i, int lanes)
    {
        if (i < 0 || i > length - lanes)
        {
            Outside();
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T At<T>(T[] array, int i) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), (nint)(uint)i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T At<T>(T[,] array, int i, int j) => ref Unsafe.Add(ref First<T>(array), Offset(array, i, j));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T At<T>(T[,,] array, int i, int j, int k) =>
        ref Unsafe.Add(ref First<T>(array), Offset(array, i, j, k));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Offset<T>(T[,] array, int i, int j) => ((nint)i * array.GetLength(1)) + j;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Offset<T>(T[,,] array, int i, int j, int k) => ((((nint)i * array.GetLength(1)) + j) * array.GetLength(2)) + k;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T First<T>(Array array) => ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref byte Bytes<T>(ref T element) => ref Unsafe.As<T, byte>(ref element);

    [DoesNotReturn]
    [SuppressMessage("Usage", "CA2201", Justification = "What the access itself would raise.")]
    private static void Outside() => throw new IndexOutOfRangeException();
}
