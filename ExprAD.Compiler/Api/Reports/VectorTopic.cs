using ExprAD.IR;
using ExprAD.Transforms.Vectorization;

namespace ExprAD.Reports;

/// <summary>Whether a loop runs in vectors, how, or why not.</summary>
internal static class VectorTopic
{
    private const string Topic = "vectors";

    /// <summary>What describes the loops of <paramref name="graph"/>, as they are compiled for this machine.</summary>
    public static Action<LoopReport> Of(Graph graph, GradOptions options)
    {
        if (VectorSize.OfMachine == 0 || options.Strict || !options.Simd)
        {
            var reason = options.Strict ? "none, lest sums be added in another order" : options.Simd ? "the machine has none" : "switched off";
            return report => report.Add(Topic, reason);
        }

        var planner = new LoopPlanner(graph, VectorSize.OfMachine);
        var covered = new HashSet<Node>();
        return report =>
        {
            var plan = report.Loop.Op == Ops.For && !covered.Contains(report.Loop) ? planner.Plan(report.Loop) : default;
            if (plan.Plan is { } found)
            {
                covered.UnionWith(Graph.NodesOf(report.Loop.Regions.ToArray()));
                report.Add(Topic, Describe(found));
            }
            else
            {
                report.Add(Topic, covered.Contains(report.Loop) ? "runs in the lanes of the loop around it" : $"none: {plan.Reason ?? "it is not known beforehand how often it runs"}");
            }
        };
    }

    private static string Describe(LoopPlan plan)
    {
        var apart = Graph.NodesOf([plan.Loop.Regions[0]]).Count(n => IsAccess(n) && !plan.Shapes.IsSideBySide(n) && !plan.Shapes.IsOnePlace(n));
        var several = plan.Unroll == 1 ? "" : $", {plan.Unroll} vectors at a time";
        var places = apart == 0 ? "" : $", {apart} accesses element by element";
        return $"{plan.Lanes} iterations side by side{several}{places}, from {plan.Fewest} iterations on";
    }

    private static bool IsAccess(Node node) =>
        node.Op == Ops.Load || node.Op == Ops.Store || node.Op == Ops.AddTo || node.Op == Ops.TapeLoad || node.Op == Ops.TapeStore;
}
