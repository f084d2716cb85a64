using System.Collections.Concurrent;
using System.Runtime.Intrinsics;

namespace ExprAD.IR;

/// <summary>
/// Vectors: <c>f64x8</c> is eight numbers side by side. Truth values of lanes are masks, as wide as the numbers that were compared:
/// <c>m64x8</c> goes with <c>f64x8</c>.
/// </summary>
internal sealed partial class IrType
{
    private static readonly ConcurrentDictionary<(Type Lane, int Lanes, bool IsMask), IrType> Vectors = new();

    /// <summary>The number of lanes of a vector, 0 for other types.</summary>
    public int Lanes { get; }

    public bool IsVector => Kind == TypeKind.Vector;

    public bool IsMask => Kind == TypeKind.Vector && Element == Bool;

    /// <summary>The type of one lane: of a scalar, the scalar itself.</summary>
    public IrType Lane => IsVector ? Element : this;

    /// <summary>The bytes that a value takes in a register, or that one lane of a vector takes.</summary>
    public int LaneBytes => IsMask ? MaskBytes : Lane.Kind switch
    {
        TypeKind.F64 or TypeKind.I64 => 8,
        TypeKind.F32 or TypeKind.I32 => 4,
        _ => throw new InvalidOperationException($"{this} does not go into lanes."),
    };

    private int MaskBytes => Clr.GenericTypeArguments[0] == typeof(long) ? 8 : 4;

    /// <summary>A number in each lane.</summary>
    public static IrType VectorOf(IrType lane, int lanes) => Vectors.GetOrAdd(
        (lane.Clr, lanes, false),
        _ => new IrType(TypeKind.Vector, Register(lane.LaneBytes * lanes).MakeGenericType(lane.Clr), lane, lanes: lanes));

    /// <summary>A truth value in each lane, of so many bytes.</summary>
    public static IrType MaskOf(int laneBytes, int lanes) => Vectors.GetOrAdd(
        (laneBytes == 8 ? typeof(long) : typeof(int), lanes, true),
        key => new IrType(TypeKind.Vector, Register(laneBytes * lanes).MakeGenericType(key.Lane), Bool, lanes: lanes));

    private static Type Register(int bytes) => bytes switch
    {
        64 => typeof(Vector512<>),
        32 => typeof(Vector256<>),
        16 => typeof(Vector128<>),
        8 => typeof(Vector64<>),
        _ => throw new ArgumentOutOfRangeException(nameof(bytes)),
    };
}
