using System.Linq.Expressions;
using System.Reflection;
using ExprAD.IR;

namespace ExprAD.Capture;

internal sealed partial class ExpressionCapture
{
    /// <summary>The field or property <paramref name="member"/> of <paramref name="instance"/>; null for a static one.</summary>
    public Value Member(Value? instance, MemberInfo member)
    {
        switch (instance)
        {
            case Aggregate aggregate:
                return aggregate.Members.TryGetValue(member.Name, out var value)
                    ? value
                    : throw Refuse($"{member.Name} is computed by code of its own", "Write the computation out in the function.");
            case NodeValue { Type.IsArray: true } array when member.Name == "Length" && array.Node.Type.Rank == 1:
                return new NodeValue(Builder.Length(array.Node), typeof(int));
            case NodeValue { Node.Type.IsList: true } list when member.Name == "Count":
                return new NodeValue(Builder.Length(list.Node), typeof(int));
        }

        var type = member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;
        var node = instance is null ? null : ToNode(instance);
        return new NodeValue(Builder.GetMember(node, member, IsReadOnly, neverNull: node is { Op: var op } && op == Ops.Param), type);
    }

    /// <summary>True when nothing in the function changes memory that is there before, so that all reading is pure.</summary>
    public bool IsReadOnly => !scan.Mutates;

    private Value MemberAccess(MemberExpression member, Scope scope) =>
        Member(member.Expression is null ? null : Visit(member.Expression, scope), member.Member);
}
