using System.Globalization;
using System.Reflection;
using ExprAD.IR;

namespace ExprAD.Text;

/// <summary>
/// What stands in brackets behind a node's operands: <c>[readonly inbounds]</c>, <c>[1]</c>, <c>[Rows.Y readonly]</c>,
/// <c>[Model.Scale(double, int)]</c>, <c>[type byte]</c>, <c>[step 3]</c>, <c>["text"]</c>. The parser tells them apart by their shape.
/// </summary>
internal static class AttributeText
{
    /// <summary>The attribute in brackets, or nothing where it is what the operation has when none is written.</summary>
    public static string Write(Node node) =>
        Equals(node.Attribute, Default(node.Op)) ? "" : $" [{Text(node.Attribute!)}]";

    public static object? Default(Op op) =>
        op == Ops.Load || op == Ops.Store || op == Ops.AddTo || op == Ops.TapeLoad || op == Ops.VectorLoad || op == Ops.VectorStore
            || op == Ops.VectorAddTo || op == Ops.Gather || op == Ops.Scatter || op == Ops.ScatterAdd ? Access.Checked
        : op == Ops.Length ? 0
        : op == Ops.Ramp ? 1L
        : null;

    private static string Text(object attribute) => attribute switch
    {
        Access access => access.ToString(),
        Member member => member.ToString(),
        MethodBase method => Write(method),
        MemberInfo member and not Type => Declared(member),
        long stride => $"step {stride}",
        Type type => $"type {TypeNames.Short(type)}",
        string text => ConstantText.Quote(text),
        _ => Convert.ToString(attribute, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>A method with its parameters' types: <c>Model.Scale(double, int)</c>.</summary>
    public static string Write(MethodBase method) =>
        $"{Declared(method)}({string.Join(", ", method.GetParameters().Select(p => TypeNames.Short(p.ParameterType)))})";

    /// <summary>A member with the type that declares it: <c>Rows.Y</c>; generic methods with their arguments, constructors as <c>new</c>.</summary>
    public static string Declared(MemberInfo member)
    {
        var name = member is ConstructorInfo ? "new" : member.Name;
        if (member is MethodInfo { IsGenericMethod: true } method)
        {
            name += $"<{string.Join(", ", method.GetGenericArguments().Select(TypeNames.Short))}>";
        }

        return member.DeclaringType is { } type ? $"{TypeNames.Short(type)}.{name}" : name;
    }
}
