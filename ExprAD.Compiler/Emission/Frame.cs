using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using ExprAD.Emission.Runtime;
using ExprAD.IR;

namespace ExprAD.Emission;

/// <summary>Where values lie that one method computes and another reads: a place for each in the workspace's arrays.</summary>
internal sealed class Frame
{
    private readonly Dictionary<object, int> slots = [];
    private readonly Dictionary<string, int> counts = [];

    public FrameSize Size => new(
        Count(nameof(Workspace.F64)), Count(nameof(Workspace.F32)), Count(nameof(Workspace.I64)),
        Count(nameof(Workspace.I32)), Count(nameof(Workspace.Bool)), Count(nameof(Workspace.Objects)));

    /// <summary>The field of the workspace that holds values of this type.</summary>
    public static string FieldOf(IrType type) => type.Kind switch
    {
        TypeKind.F64 or TypeKind.Vector => nameof(Workspace.F64),
        TypeKind.F32 => nameof(Workspace.F32),
        TypeKind.I64 => nameof(Workspace.I64),
        TypeKind.I32 => nameof(Workspace.I32),
        TypeKind.Bool => nameof(Workspace.Bool),
        _ => nameof(Workspace.Objects),
    };

    public Expression Read(Node node, Expression array, Type type) => Read(node, node.Type, array, type);

    public Expression Write(Node node, Expression array, Expression value) => Write(node, node.Type, array, value);

    /// <summary>What goes by this name, a node or whatever the two sides agree on.</summary>
    public Expression Read(object name, IrType kind, Expression array, Type type)
    {
        if (kind.IsVector)
        {
            return Expression.Call(typeof(VectorMemory), nameof(VectorMemory.Load), [typeof(double), type], array, Expression.Constant(SlotOf(name, kind)));
        }

        var place = Expression.ArrayAccess(array, Expression.Constant(SlotOf(name, kind)));
        return kind.IsScalar ? place
            : type.IsValueType ? Expression.Convert(place, type)
            : Expression.Call(typeof(Unsafe), nameof(Unsafe.As), [type], place);
    }

    public Expression Write(object name, IrType kind, Expression array, Expression value) => kind.IsVector
        ? Expression.Call(typeof(VectorMemory), nameof(VectorMemory.Store), [typeof(double), value.Type], array, Expression.Constant(SlotOf(name, kind)), value)
        : Expression.Assign(Expression.ArrayAccess(array, Expression.Constant(SlotOf(name, kind))), Conversions.To(value, array.Type.GetElementType()!));

    private int SlotOf(object name, IrType kind)
    {
        if (!slots.TryGetValue(name, out var slot))
        {
            var field = FieldOf(kind);
            slots.Add(name, slot = Count(field));
            counts[field] = slot + SizeOf(kind);
        }

        return slot;
    }

    /// <summary>A vector lies in as many numbers as have room for it.</summary>
    private static int SizeOf(IrType type) => type.IsVector ? Math.Max(1, type.Lanes * type.LaneBytes / sizeof(double)) : 1;

    private int Count(string field) => counts.GetValueOrDefault(field);
}
