using ExprAD.IR;

namespace ExprAD.Transforms;

/// <summary>
/// Spells out what <see cref="Recognition"/> found, so that value and derivative share the steps.
/// <code>
/// logistic x  →  1 / (1 + exp −x)
/// softplus x  →  log (1 + exp x)
/// norm s      →  sqrt s
/// </code>
/// </summary>
internal sealed class Expansion(GraphBuilder builder) : GraphRewriter(builder)
{
    public static Graph Run(Graph graph, bool strict) =>
        graph.AllNodes().Any(n => n.Op == Ops.Logistic || n.Op == Ops.Softplus || n.Op == Ops.Norm)
            ? new Expansion(new GraphBuilder(strict)).Rewrite(graph)
            : graph;

    protected override Node Clone(Node node, Node[] operands) =>
        node.Op == Ops.Logistic ? Builder.Apply(Ops.Div, One(node), OnePlusExp(Builder.Apply(Ops.Neg, operands[0])))
        : node.Op == Ops.Softplus ? Builder.Apply(Ops.Log, OnePlusExp(operands[0]))
        : node.Op == Ops.Norm ? Builder.Apply(Ops.Sqrt, operands)
        : base.Clone(node, operands);

    private Node OnePlusExp(Node x) => Builder.Apply(Ops.Add, Builder.Apply(Ops.Exp, x), One(x));

    private Node One(Node like) => Builder.Number(1, like.Type);
}
