using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ExprAD.Vectors;

/// <summary>Two doubles.</summary>
internal readonly struct Lanes128(Vector128<double> vector) : ILanes<Lanes128>
{
    private readonly Vector128<double> vector = vector;

    public double First => vector.ToScalar();

    private Vector128<ulong> Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => vector.AsUInt64();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lanes128(Vector128<double> vector) => new(vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Vector128<double>(Lanes128 lanes) => lanes.vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator +(Lanes128 a, Lanes128 b) => a.vector + b.vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator -(Lanes128 a, Lanes128 b) => a.vector - b.vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator *(Lanes128 a, Lanes128 b) => a.vector * b.vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator /(Lanes128 a, Lanes128 b) => a.vector / b.vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator -(Lanes128 a) => -a.vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator &(Lanes128 a, Lanes128 b) => a.vector & b.vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator |(Lanes128 a, Lanes128 b) => a.vector | b.vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator ^(Lanes128 a, Lanes128 b) => a.vector ^ b.vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator <<(Lanes128 a, int count) => (a.Bits << count).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator >>>(Lanes128 a, int count) => (a.Bits >>> count).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator <(Lanes128 a, Lanes128 b) => Vector128.LessThan(a.vector, b.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator >(Lanes128 a, Lanes128 b) => Vector128.GreaterThan(a.vector, b.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Of(double value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 OfBits(ulong bits) => Vector128.Create(bits).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Fma(Lanes128 a, Lanes128 b, Lanes128 c) => Vector128.FusedMultiplyAdd(a.vector, b.vector, c.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Sqrt(Lanes128 a) => Vector128.Sqrt(a.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Abs(Lanes128 a) => Vector128.Abs(a.vector);

    // The instruction gives its second operand where one is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 AtMost(Lanes128 limit, Lanes128 a) => Vector128.MinNative(limit.vector, a.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 AtLeast(Lanes128 limit, Lanes128 a) => Vector128.MaxNative(limit.vector, a.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 AreEqual(Lanes128 a, Lanes128 b) => Vector128.Equals(a.vector, b.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Select(Lanes128 mask, Lanes128 a, Lanes128 b) => Vector128.ConditionalSelect(mask.vector, a.vector, b.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes128 mask) => mask.vector.ExtractMostSignificantBits() != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 AddBits(Lanes128 a, Lanes128 b) => (a.Bits + b.Bits).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 SubtractBits(Lanes128 a, Lanes128 b) => (a.Bits - b.Bits).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Scale(Lanes128 a, Lanes128 n) => PowersOfTwo.Scale(a, n);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes128 Map(Func<double, double> function, Lanes128 a)
    {
        for (var i = 0; i < Vector128<double>.Count; i++)
        {
            a = a.vector.WithElement(i, function(a.vector[i]));
        }

        return a;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes128 Map(Func<double, double, double> function, Lanes128 a, Lanes128 b)
    {
        for (var i = 0; i < Vector128<double>.Count; i++)
        {
            a = a.vector.WithElement(i, function(a.vector[i], b.vector[i]));
        }

        return a;
    }
}
