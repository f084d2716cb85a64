using ExprAD.IR;

namespace ExprAD.Transforms;

/// <summary>
/// Finds formulas that have a derivative of their own, better than what their steps give. Not a bit of the value changes.
/// <code>
/// 1 / (1 + exp u)   →  logistic −u
/// log (1 + exp u)   →  softplus u
/// sqrt (u² + v²…)   →  norm (u² + v²…)
/// </code>
/// </summary>
internal sealed class Recognition(GraphBuilder builder) : GraphRewriter(builder)
{
    public static Graph Run(Graph graph, bool strict) =>
        graph.AllNodes().Any(n => n.Op == Ops.Exp || n.Op == Ops.Sqrt)
            ? Prune.Run(new Recognition(new GraphBuilder(strict)).Rewrite(graph), strict)
            : graph;

    protected override Node Clone(Node node, Node[] operands) =>
        Logistic(node.Op, operands) is { } logistic ? Builder.Apply(Ops.Logistic, Builder.Apply(Ops.Neg, logistic))
        : Softplus(node.Op, operands) is { } softplus ? Builder.Apply(Ops.Softplus, softplus)
        : node.Op == Ops.Sqrt && SumsOfSquares.Contains(operands[0]) ? Builder.Apply(Ops.Norm, operands)
        : base.Clone(node, operands);

    private static Node? Logistic(Op op, Node[] x) => op == Ops.Div && IsOne(x[0]) ? OnePlusExp(x[1]) : null;

    private static Node? Softplus(Op op, Node[] x) => op == Ops.Log ? OnePlusExp(x[0]) : null;

    /// <summary>u of 1 + exp u.</summary>
    private static Node? OnePlusExp(Node node) =>
        node.Op == Ops.Add && node.Operands[0].Op == Ops.Exp && IsOne(node.Operands[1]) ? node.Operands[0].Operands[0] : null;

    private static bool IsOne(Node node) => node.IsConstant && Scalars.ToDouble(node.Attribute!) == 1;
}
