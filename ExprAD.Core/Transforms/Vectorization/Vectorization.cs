using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Transforms.Vectorization;

/// <summary>
/// Lets several iterations of a loop run side by side, in the lanes of vectors, where they meet in nothing but sums and the like.
/// It comes last: nothing after it knows what vectors are, save the emitter and the interpreter.
/// </summary>
internal sealed class Vectorization : GraphRewriter
{
    private readonly int vectorBytes;
    private readonly Action<Node, LoopPlan?, string?> report;
    private LoopPlanner planner;
    private Uses uses;
    private bool changed;

    private Vectorization(GraphBuilder builder, Graph graph, int vectorBytes, Action<Node, LoopPlan?, string?>? report)
        : base(builder)
    {
        this.vectorBytes = vectorBytes;
        this.report = report ?? ((_, _, _) => { });
        (planner, uses) = (new LoopPlanner(graph, vectorBytes), Uses.Of(graph));
    }

    /// <param name="graph">The graph, otherwise complete.</param>
    /// <param name="vectorBytes">The size of the machine's vectors: 64, 32 or 16; 0 if it has none.</param>
    /// <param name="report">Is told of each loop: its plan, or why it has none.</param>
    public static Graph Run(Graph graph, int vectorBytes, Action<Node, LoopPlan?, string?>? report = null)
    {
        if (vectorBytes == 0 || !graph.AllNodes().Any(n => n.Op == Ops.For || n.Op == Ops.Invoke))
        {
            return graph;
        }

        var pass = new Vectorization(new GraphBuilder(), graph, vectorBytes, report);
        var vectorized = pass.Rewrite(graph);
        return pass.changed ? vectorized : graph;
    }

    /// <summary>A function has loops of its own.</summary>
    protected override Graph RewriteDefinition(Graph graph)
    {
        var outer = (planner, uses);
        (planner, uses) = (new LoopPlanner(graph, vectorBytes), Uses.Of(graph));
        var rewritten = base.RewriteDefinition(graph);
        (planner, uses) = outer;
        return rewritten;
    }

    protected override void RewriteFor(Node node)
    {
        var (plan, reason) = planner.Plan(node);
        report(node, plan, reason);
        if (plan is null)
        {
            base.RewriteFor(node);
        }
        else
        {
            changed = true;
            BindResults(node, new VectorLoop(plan, Builder, n => this[n], uses).Build(() =>
            {
                base.RewriteFor(node);
                return [.. node.Regions[0].Results.Select((_, k) => ResultOf(node, k))];
            }));
        }
    }

    /// <summary>What a value of a loop has become; one that nobody reads has no node.</summary>
    private Node ResultOf(Node loop, int number) => this[loop.Values.Single(v => (int)v.Attribute! == number)];
}
