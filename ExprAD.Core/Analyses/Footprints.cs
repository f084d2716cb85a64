using ExprAD.IR;

namespace ExprAD.Analyses;

/// <summary>What nodes, with all that their regions contain, take from their surroundings and do to memory.</summary>
internal sealed class Footprint
{
    /// <summary>The values from outside that they depend on.</summary>
    public HashSet<Node> Uses { get; } = [];

    /// <summary>The memory they read; what is never written counts for nothing.</summary>
    public HashSet<object> Reads { get; } = [];

    public HashSet<object> Writes { get; } = [];

    /// <summary>True when they reach outside the function, or may not end.</summary>
    public bool HasEffect { get; set; }

    /// <summary>True when the order of the two, or of their iterations, can make a difference.</summary>
    public bool ConflictsWith(Footprint other) =>
        (HasEffect && other.HasEffect) || Meet(Writes, other.Writes) || Meet(Writes, other.Reads) || Meet(Reads, other.Writes);

    public void Add(Footprint other)
    {
        Uses.UnionWith(other.Uses);
        Reads.UnionWith(other.Reads);
        Writes.UnionWith(other.Writes);
        HasEffect |= other.HasEffect;
    }

    public static bool Meet<T>(HashSet<T> a, HashSet<T> b) => a.Count < b.Count ? b.Overlaps(a) : a.Overlaps(b);
}

/// <summary>Footprints of the nodes of one graph, made when asked for.</summary>
internal sealed class Footprints(Graph graph)
{
    private readonly Aliasing aliasing = Aliasing.Of(graph);
    private readonly Dictionary<Node, Footprint> known = [];

    public Footprint Of(Node node)
    {
        if (!known.TryGetValue(node, out var footprint))
        {
            known.Add(node, footprint = Gather(node));
        }

        return footprint;
    }

    private Footprint Gather(Node node)
    {
        var footprint = new Footprint { HasEffect = node.Is(Traits.Effect) || node.Op == Ops.While };
        AddUses(node.Operands, node, footprint);
        GatherMemory(node, footprint);
        foreach (var region in node.Regions)
        {
            foreach (var inner in region.Nodes)
            {
                footprint.Add(Of(inner));
            }

            AddUses(region.Results.ToArray(), node, footprint);
        }

        if (node.Regions.Length > 0)
        {
            footprint.Uses.RemoveWhere(u => node.Regions.Contains(u.Region!));
        }

        return footprint;
    }

    private static void AddUses(ReadOnlySpan<Node> values, Node node, Footprint footprint)
    {
        foreach (var value in values)
        {
            if (!value.IsConstant && !node.Regions.Contains(value.Region!))
            {
                footprint.Uses.Add(value);
            }
        }
    }

    private void GatherMemory(Node node, Footprint footprint)
    {
        if (node.Op == Ops.TapeLoad)
        {
            footprint.Reads.Add(aliasing.ClassOf(node.Operands[0]));
        }
        else if (node.Op == Ops.TapeStore || node.Op == Ops.TapePush || node.Op == Ops.TapePop)
        {
            footprint.Writes.Add(aliasing.ClassOf(node.Operands[0]));
        }
        else if (node.Op == Ops.Store || node.Op == Ops.Clear || node.Op == Ops.AddTo)
        {
            footprint.Writes.Add(aliasing.ClassOf(node.Operands[0]));
        }
        else if (node.Op == Ops.Load && node.Is(Traits.Reads))
        {
            footprint.Reads.Add(aliasing.ClassOf(node.Operands[0]));
        }
        else if (node.Op == Ops.GetMember && node.Is(Traits.Reads))
        {
            footprint.HasEffect = true;
        }
        else if (node.Op == Ops.Call || ((node.Op == Ops.CallPure || node.Op == Ops.CallReading) && node.Is(Traits.Reads)))
        {
            GatherHanded(node, node.Op == Ops.Call ? footprint.Writes : footprint.Reads);
        }
        else if (node.Op == Ops.Invoke && node.Is(Traits.Reads | Traits.Writes))
        {
            GatherHanded(node, node.Is(Traits.Writes) ? footprint.Writes : footprint.Reads);
        }
    }

    private void GatherHanded(Node call, HashSet<object> memory)
    {
        foreach (var operand in call.Operands)
        {
            for (var handed = operand.Type.IsArray || operand.Type.Kind == TypeKind.Tape ? aliasing.ClassOf(operand) : null; handed is not null; handed = handed.Rows?.Root)
            {
                memory.Add(handed);
            }
        }
    }
}
