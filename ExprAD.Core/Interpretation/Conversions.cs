using ExprAD.IR;

namespace ExprAD.Interpretation;

/// <summary>Conversions between the scalars of a graph, the CLR types they stand for, and objects.</summary>
internal static class Conversions
{
    /// <summary>A value read from the user's memory as the graph holds it: narrow and unsigned integers become <c>i32</c> or <c>i64</c>.</summary>
    public static object? Widen(object? value, IrType type) => type.IsScalar && value is not null ? Carry(value, type.Kind) : value;

    /// <summary>A value of the graph as a variable of type <paramref name="clr"/> holds it.</summary>
    public static object? Narrow(object? value, Type clr) =>
        value is not null && clr.IsEnum ? Enum.ToObject(clr, value)
        : value is not null && clr.IsPrimitive && value.GetType() != clr ? Casts.Unchecked(value, Type.GetTypeCode(clr))
        : value;

    /// <summary>
    /// What a <c>convert</c> gives: first its attribute's type, if it has one, then the type of the graph that carries that.
    /// To an object it boxes or casts, from an object it unboxes or casts.
    /// </summary>
    public static object? Convert(object? value, Node node, bool isChecked)
    {
        var through = (Type?)node.Attribute;
        if (!node.Type.IsScalar)
        {
            var boxed = through is null ? value : Narrow(value, through);
            return boxed is null || node.Type.Clr.IsInstanceOfType(boxed) ? boxed : throw new InvalidCastException();
        }

        var clr = through ?? node.Type.Clr;
        if (!node.Operands[0].Type.IsScalar)
        {
            return value is null ? throw new NullReferenceException()
                : value.GetType() == clr ? Carry(value, node.Type.Kind)
                : throw new InvalidCastException();
        }

        var cut = isChecked ? Casts.Checked(value!, Type.GetTypeCode(clr)) : Casts.Unchecked(value!, Type.GetTypeCode(clr));
        return Carry(cut, node.Type.Kind);
    }

    /// <summary>The wider type of the graph takes the bits that <paramref name="value"/> has.</summary>
    private static object Carry(object value, TypeKind kind) => Casts.Unchecked(value, kind switch
    {
        TypeKind.Bool => TypeCode.Boolean,
        TypeKind.I32 => TypeCode.Int32,
        TypeKind.I64 => TypeCode.Int64,
        TypeKind.F32 => TypeCode.Single,
        _ => TypeCode.Double,
    });
}
