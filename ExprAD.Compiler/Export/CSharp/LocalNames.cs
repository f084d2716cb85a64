using System.Reflection;
using ExprAD.IR;

namespace ExprAD.Export.CSharp;

/// <summary>What to call the variables of an exported method: after the user's names where they are known, else after what they hold.</summary>
internal static class LocalNames
{
    private static readonly Dictionary<Op, string> ByOperation = new()
    {
        [Ops.Add] = "sum", [Ops.Sub] = "difference", [Ops.Mul] = "product", [Ops.Div] = "quotient", [Ops.MulOrZero] = "product",
        [Ops.Lt] = "isLess", [Ops.Le] = "isAtMost", [Ops.Eq] = "isEqual", [Ops.Ne] = "differs", [Ops.Not] = "isNot", [Ops.Neg] = "minus",
        [Ops.IsNull] = "isNull", [Ops.Select] = "chosen", [Ops.Length] = "length", [Ops.NewArray] = "array", [Ops.ZerosLike] = "zeros",
        [Ops.NewTape] = "tape", [Ops.TapeLoad] = "kept", [Ops.TapePop] = "kept", [Ops.Convert] = "converted", [Ops.ConvertChecked] = "converted",
    };

    public static string Of(Node node, Func<Node, string?> nameOf)
    {
        if (node.Source is { } source && Identifiers.IsName(source))
        {
            return source;
        }

        if (node.Attribute is Member member)
        {
            return member.Info.Name;
        }

        if (node.Attribute is MethodInfo method)
        {
            return method.Name.StartsWith("get_", StringComparison.Ordinal) ? method.Name[4..] : method.Name;
        }

        if (node.Op == Ops.Load)
        {
            return Element(node, nameOf);
        }

        return node.Type.IsInteger && node.Op != Ops.Length ? "index"
            : node.Type.Kind == TypeKind.Object ? node.Type.Clr.Name.Split('`')[0]
            : ByOperation.GetValueOrDefault(node.Op) ?? (node.Op is ScalarOp ? node.Op.Name : "t");
    }

    /// <summary>What a loop carries is called after how it grows.</summary>
    public static string OfCarried(Node parameter, Node next)
    {
        if (parameter.Source is { } source && Identifiers.IsName(source))
        {
            return source;
        }

        while (next.Op == Ops.Result && next.Operands[0].Op == Ops.If)
        {
            next = next.Operands[0].Regions[0].Results[(int)next.Attribute!] is var then && then != parameter
                ? then : next.Operands[0].Regions[1].Results[(int)next.Attribute!];
        }

        return next.Op == Ops.Add && next.Type.IsInteger ? "count"
            : next.Op == Ops.Add || next.Op == Ops.Sub ? "sum"
            : next.Op == Ops.Mul ? "product"
            : next.Op == Ops.Max || next.Op == Ops.Min ? next.Op.Name
            : next.Op == Ops.Result ? "sum"
            : "state";
    }

    public static string OfBranch(Node value) => value.Source is { } source && Identifiers.IsName(source) ? source : "chosen";

    public static string OfChoice(Node branch) => OfBranch(branch.Values[0]);

    /// <summary>w[i] is called wi.</summary>
    private static string Element(Node load, Func<Node, string?> nameOf)
    {
        var array = nameOf(load.Operands[0]) ?? "element";
        foreach (var index in load.Operands[1..])
        {
            array += nameOf(index) is { Length: 1 } name ? name : "";
        }

        return array == nameOf(load.Operands[0]) ? array + "Element" : array;
    }
}
