using System.Reflection;
using ExprAD.IR;

namespace ExprAD.Export.CSharp;

/// <summary>Arrays, lists, stored values and members in C#.</summary>
internal static class Memory
{
    public static CSharpExpression Length(Node node, CSharpExpression array) =>
        node.Operands[0].Type.IsList ? array.Member("Count")
        : node.Operands[0].Type.Rank == 1 ? array.Member("Length")
        : CSharpExpression.Primary($"{array.Member("GetLength")}({node.Attribute})");

    public static CSharpExpression Load(Node node, CSharpExpression[] x) =>
        ScalarExpressions.Cast(Element(node, x), Stored(node.Operands[0].Type), node.Type.Clr);

    public static string Store(Node node, CSharpExpression[] x)
    {
        var array = node.Operands[0].Type;
        return $"{Element(node, x[..^1])} = {ScalarExpressions.Cast(x[^1], array.Element.Clr, Stored(array))}";
    }

    public static string AddTo(Node node, CSharpExpression[] x) => x[^1] is { Precedence: Precedence.Unary, Text: ['-', .. var positive] }
        ? $"{Element(node, x[..^1])} -= {positive}"
        : $"{Element(node, x[..^1])} += {x[^1]}";

    public static CSharpExpression NewArray(IrType type, CSharpExpression[] lengths)
    {
        if (type.IsList)
        {
            var element = CSharpTypes.Name(type.Clr.GenericTypeArguments[0]);
            return CSharpExpression.Primary($"new List<{element}>(new {element}[{lengths[0]}])");
        }

        // The lengths go into the first brackets: new double[n][].
        var name = CSharpTypes.Name(type.Clr);
        var open = name.IndexOf('[', StringComparison.Ordinal);
        var close = name.IndexOf(']', StringComparison.Ordinal);
        return CSharpExpression.Primary($"new {name[..open]}[{string.Join(", ", lengths)}]{name[(close + 1)..]}");
    }

    public static CSharpExpression GetMember(Node node, CSharpExpression? instance)
    {
        var member = Accessible(node);
        return ScalarExpressions.Cast(Place(member, instance), TypeOf(member), node.Type.Clr);
    }

    public static string SetMember(Node node, CSharpExpression[] x)
    {
        var member = Accessible(node);
        return $"{Place(member, x.Length == 2 ? x[0] : null)} = {ScalarExpressions.Cast(x[^1], IrType.Of(TypeOf(member)).Clr, TypeOf(member))}";
    }

    private static CSharpExpression Place(MemberInfo member, CSharpExpression? instance) =>
        instance is { } o ? o.Member(member.Name) : CSharpExpression.Primary($"{CSharpTypes.Name(member.DeclaringType!)}.{member.Name}");

    private static MemberInfo Accessible(Node node)
    {
        var member = ((Member)node.Attribute!).Info;
        return CSharpTypes.IsAccessible(member) ? member
            : throw new NotSupportedException($"{Text.AttributeText.Declared(member)} is private, so that no other file can name it.");
    }

    private static Type TypeOf(MemberInfo member) => member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;

    /// <summary>C# takes long indices for arrays, not for lists.</summary>
    private static CSharpExpression Element(Node node, CSharpExpression[] x) =>
        x[0].Element(x.Skip(1).Select((index, d) => node.Operands[0].Type.IsList && node.Operands[d + 1].Type == IrType.I64
            ? CSharpExpression.Call("Convert.ToInt32", [index]) : index));

    private static Type Stored(IrType array) => array.IsList ? array.Clr.GenericTypeArguments[0] : array.Clr.GetElementType()!;
}
