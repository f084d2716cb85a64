using ExprAD.IR;

namespace ExprAD.Reports;

/// <summary>How often loops run, as a user would write it.</summary>
internal static class TripCounts
{
    private static readonly Dictionary<Op, string> Infix = new() { [Ops.Add] = "+", [Ops.Sub] = "-", [Ops.Mul] = "*", [Ops.Div] = "/" };

    public static string Of(Node loop) => loop.Op == Ops.For ? Text(loop.Operands[0], 3) : "iterations";

    /// <param name="node">An integer.</param>
    /// <param name="depth">How far its operands are looked into.</param>
    private static string Text(Node node, int depth) =>
        node.IsConstant ? $"{node.Attribute}"
        : node.Op == Ops.Length ? $"{Name(node.Operands[0])}.{Extent(node)}"
        : node.Op == Ops.Convert ? Text(node.Operands[0], depth)
        : depth > 0 && (node.Op == Ops.Min || node.Op == Ops.Max) ? $"{node.Op.Name}({Text(node.Operands[0], depth - 1)}, {Text(node.Operands[1], depth - 1)})"
        : depth > 0 && Infix.TryGetValue(node.Op, out var symbol) ? $"({Text(node.Operands[0], depth - 1)} {symbol} {Text(node.Operands[1], depth - 1)})"
        : Name(node);

    private static string Extent(Node length) =>
        length.Operands[0].Type is { IsList: true } ? "Count" : length.Operands[0].Type.Rank == 1 ? "Length" : $"GetLength({length.Attribute})";

    /// <summary>What the user wrote, where it is short enough to read; else the name it has in the printed graph's order.</summary>
    private static string Name(Node node) => node.Source is { Length: <= 30 } source
        ? source.All(c => char.IsLetterOrDigit(c) || c is '_' or '.' or '[' or ']') ? source : $"({source})"
        : node.Op == Ops.Param ? "i" : "n";
}
