using System.Text;
using ExprAD.IR;

namespace ExprAD.Reports;

/// <summary>The loops of a final graph, outer before inner, with all there is to tell of each.</summary>
internal static class LoopReports
{
    public static IReadOnlyList<LoopReport> Of(Graph graph, GradOptions options)
    {
        List<LoopReport> reports = [];
        Collect(graph.Body, 0, reports);
        Action<LoopReport>[] topics = [new StorageTopic(graph).Describe, VectorTopic.Of(graph, options), ThreadTopic.Of(graph, options)];
        foreach (var report in reports)
        {
            foreach (var topic in topics)
            {
                topic(report);
            }
        }

        return reports;
    }

    /// <summary>The reports as lines of text, indented as the loops are nested; loops with nothing to tell are only named.</summary>
    public static string Write(Graph graph, GradOptions options)
    {
        var text = new StringBuilder();
        foreach (var report in Of(graph, options))
        {
            var indent = new string(' ', 2 * report.Depth);
            var source = report.Loop.Source is { } s ? $"    // {s}" : "";
            text.Append(indent).Append(report.Title).AppendLine(source);
            foreach (var line in report.Lines)
            {
                text.Append(indent).Append("    ").AppendLine(line);
            }
        }

        return text.ToString();
    }

    public static IEnumerable<Node> Loops(Graph graph) => graph.AllNodes().Where(n => n.Op == Ops.For || n.Op == Ops.While);

    private static void Collect(Region region, int depth, List<LoopReport> reports)
    {
        foreach (var node in region.Nodes)
        {
            var isLoop = node.Op == Ops.For || node.Op == Ops.While;
            if (isLoop)
            {
                reports.Add(new LoopReport(node, depth));
            }

            foreach (var inner in node.Regions)
            {
                Collect(inner, isLoop ? depth + 1 : depth, reports);
            }
        }
    }
}
