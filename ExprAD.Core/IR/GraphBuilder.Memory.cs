using System.Reflection;

namespace ExprAD.IR;

internal sealed partial class GraphBuilder
{
    /// <summary>The number of elements of an array or list along a dimension, as an <c>i32</c>.</summary>
    public Node Length(Node array, int dimension = 0) =>
        array.Op == Ops.NewArray
            ? Convert(array.Operands[dimension], IrType.I32)
            : Emit(Ops.Length, IrType.I32, [array], dimension);

    /// <summary>An element. <paramref name="readOnly"/>: nothing in this function writes to the array while it is used.</summary>
    public Node Load(Node array, ReadOnlySpan<Node> indices, bool readOnly) =>
        Emit(Ops.Load, array.Type.Element, [array, .. indices], Access.Of(readOnly, Bounds.Prove(array, indices)));

    public void Store(Node array, ReadOnlySpan<Node> indices, Node value) =>
        Emit(Ops.Store, IrType.Void, [array, .. indices, value], Access.Of(false, Bounds.Prove(array, indices)));

    /// <summary>array[indices] += value.</summary>
    public void AddTo(Node array, ReadOnlySpan<Node> indices, Node value) =>
        Emit(Ops.AddTo, IrType.Void, [array, .. indices, value], Access.Of(false, Bounds.Prove(array, indices)));

    /// <summary>A fresh array of type <paramref name="type"/> and the given lengths, of zeros.</summary>
    public Node NewArray(IrType type, params ReadOnlySpan<Node> lengths) => Emit(Ops.NewArray, type, lengths);

    /// <summary>
    /// A field or property. <paramref name="readOnly"/>: it is data that nothing changes during one evaluation;
    /// <paramref name="neverNull"/>: the object is there, so that reading can't raise.
    /// </summary>
    public Node GetMember(Node? instance, MemberInfo member, bool readOnly, bool neverNull = false)
    {
        var type = IrType.Of(member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType);
        return Emit(Ops.GetMember, type, instance is null ? [] : [instance], new Member(member, readOnly, neverNull || instance is null));
    }

    /// <summary>The unchecked conversion to another scalar type; <paramref name="through"/>: a narrower integer type to cut to on the way.</summary>
    public Node Convert(Node value, IrType type, Type? through = null)
    {
        if (value.Type == type && through is null)
        {
            return value;
        }

        if (value.IsConstant && through is null && type.IsScalar && value.Type.IsScalar)
        {
            return Constant(Scalars.Convert(value.Attribute!, type.Kind), type);
        }

        // There and back between i32 and f64 or i64, or f32 and f64, loses nothing.
        if (value.Op == Ops.Convert && through is null && value.Attribute is null && value.Operands[0].Type == type
            && ((type == IrType.I32 && (value.Type == IrType.F64 || value.Type == IrType.I64)) || (type == IrType.F32 && value.Type == IrType.F64)))
        {
            return value.Operands[0];
        }

        return Emit(Ops.Convert, type, [value], through);
    }
}
