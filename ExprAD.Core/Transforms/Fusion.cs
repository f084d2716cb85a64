using ExprAD.IR;

namespace ExprAD.Transforms;

/// <summary>
/// Makes one loop of loops with the same trip count, where neither needs the other's results and their memory does not meet;
/// and one branch of branches on the same condition, where what the later one needs of the earlier is at hand on either side.
/// What both compute is then computed once: the forward and the reverse sweep of a sum become one pass over the data.
/// <code>
/// s = for i &lt; n { s + f(x[i]) }        s = for i &lt; n { t = …; s + f(t)
///     for i &lt; n { g[i] += f'(x[i]) }             g[i] += f'(t) }
/// </code>
/// Loops and branches that come together in this way are fused in their turn.
/// </summary>
internal sealed class Fusion : GraphRewriter
{
    private readonly FusionSchedule schedule;
    private bool changed;

    private Fusion(GraphBuilder builder, Graph graph)
        : base(builder) => schedule = new FusionSchedule(graph);

    public static Graph Run(Graph graph, bool strict)
    {
        // What is rebuilt shows more of what is equal.
        while (graph.Bodies.Any(HasCandidates))
        {
            var pass = new Fusion(new GraphBuilder(strict), graph);
            var fused = pass.Rewrite(graph);
            if (!pass.changed)
            {
                return graph;
            }

            graph = fused;
        }

        return graph;
    }

    public static bool IsFusible(Node node) => node.Op == Ops.For || node.Op == Ops.If;

    private static bool HasCandidates(Region region) =>
        region.Nodes.Count(IsFusible) >= 2 || region.Nodes.Any(n => n.Regions.ToArray().Any(HasCandidates));

    public override Node this[Node node]
    {
        get => base[schedule.Inner(node)];
        protected set => base[node] = value;
    }

    public override void Rewrite(Region region)
    {
        if (region.Nodes.Count(IsFusible) < 2)
        {
            base.Rewrite(region);
        }
        else
        {
            Rewrite(region.Nodes);
        }
    }

    private void Rewrite(IEnumerable<Node> nodes)
    {
        foreach (var group in schedule.Order(nodes))
        {
            if (group.Count == 1)
            {
                Rewrite(group[0]);
            }
            else
            {
                changed = true;
                Distribute(group, group[0].Op == Ops.If ? FuseBranches(group) : FuseLoops(group));
            }
        }
    }

    private Node[] FuseBranches(List<Node> branches)
    {
        Node[] Side(int side)
        {
            schedule.Enter(branches, side);
            Rewrite(branches.SelectMany(b => b.Regions[side].Nodes));
            Node[] values = [.. branches.SelectMany(b => Results(b.Regions[side]))];
            schedule.Leave(branches);
            return values;
        }

        return Builder.If(this[branches[0].Operands[0]], () => Side(0), () => Side(1));
    }

    private Node[] FuseLoops(List<Node> loops)
    {
        Node[] init = [.. loops.SelectMany(n => Map(n.Operands[1..]))];
        return Builder.For(this[loops[0].Operands[0]], init, (index, carried) =>
        {
            var at = 0;
            foreach (var body in loops.Select(l => l.Regions[0]))
            {
                BindParameters(body, [index, .. carried.AsSpan(at, body.Results.Count)]);
                schedule.Same(loops[0].Regions[0].Parameters[0], body.Parameters[0]);
                at += body.Results.Count;
            }

            Rewrite(loops.SelectMany(l => l.Regions[0].Nodes));
            return [.. loops.SelectMany(l => Results(l.Regions[0]))];
        });
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
}
