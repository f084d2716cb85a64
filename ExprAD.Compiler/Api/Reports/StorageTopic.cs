using System.Globalization;
using ExprAD.Differentiation.Reverse.Checkpointing;
using ExprAD.IR;

namespace ExprAD.Reports;

/// <summary>
/// What a loop stores for the reverse sweep, in bytes an iteration and a call, and what its mirror image computes again.
/// </summary>
internal sealed class StorageTopic(Graph graph)
{
    private readonly HashSet<Node> snapshots = Snapshots.TapesIn(graph);

    public void Describe(LoopReport report)
    {
        Node[] own = [.. Own(report.Loop)];
        Node[] stores = [.. Stores(report.Loop)];
        if (stores.Length > 0)
        {
            var bytes = stores.Sum(s => s.Operands[^1].Type.Size);
            var values = string.Join("; ", stores.Select(s => s.Operands[^1].Source ?? "what the loop carries").Distinct());
            report.Add("tape", $"{bytes} B an iteration ({values}), {bytes} B{Times(report.Loop)} a call{(stores.Any(s => s.Op == Ops.TapePush) ? ", on stacks" : "")}");
        }

        if (IsMirrored(report.Loop))
        {
            string[] again = [.. own.Where(IsComputedAgain).Select(n => n.Source!).Distinct()];
            if (again.Length > 0)
            {
                report.Add("computed again", string.Join("; ", again));
            }
        }
    }

    /// <summary>The sum of all tapes: <c>8 B × n + 24 B × n × m</c>; snapshots take what the limit leaves.</summary>
    public string Total
    {
        get
        {
            var sums = LoopReports.Loops(graph)
                .Select(l => (Loop: l, Bytes: Stores(l).Sum(s => s.Operands[^1].Type.Size)))
                .Where(s => s.Bytes > 0)
                .GroupBy(s => Times(s.Loop), s => s.Bytes)
                .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Sum()} B{g.Key}"));
            return string.Join(" + ", snapshots.Count > 0 ? sums.Append("snapshots as the memory limit allows,") : sums);
        }
    }

    private IEnumerable<Node> Stores(Node loop) =>
        Own(loop).Where(n => n.Op == Ops.TapePush || (n.Op == Ops.TapeStore && !snapshots.Contains(n.Operands[0])));

    private static string Times(Node loop)
    {
        var factors = "";
        for (Node? node = loop; node is not null; node = node.Region!.Owner ?? node.Region.Parent?.Owner)
        {
            if (node.Op == Ops.For || node.Op == Ops.While)
            {
                factors = $" × {TripCounts.Of(node)}{factors}";
            }
        }

        return factors;
    }

    /// <summary>What runs in a loop, but not in loops inside it.</summary>
    private static IEnumerable<Node> Own(Node loop) => loop.Regions.ToArray().SelectMany(Own);

    private static IEnumerable<Node> Own(Region region)
    {
        foreach (var node in region.Nodes)
        {
            yield return node;
            if (node.Op != Ops.For && node.Op != Ops.While)
            {
                foreach (var inner in node.Regions.ToArray().SelectMany(Own))
                {
                    yield return inner;
                }
            }
        }
    }

    /// <summary>The mirror image of a loop, which runs apart from it.</summary>
    private static bool IsMirrored(Node loop) => loop.Source?.StartsWith('∂') == true;

    /// <summary>What has the primal function's source in a mirrored loop, and costs more than reading it from the tape would.</summary>
    private static bool IsComputedAgain(Node node) =>
        node is { Op: ScalarOp, Source: { } source, Type.IsFloat: true } && !source.StartsWith('∂');
}
