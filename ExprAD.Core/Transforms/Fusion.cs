using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Transforms;

/// <summary>
/// Makes one loop of loops with the same trip count, where neither needs the other's results and their memory does not meet;
/// and one branch of branches on the same condition, where what the later one needs of the earlier is at hand on either side. What both compute is then computed once: the forward and the reverse
/// sweep of a sum become one pass over the data.
/// <code>
/// s = for i &lt; n { s + f(x[i]) }        s = for i &lt; n { t = …; s + f(t)
///     for i &lt; n { g[i] += f'(x[i]) }             g[i] += f'(t) }
/// </code>
/// </summary>
internal sealed class Fusion : GraphRewriter
{
    private readonly Footprints footprints;
    private bool changed;

    private Fusion(GraphBuilder builder, Footprints footprints)
        : base(builder) => this.footprints = footprints;

    public static Graph Run(Graph graph, bool strict)
    {
        // Fusing loops brings the loops inside them together.
        while (HasCandidates(graph.Body))
        {
            var pass = new Fusion(new GraphBuilder(strict), new Footprints(graph));
            var fused = pass.Rewrite(graph);
            if (!pass.changed)
            {
                return graph;
            }

            graph = fused;
        }

        return graph;
    }

    private static bool HasCandidates(Region region) =>
        region.Nodes.Count(IsFusible) >= 2 || region.Nodes.Any(n => n.Regions.ToArray().Any(HasCandidates));

    public override void Rewrite(Region region)
    {
        if (region.Nodes.Count(IsFusible) < 2)
        {
            base.Rewrite(region);
            return;
        }

        foreach (var group in Schedule(region))
        {
            if (group.Nodes.Count == 1)
            {
                Rewrite(group.Nodes[0]);
            }
            else
            {
                changed = true;
                Fuse(group.Nodes);
            }
        }
    }

    private static bool IsFusible(Node node) => node.Op == Ops.For || node.Op == Ops.If;

    private List<Group> Schedule(Region region)
    {
        List<Group> order = [];
        foreach (var node in region.Nodes)
        {
            if (node.Op == Ops.Result)
            {
                continue;
            }

            var group = new Group(node, footprints.Of(node));
            if (!IsFusible(node) || !Join(order, group))
            {
                order.Add(group);
            }
        }

        return order;
    }

    /// <summary>
    /// Adds a loop or branch to an earlier group. What lies between and depends on that group goes behind it, the rest before it;
    /// neither may change what memory is seen.
    /// </summary>
    private static bool Join(List<Group> order, Group late)
    {
        for (var at = order.Count - 1; at >= 0; at--)
        {
            var early = order[at];
            if (!early.Matches(late) || early.ConflictsWith(late) || (late.IsLoop && late.DependsOn(early)))
            {
                continue;
            }

            List<Group> before = [], behind = [];
            foreach (var between in order[(at + 1)..])
            {
                var depends = between.DependsOn(early) || behind.Exists(b => between.DependsOn(b) || between.ConflictsWith(b));
                (depends ? behind : before).Add(between);
            }

            if (behind.Exists(b => late.DependsOn(b) || late.ConflictsWith(b)) || before.Exists(b => b.ConflictsWith(early)))
            {
                continue;
            }

            early.Add(late);
            order.RemoveRange(at, order.Count - at);
            order.AddRange([.. before, early, .. behind]);
            return true;
        }

        return false;
    }

    private void Fuse(List<Node> nodes)
    {
        if (nodes[0].Op == Ops.If)
        {
            FuseBranches(nodes);
        }
        else
        {
            FuseLoops(nodes);
        }
    }

    private void FuseBranches(List<Node> nodes)
    {
        Node[] Side(int side) => [.. nodes.SelectMany(n =>
        {
            Rewrite(n.Regions[side]);
            var values = Results(n.Regions[side]);
            BindResults(n, values);
            return values;
        })];
        Distribute(nodes, Builder.If(this[nodes[0].Operands[0]], () => Side(0), () => Side(1)));
    }

    private void FuseLoops(List<Node> nodes)
    {
        Node[] init = [.. nodes.SelectMany(n => Map(n.Operands[1..]))];
        Distribute(nodes, Builder.For(this[nodes[0].Operands[0]], init, (index, carried) =>
        {
            var next = new List<Node>();
            foreach (var loop in nodes)
            {
                var body = loop.Regions[0];
                BindParameters(body, [index, .. carried.AsSpan(next.Count, body.Results.Count)]);
                Rewrite(body);
                next.AddRange(Results(body));
            }

            return [.. next];
        }));
    }

    private void Distribute(List<Node> nodes, Node[] values)
    {
        var at = 0;
        foreach (var node in nodes)
        {
            var count = node.Regions[0].Results.Count;
            BindResults(node, values.AsSpan(at, count));
            at += count;
        }
    }

    /// <summary>Nodes that stand, or are to stand, at one place.</summary>
    private sealed class Group
    {
        private readonly List<Footprint> footprints;
        private readonly HashSet<Node> values;

        public Group(Node node, Footprint footprint)
        {
            Nodes = [node];
            footprints = [footprint];
            values = [node, .. node.Values];
        }

        public List<Node> Nodes { get; }

        public bool IsLoop => Nodes[0].Op == Ops.For;

        public void Add(Group other)
        {
            Nodes.AddRange(other.Nodes);
            footprints.AddRange(other.footprints);
            values.UnionWith(other.values);
        }

        public bool Matches(Group other) =>
            Nodes[0].Op == other.Nodes[0].Op && IsFusible(Nodes[0]) && Nodes[0].Operands[0] == other.Nodes[0].Operands[0];

        public bool DependsOn(Group other) => footprints.Exists(f => f.Uses.Overlaps(other.values));

        public bool ConflictsWith(Group other) => footprints.Exists(f => other.footprints.Exists(f.ConflictsWith));
    }
}
