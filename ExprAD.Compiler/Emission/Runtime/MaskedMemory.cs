using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ExprAD.Emission.Runtime;

/// <summary>As <see cref="VectorMemory"/>, of the lanes that a mask selects: the others read zero and are written nowhere, and need not be within the array.</summary>
internal static unsafe class MaskedMemory
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<T, TVector, TMask>(T[] array, int i, TMask mask)
        where T : unmanaged
        where TVector : unmanaged
        where TMask : unmanaged => Load<T, TVector, TMask>(ref MemoryMarshal.GetArrayDataReference(array), i, mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<T, TVector, TMask>(T[,] array, int i, int j, TMask mask)
        where T : unmanaged
        where TVector : unmanaged
        where TMask : unmanaged => Load<T, TVector, TMask>(ref VectorMemory.First<T>(array), VectorMemory.Offset(array, i, j), mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<T, TVector, TMask>(T[,,] array, int i, int j, int k, TMask mask)
        where T : unmanaged
        where TVector : unmanaged
        where TMask : unmanaged => Load<T, TVector, TMask>(ref VectorMemory.First<T>(array), VectorMemory.Offset(array, i, j, k), mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T, TVector, TMask>(T[] array, int i, TVector value, TMask mask)
        where T : unmanaged
        where TVector : unmanaged
        where TMask : unmanaged => Store(ref MemoryMarshal.GetArrayDataReference(array), i, value, mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T, TVector, TMask>(T[,] array, int i, int j, TVector value, TMask mask)
        where T : unmanaged
        where TVector : unmanaged
        where TMask : unmanaged => Store(ref VectorMemory.First<T>(array), VectorMemory.Offset(array, i, j), value, mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T, TVector, TMask>(T[,,] array, int i, int j, int k, TVector value, TMask mask)
        where T : unmanaged
        where TVector : unmanaged
        where TMask : unmanaged => Store(ref VectorMemory.First<T>(array), VectorMemory.Offset(array, i, j, k), value, mask);

    /// <summary>The index of the first lane; the first and the last of those selected, and so all, are within the array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Within<TMask>(int length, int i, TMask mask, int laneBytes)
        where TMask : unmanaged
    {
        var active = Bits(mask, laneBytes);
        if (active != 0)
        {
            VectorMemory.Within(length, i + BitOperations.TrailingZeroCount(active), 1);
            VectorMemory.Within(length, i + BitOperations.Log2((uint)active), 1);
        }

        return i;
    }

    /// <summary>A bit a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Bits<TMask>(TMask mask, int laneBytes)
        where TMask : unmanaged =>
        (int)(sizeof(TMask) == 64 ? (uint)(laneBytes == 8 ? Vector512.ExtractMostSignificantBits(Unsafe.BitCast<TMask, Vector512<long>>(mask)) : Vector512.ExtractMostSignificantBits(Unsafe.BitCast<TMask, Vector512<int>>(mask)))
        : sizeof(TMask) == 32 ? laneBytes == 8 ? Vector256.ExtractMostSignificantBits(Unsafe.BitCast<TMask, Vector256<long>>(mask)) : Vector256.ExtractMostSignificantBits(Unsafe.BitCast<TMask, Vector256<int>>(mask))
        : sizeof(TMask) == 16 ? laneBytes == 8 ? Vector128.ExtractMostSignificantBits(Unsafe.BitCast<TMask, Vector128<long>>(mask)) : Vector128.ExtractMostSignificantBits(Unsafe.BitCast<TMask, Vector128<int>>(mask))
        : laneBytes == 8 ? Vector64.ExtractMostSignificantBits(Unsafe.BitCast<TMask, Vector64<long>>(mask)) : Vector64.ExtractMostSignificantBits(Unsafe.BitCast<TMask, Vector64<int>>(mask)));

    // The instructions want addresses. A pinned variable is one store to the stack; the helpers are inlined nevertheless.
    // It is the beginning of the array that is pinned: where the first lane would be need not be within it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load<T, TVector, TMask>(ref T first, nint at, TMask mask)
        where T : unmanaged
        where TVector : unmanaged
        where TMask : unmanaged
    {
        if (sizeof(TVector) == 64 && Avx512F.IsSupported)
        {
            fixed (T* p = &first)
            {
                return sizeof(T) == 8
                    ? Unsafe.BitCast<Vector512<double>, TVector>(Avx512F.MaskLoad((double*)(p + at), Unsafe.BitCast<TMask, Vector512<double>>(mask), Vector512<double>.Zero))
                    : Unsafe.BitCast<Vector512<float>, TVector>(Avx512F.MaskLoad((float*)(p + at), Unsafe.BitCast<TMask, Vector512<float>>(mask), Vector512<float>.Zero));
            }
        }

        if (sizeof(TVector) == 32 && Avx.IsSupported)
        {
            fixed (T* p = &first)
            {
                return sizeof(T) == 8
                    ? Unsafe.BitCast<Vector256<double>, TVector>(Avx.MaskLoad((double*)(p + at), Unsafe.BitCast<TMask, Vector256<double>>(mask)))
                    : Unsafe.BitCast<Vector256<float>, TVector>(Avx.MaskLoad((float*)(p + at), Unsafe.BitCast<TMask, Vector256<float>>(mask)));
            }
        }

        return LoadLanes<T, TVector, TMask>(ref first, at, mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T, TVector, TMask>(ref T first, nint at, TVector value, TMask mask)
        where T : unmanaged
        where TVector : unmanaged
        where TMask : unmanaged
    {
        if (sizeof(TVector) == 64 && Avx512F.IsSupported)
        {
            fixed (T* p = &first)
            {
                if (sizeof(T) == 8)
                {
                    Avx512F.MaskStore((double*)(p + at), Unsafe.BitCast<TMask, Vector512<double>>(mask), Unsafe.BitCast<TVector, Vector512<double>>(value));
                }
                else
                {
                    Avx512F.MaskStore((float*)(p + at), Unsafe.BitCast<TMask, Vector512<float>>(mask), Unsafe.BitCast<TVector, Vector512<float>>(value));
                }
            }
        }
        else if (sizeof(TVector) == 32 && Avx.IsSupported)
        {
            fixed (T* p = &first)
            {
                if (sizeof(T) == 8)
                {
                    Avx.MaskStore((double*)(p + at), Unsafe.BitCast<TMask, Vector256<double>>(mask), Unsafe.BitCast<TVector, Vector256<double>>(value));
                }
                else
                {
                    Avx.MaskStore((float*)(p + at), Unsafe.BitCast<TMask, Vector256<float>>(mask), Unsafe.BitCast<TVector, Vector256<float>>(value));
                }
            }
        }
        else
        {
            StoreLanes(ref first, at, value, mask);
        }
    }

    private static TVector LoadLanes<T, TVector, TMask>(ref T first, nint at, TMask mask)
        where T : unmanaged
        where TVector : unmanaged
        where TMask : unmanaged
    {
        var value = default(TVector);
        var active = Bits(mask, sizeof(T));
        for (var l = 0; l < sizeof(TVector) / sizeof(T); l++)
        {
            if ((active >> l & 1) != 0)
            {
                Unsafe.Add(ref Unsafe.As<TVector, T>(ref value), l) = Unsafe.Add(ref first, at + l);
            }
        }

        return value;
    }

    private static void StoreLanes<T, TVector, TMask>(ref T first, nint at, TVector value, TMask mask)
        where T : unmanaged
        where TVector : unmanaged
        where TMask : unmanaged
    {
        var active = Bits(mask, sizeof(T));
        for (var l = 0; l < sizeof(TVector) / sizeof(T); l++)
        {
            if ((active >> l & 1) != 0)
            {
                Unsafe.Add(ref first, at + l) = Unsafe.Add(ref Unsafe.As<TVector, T>(ref value), l);
            }
        }
    }
}
