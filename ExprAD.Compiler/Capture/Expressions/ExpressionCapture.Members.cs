using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Capture.Linq;
using ExprAD.Capture.Places;
using ExprAD.IR;

namespace ExprAD.Capture;

internal sealed partial class ExpressionCapture
{
    /// <summary>True when nothing in the function changes arrays once they are made, so that reading them is pure.</summary>
    public bool IsReadOnly => !scan.CallsOut && !scan.StoresElements && !scan.StoresToFresh;

    /// <summary>The field or property <paramref name="member"/> of <paramref name="instance"/>; null for a static one.</summary>
    public Value Member(Value? instance, MemberInfo member) => instance switch
    {
        Boxed boxed => Member(boxed.Content, member),
        Indexed when member.Name is "Length" or "Count" => Length(instance),
        Aggregate when Nullables.IsNullable(instance.Type) => NullableMember(instance, member.Name)!,
        Aggregate aggregate when PartOf(aggregate, member) is { } part => part,
        MadeObject made when made.Field(member) is { } field => field.Get(),
        NodeValue { Node.Type.IsArray: true } or MadeArray when ArrayMember(instance, member.Name) is { } value => value,
        NodeValue { Node.Type.IsScalar: false } or null when IsPlain(member) => Read(instance, member),
        _ => CallMethod(((PropertyInfo)member).GetMethod!, instance),
    };

    private static Value? PartOf(Aggregate aggregate, MemberInfo member) =>
        (Composite.Of(aggregate.Type)?.Find(member) ?? Composite.Made(aggregate.Type)?.Find(member)) is { } part ? aggregate.Members.GetValueOrDefault(part.Name) : null;

    private Value MemberAccess(MemberExpression member, Scope scope)
    {
        if (Reference.IsDereference(member))
        {
            return Target(member, scope).Get();
        }

        if (!scan.CallsOut && scan.IsAssigned(member.Member))
        {
            return scan.StateOf(member) is { } state ? Visit(state.Variable, scope)
                : scan.States.Any(s => s.Place.Member == member.Member)
                    ? throw Refuse($"{member.Member.Name} is assigned in this function, perhaps of the same object", "Keep the value in a variable.")
                : Member(member.Expression is null ? null : Visit(member.Expression, scope), member.Member);
        }

        return Member(member.Expression is null ? null : Visit(member.Expression, scope), member.Member);
    }

    /// <summary>What reading can't have an effect: a field, a property that reads a field, a property of a library's object.</summary>
    private static bool IsPlain(MemberInfo member) => member is FieldInfo
        || Purity.IsOfSystem(member.DeclaringType!)
        || (member is PropertyInfo { GetMethod: { IsVirtual: false } getter } && Accessors.FieldReadBy(getter) is not null);

    private Value Read(Value? instance, MemberInfo member)
    {
        var (type, isFixed) = member is FieldInfo field
            ? (field.FieldType, field.IsInitOnly)
            : (((PropertyInfo)member).PropertyType, false);
        var node = instance is null ? null : ToNode(instance);
        var readOnly = isFixed || (!scan.CallsOut && !scan.IsAssigned(member) && (instance is not null || member is FieldInfo));
        if (!readOnly)
        {
            memo.Reached(Memo.Never);
        }

        var neverNull = node is not null && (captured.Contains(node) || node.Type.Clr.IsValueType);
        var read = Builder.GetMember(node, member, readOnly, neverNull);
        if (node is not null && captured.Contains(node) && member.Name.StartsWith("CS$<>", StringComparison.Ordinal))
        {
            // The closure of an outer block; it is there when this one is.
            captured.Add(read);
        }

        return FromNode(read, type);
    }

    private NodeValue? ArrayMember(Value array, string name) => name switch
    {
        "Length" => new NodeValue(TotalLength(ShapeOf(array)), typeof(int)),
        "LongLength" => new NodeValue(Builder.Convert(TotalLength(ShapeOf(array)), IrType.I64), typeof(long)),
        "Count" => new NodeValue(Builder.Length(ShapeOf(array)), typeof(int)),
        "Rank" => new NodeValue(Builder.Constant(ShapeOf(array).Type.Rank), typeof(int)),
        _ => null,
    };

    private NodeValue Length(Value array) => (array is Indexed sequence ? sequence.Count() : Builder.Length(ShapeOf(array))).AsInt();

    /// <summary>An array that has the shape of what the program sees as one.</summary>
    private Node ShapeOf(Value array) => array is MadeArray made ? made.Shape : ToNode(array);

    private Node TotalLength(Node array)
    {
        var length = Builder.Length(array);
        for (var d = 1; d < array.Type.Rank; d++)
        {
            length = Builder.Apply(Ops.Mul, length, Builder.Length(array, d));
        }

        return length;
    }
}
