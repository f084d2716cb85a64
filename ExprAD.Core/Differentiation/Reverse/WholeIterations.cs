using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse;

/// <summary>
/// The condition of a <c>while</c> runs once more than its body, and that last run has no mirrored iteration. Where it does
/// more than compute (loops, branches, stores), it becomes part of the body, which then runs as often:
/// <code>
/// while c(s) { s = f(s) }        more = true; while more { more = c(s); s = if more { f(s) } else { s } }
/// </code>
/// </summary>
internal sealed class WholeIterations : GraphRewriter
{
    private WholeIterations(GraphBuilder builder)
        : base(builder)
    {
    }

    public static Graph Run(Graph graph, bool strict) =>
        graph.AllNodes().Any(n => n.Op == Ops.While && !IsComputation(n.Regions[0]))
            ? new WholeIterations(new GraphBuilder(strict)).Rewrite(graph)
            : graph;

    protected override void RewriteWhile(Node node)
    {
        var (condition, body) = (node.Regions[0], node.Regions[1]);
        if (IsComputation(condition))
        {
            base.RewriteWhile(node);
            return;
        }

        BindResults(node, Builder.While([.. Map(node.Operands), Builder.Constant(true)], carried => carried[^1], carried =>
        {
            BindParameters(condition, carried.AsSpan(..^1));
            Rewrite(condition);
            var more = this[condition.Results[0]];
            var next = Builder.If(
                more,
                () =>
                {
                    Rewrite(body);
                    return Results(body);
                },
                () => [.. carried.SkipLast(1)]);
            return [.. next, more];
        }));
    }

    private static bool IsComputation(Region condition) =>
        condition.Nodes.All(n => n.Op != Ops.Invoke && !n.Is(Traits.Region | Traits.Writes | Traits.Effect));
}
