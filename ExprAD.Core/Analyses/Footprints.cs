using ExprAD.IR;

namespace ExprAD.Analyses;

/// <summary>What a node, with all that its regions contain, takes from its surroundings and does to memory.</summary>
internal sealed class Footprint
{
    /// <summary>The values from outside that it depends on.</summary>
    public HashSet<Node> Uses { get; } = [];

    /// <summary>The memory it reads; what is never written counts for nothing.</summary>
    public HashSet<object> Reads { get; } = [];

    public HashSet<object> Writes { get; } = [];

    /// <summary>True when it reaches outside the function, or may not end.</summary>
    public bool HasEffect { get; set; }

    /// <summary>True when the order of the two, or of their iterations, can make a difference.</summary>
    public bool ConflictsWith(Footprint other) =>
        (HasEffect && other.HasEffect) || Writes.Overlaps(other.Writes) || Writes.Overlaps(other.Reads) || Reads.Overlaps(other.Writes);
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
            known.Add(node, footprint = new Footprint());
            Gather(node, node.Region!, footprint);
        }

        return footprint;
    }

    private void Gather(Node node, Region home, Footprint footprint)
    {
        foreach (var operand in node.Operands)
        {
            AddUse(operand, home, footprint);
        }

        GatherMemory(node, footprint);
        foreach (var region in node.Regions)
        {
            foreach (var inner in region.Nodes)
            {
                Gather(inner, home, footprint);
            }

            foreach (var result in region.Results)
            {
                AddUse(result, home, footprint);
            }
        }
    }

    private static void AddUse(Node value, Region home, Footprint footprint)
    {
        if (value.Region == home)
        {
            footprint.Uses.Add(value);
        }
    }

    private void GatherMemory(Node node, Footprint footprint)
    {
        footprint.HasEffect |= node.Is(Traits.Effect) || node.Op == Ops.While;
        if (node.Op == Ops.TapeLoad)
        {
            footprint.Reads.Add(node.Operands[0]);
        }
        else if (node.Op == Ops.TapeStore || node.Op == Ops.TapePush || node.Op == Ops.TapePop)
        {
            footprint.Writes.Add(node.Operands[0]);
        }
        else if (node.Op == Ops.Store || node.Op == Ops.Clear || node.Op == Ops.AddTo)
        {
            footprint.Writes.Add(aliasing.ClassOf(node.Operands[0]));
        }
        else if (node.Op == Ops.Load && node.Is(Traits.Reads))
        {
            footprint.Reads.Add(aliasing.ClassOf(node.Operands[0]));
        }
        else if (node.Op == Ops.CallPure && node.Is(Traits.Reads))
        {
            foreach (var operand in node.Operands)
            {
                for (var memory = operand.Type.IsArray ? aliasing.ClassOf(operand) : null; memory is not null; memory = memory.Rows?.Root)
                {
                    footprint.Reads.Add(memory);
                }
            }
        }
        else if (node.Op == Ops.GetMember && node.Is(Traits.Reads))
        {
            footprint.HasEffect = true;
        }
        else if (node.Op == Ops.Call || node.Op == Ops.CallReading)
        {
            GatherHanded(node, node.Op == Ops.Call ? footprint.Writes : footprint.Reads);
        }
    }

    private void GatherHanded(Node call, HashSet<object> memory)
    {
        foreach (var operand in call.Operands)
        {
            for (var handed = operand.Type.IsArray ? aliasing.ClassOf(operand) : null; handed is not null; handed = handed.Rows?.Root)
            {
                memory.Add(handed);
            }
        }
    }
}
