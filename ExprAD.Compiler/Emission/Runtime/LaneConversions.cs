using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ExprAD.Emission.Runtime;

/// <summary>Conversions of vectors as the casts of C#: one method for each pair of types that comes up.</summary>
internal static class LaneConversions
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ToDouble(Vector256<int> v) =>
        Avx512F.IsSupported ? Avx512F.ConvertToVector512Double(v) : Vector512.ConvertToDouble(ToInt64(v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> ToDouble(Vector128<int> v) =>
        Avx.IsSupported ? Avx.ConvertToVector256Double(v) : Vector256.ConvertToDouble(ToInt64(v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ToDouble(Vector512<long> v) => Vector512.ConvertToDouble(v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> ToDouble(Vector256<long> v) => Vector256.ConvertToDouble(v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ToDouble(Vector256<float> v) => Vector512.Create(Vector256.WidenLower(v), Vector256.WidenUpper(v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> ToDouble(Vector128<float> v) => Vector256.Create(Vector128.WidenLower(v), Vector128.WidenUpper(v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ToSingle(Vector512<double> v) => Vector256.Narrow(v.GetLower(), v.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ToSingle(Vector256<double> v) => Vector128.Narrow(v.GetLower(), v.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ToSingle(Vector512<int> v) => Vector512.ConvertToSingle(v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ToSingle(Vector256<int> v) => Vector256.ConvertToSingle(v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> ToInt64(Vector256<int> v) => Vector512.Create(Vector256.WidenLower(v), Vector256.WidenUpper(v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> ToInt64(Vector128<int> v) => Vector256.Create(Vector128.WidenLower(v), Vector128.WidenUpper(v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ToInt32(Vector512<long> v) => Vector256.Narrow(v.GetLower(), v.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> ToInt32(Vector256<long> v) => Vector128.Narrow(v.GetLower(), v.GetUpper());

    // Vectors of two numbers, on machines that have no wider ones.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> ToDouble(Vector64<int> v) => Vector128.ConvertToDouble(ToInt64(v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> ToDouble(Vector128<long> v) => Vector128.ConvertToDouble(v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> ToDouble(Vector64<float> v) => Vector128.Create(Vector64.WidenLower(v), Vector64.WidenUpper(v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector64<float> ToSingle(Vector128<double> v) => Vector64.Narrow(v.GetLower(), v.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ToSingle(Vector128<int> v) => Vector128.ConvertToSingle(v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> ToInt64(Vector64<int> v) => Vector128.Create(Vector64.WidenLower(v), Vector64.WidenUpper(v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector64<int> ToInt32(Vector128<long> v) => Vector64.Narrow(v.GetLower(), v.GetUpper());
}
