using ExprAD.IR;

namespace ExprAD.Emission.Planning;

/// <summary>
/// How a graph becomes methods: which stretches of it are methods of their own (<see cref="Chunking"/>),
/// which values need no variable (<see cref="Inlining"/>), and where arrays
/// (<see cref="ArrayPlacement"/>) and tapes (<see cref="TapeForms"/>) come from.
/// </summary>
internal sealed class EmissionPlan
{
    private readonly Dictionary<int, NodePlan> nodes = [];

    private EmissionPlan()
    {
    }

    public NodePlan this[Node node] => nodes[node.Id];

    /// <summary>The method that is entered first.</summary>
    public Chunk Main { get; private set; } = null!;

    /// <summary>The allocations that use memory again; the others make fresh arrays.</summary>
    public IReadOnlyDictionary<Node, Placement> Placements { get; private set; } = null!;

    /// <summary>How tapes are held.</summary>
    public TapeForms Tapes { get; private set; } = null!;

    public static EmissionPlan Of(Graph graph, int chunkSize) => Of(graph, new ArrayPlacement(graph), chunkSize);

    /// <param name="graph">A graph, or the body of a function.</param>
    /// <param name="placement">Of the whole graph.</param>
    /// <param name="chunkSize">How many operations a method may have.</param>
    public static EmissionPlan Of(Graph graph, ArrayPlacement placement, int chunkSize)
    {
        var plan = new EmissionPlan();
        plan.Register(graph.Body);
        Use.ForEach(graph.Body, plan.Count);
        plan.Main = Chunking.Assign(graph, plan, chunkSize);
        Use.ForEach(graph.Body, plan.CompareChunks);
        SinCosPairs.Find(graph.Body, plan);
        Inlining.Decide(graph, plan);
        plan.Tapes = TapeForms.Of(graph, plan);
        plan.Placements = placement.In(graph.Body);
        return plan;
    }

    /// <summary>The place in <paramref name="home"/>'s own list that reads a value when something further in does.</summary>
    public int PositionIn(Region home, Region region, int position)
    {
        while (region != home)
        {
            // The body of a while runs after all of its condition, which encloses it; other regions run where their owner stands.
            (region, position) = region.Kind == RegionKind.Body
                ? (region.Parent!, region.Parent!.Nodes.Count)
                : (region.Owner!.Region!, this[region.Owner].Position);
        }

        return position;
    }

    private void Register(Region region)
    {
        foreach (var parameter in region.Parameters)
        {
            nodes.Add(parameter.Id, new NodePlan());
        }

        for (var p = 0; p < region.Nodes.Count; p++)
        {
            nodes.Add(region.Nodes[p].Id, new NodePlan { Position = p });
            foreach (var inner in region.Nodes[p].Regions)
            {
                Register(inner);
            }
        }
    }

    private void Count(Use use)
    {
        var value = this[use.Value];
        value.Uses++;
        value.LastSeen = use;
        value.LastUse = Math.Max(value.LastUse, PositionIn(use.Value.Region!, use.Region, use.Position));
    }

    private void CompareChunks(Use use)
    {
        var value = this[use.Value];
        if (ChunkOf(use) == value.Chunk)
        {
            value.IsReadAtHome = true;
        }
        else
        {
            value.Crosses = true;
        }
    }

    /// <summary>The method that a place lies in. The end of a region belongs to the method of the branch or loop.</summary>
    private Chunk ChunkOf(Use use) =>
        use.User is not null ? this[use.User].Chunk
        : use.Region.Owner is { } owner ? this[owner].Chunk
        : Main;
}
