using System.Runtime.CompilerServices;
using ExprAD.Text;

namespace ExprAD.IR;

/// <summary>What a value is, as far as the compiler distinguishes it.</summary>
internal enum TypeKind : byte
{
    /// <summary>No value: stores, effects and region nodes, whose values are read by <see cref="Ops.Result"/>.</summary>
    Void,
    Bool,
    I32,
    I64,
    F32,
    F64,

    /// <summary>An array of rank 1 to 3, or a <see cref="List{T}"/>; jagged where the element is an array.</summary>
    Array,

    /// <summary>Values a loop keeps for the reverse sweep, one per iteration.</summary>
    Tape,

    /// <summary>A value of the user's that is only passed around and read from: data.</summary>
    Object,

    /// <summary>Several scalars of one type, the lanes, on which an operation works at once.</summary>
    Vector,
}

/// <summary>
/// The type of a value. Interned: two types are equal when they are the same reference.
/// Narrow and unsigned integers are widened to the next of <c>i32</c> and <c>i64</c> where they are read,
/// so that arithmetic knows five scalar types only; <see cref="Clr"/> of the array or member keeps the stored type.
/// </summary>
internal sealed partial class IrType
{
    private static readonly ConditionalWeakTable<Type, IrType> Interned = new();
    private static readonly ConditionalWeakTable<Type, IrType> Tapes = new();

    public static readonly IrType Void = new(TypeKind.Void, typeof(void));
    public static readonly IrType Bool = new(TypeKind.Bool, typeof(bool));
    public static readonly IrType I32 = new(TypeKind.I32, typeof(int));
    public static readonly IrType I64 = new(TypeKind.I64, typeof(long));
    public static readonly IrType F32 = new(TypeKind.F32, typeof(float));
    public static readonly IrType F64 = new(TypeKind.F64, typeof(double));

    private IrType(TypeKind kind, Type clr, IrType? element = null, int rank = 0, int lanes = 0)
    {
        Kind = kind;
        Clr = clr;
        ElementOrNull = element;
        Rank = rank;
        Lanes = lanes;
    }

    public TypeKind Kind { get; }

    /// <summary>The runtime type that holds such a value in emitted code.</summary>
    public Type Clr { get; }

    private IrType? ElementOrNull { get; }

    /// <summary>What a load from this array or tape gives; what a lane of this vector holds.</summary>
    public IrType Element => ElementOrNull ?? throw new InvalidOperationException($"{this} has no elements.");

    /// <summary>The number of indices of an array, 0 for other types.</summary>
    public int Rank { get; }

    /// <summary>The bytes that a value takes on a tape; of what is not a number, the reference.</summary>
    public int Size => Kind switch
    {
        TypeKind.Bool => sizeof(bool),
        TypeKind.I32 or TypeKind.F32 => sizeof(int),
        _ => sizeof(long),
    };

    public bool IsFloat => Kind is TypeKind.F32 or TypeKind.F64;

    public bool IsInteger => Kind is TypeKind.I32 or TypeKind.I64;

    public bool IsScalar => Kind is >= TypeKind.Bool and <= TypeKind.F64;

    public bool IsArray => Kind == TypeKind.Array;

    /// <summary>True for a <see cref="List{T}"/>, which is indexed like an array and counted by <c>Count</c>.</summary>
    public bool IsList => Kind == TypeKind.Array && !Clr.IsArray;

    /// <summary>True where floating-point numbers can be found: a float, or an array of such to any depth.</summary>
    public bool HoldsFloats => IsFloat || (IsArray && Element.HoldsFloats);

    /// <summary>The type of a value whose C# type is <paramref name="clr"/>.</summary>
    public static IrType Of(Type clr)
    {
        switch (Type.GetTypeCode(clr))
        {
            case TypeCode.Boolean: return Bool;
            case TypeCode.SByte or TypeCode.Byte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Char or TypeCode.Int32: return I32;
            case TypeCode.UInt32 or TypeCode.Int64 or TypeCode.UInt64: return I64;
            case TypeCode.Single: return F32;
            case TypeCode.Double: return F64;
        }

        return clr == typeof(void) ? Void : Interned.GetValue(clr, Make);
    }

    /// <summary>The tape that keeps values of type <paramref name="element"/>.</summary>
    public static IrType TapeOf(IrType element) =>
        Tapes.GetValue(element.Clr, _ => new IrType(TypeKind.Tape, element.Clr, element));

    private static IrType Make(Type clr)
    {
        if (clr.IsArray)
        {
            return clr.GetArrayRank() <= 3
                ? new IrType(TypeKind.Array, clr, Of(clr.GetElementType()!), clr.GetArrayRank())
                : new IrType(TypeKind.Object, clr);
        }

        return clr.IsGenericType && clr.GetGenericTypeDefinition() == typeof(List<>)
            ? new IrType(TypeKind.Array, clr, Of(clr.GenericTypeArguments[0]), rank: 1)
            : new IrType(TypeKind.Object, clr);
    }

    /// <summary>The type as the printer writes it and the parser reads it: <c>f64</c>, <c>f64[]</c>, <c>f64[,][]</c>, <c>obj&lt;Rows&gt;</c>.</summary>
    public override string ToString() => TypeText.Write(this);
}
