using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Transforms;

/// <summary>Which loops and branches come together, and in what order all nodes around them then stand.</summary>
internal sealed class FusionSchedule(Graph graph)
{
    private readonly Footprints footprints = new(graph);

    /// <summary>Within one side of fused branches: what the branches' values are there.</summary>
    private readonly Dictionary<Node, Node> inner = [];

    /// <summary>Nodes that will become one when rebuilt, by what they compute and by the first of them.</summary>
    private readonly Dictionary<NodeKey, Node> computed = [];
    private readonly Dictionary<Node, Node> firsts = [];

    public void Enter(List<Node> branches, int side)
    {
        foreach (var value in branches.SelectMany(b => b.Values))
        {
            inner[value] = value.Operands[0].Regions[side].Results[(int)value.Attribute!];
        }
    }

    public void Leave(List<Node> branches)
    {
        foreach (var value in branches.SelectMany(b => b.Values))
        {
            inner.Remove(value);
        }
    }

    /// <summary>The node that stands for <paramref name="node"/> on the side of the branches that is being built.</summary>
    public Node Inner(Node node)
    {
        while (inner.TryGetValue(node, out var result))
        {
            node = result;
        }

        return node;
    }

    /// <summary>Says that two nodes are one from now on.</summary>
    public void Same(Node first, Node other)
    {
        if (first != other)
        {
            firsts[other] = First(first);
        }
    }

    /// <summary>The nodes in an order in which those to be fused stand together.</summary>
    public IEnumerable<List<Node>> Order(IEnumerable<Node> nodes)
    {
        List<Group> order = [];
        foreach (var node in nodes)
        {
            if (node.Op == Ops.Result)
            {
                continue;
            }

            Identify(node);
            var group = new Group(this, node);
            if (!Fusion.IsFusible(node) || !Join(order, group))
            {
                order.Add(group);
            }
        }

        return order.Select(g => g.Nodes);
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
            var all = new Group();
            foreach (var between in order[(at + 1)..])
            {
                if (between.DependsOn(early) || between.DependsOn(all) || between.ConflictsWith(all))
                {
                    behind.Add(between);
                    all.Add(between);
                }
                else
                {
                    before.Add(between);
                }
            }

            if (late.DependsOn(all) || late.ConflictsWith(all) || before.Exists(b => b.ConflictsWith(early)))
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

    private void Identify(Node node)
    {
        if (node.Is(Traits.Pure) && node.Regions.Length == 0)
        {
            var key = new NodeKey(node.Op, node.Type, [.. node.Operands.ToArray().Select(First)], node.Attribute, -1);
            Same(computed.TryGetValue(key, out var first) ? first : computed[key] = node, node);
        }
    }

    private Node First(Node node)
    {
        node = Inner(node);
        return firsts.GetValueOrDefault(node, node);
    }

    /// <summary>Nodes that stand, or are to stand, at one place.</summary>
    private sealed class Group
    {
        private readonly FusionSchedule? schedule;
        private readonly Footprint footprint = new();
        private readonly HashSet<Node> values = [];

        /// <summary>None yet.</summary>
        public Group()
        {
        }

        public Group(FusionSchedule schedule, Node node)
        {
            this.schedule = schedule;
            Nodes.Add(node);
            values = [node, .. node.Values];
            footprint.Add(schedule.footprints.Of(node));
            foreach (var use in footprint.Uses.Where(schedule.inner.ContainsKey).ToArray())
            {
                footprint.Uses.Add(schedule.Inner(use));
            }
        }

        public List<Node> Nodes { get; } = [];

        public bool IsLoop => Nodes[0].Op == Ops.For;

        public void Add(Group other)
        {
            Nodes.AddRange(other.Nodes);
            footprint.Add(other.footprint);
            values.UnionWith(other.values);
        }

        /// <summary>Loops that come together only now may turn out to be one and the same when they are rebuilt; if not, there is another pass.</summary>
        public bool Matches(Group other) =>
            Nodes[0].Op == other.Nodes[0].Op && Fusion.IsFusible(Nodes[0]) && schedule!.First(Nodes[0].Operands[0]) == schedule.First(other.Nodes[0].Operands[0])
            && (!IsLoop || Nodes[0].Region == other.Nodes[0].Region);

        public bool DependsOn(Group other) => Footprint.Meet(footprint.Uses, other.values);

        public bool ConflictsWith(Group other) => footprint.ConflictsWith(other.footprint);
    }
}
