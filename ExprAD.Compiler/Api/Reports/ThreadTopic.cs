using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Reports;

/// <summary>Whether several threads may run an outermost loop, or why not. The loops inside are one thread's.</summary>
internal static class ThreadTopic
{
    public static Action<LoopReport> Of(Graph graph, GradOptions options)
    {
        var iterations = new IndependentIterations(graph);
        return report =>
        {
            if (report.Depth > 0 || report.Loop.Op != Ops.For)
            {
                return;
            }

            var independence = iterations.Of(report.Loop, out var reason);
            report.Add(
                "threads",
                options.Strict ? "one, since the order of sums is kept"
                : independence is null ? $"one: {reason}"
                : $"up to {Split.MostStretches} stretches side by side, where there is work enough{Copies(independence)}");
        };
    }

    private static string Copies(Independence independence) => independence.Private.Count == 0 ? ""
        : $", each with arrays of its own for what all iterations add to ({string.Join(", ", independence.Private.Select(p => p.Source ?? "an array").Distinct())})";
}
