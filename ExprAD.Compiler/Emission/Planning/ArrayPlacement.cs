using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Emission.Planning;

/// <summary>Where the memory of an allocation comes from. Without <paramref name="Many"/>, one array serves all iterations.</summary>
/// <param name="Scope">
/// The loop (its body, or the condition of a <c>while</c>) in one iteration of which all arrays made here live and die;
/// the body of the graph or function if none; null where they live as long as the call of the whole graph.
/// </param>
/// <param name="Many">Several arrays made here are alive together.</param>
internal sealed record Placement(Region? Scope, bool Many);

/// <summary>
/// Finds the allocations whose arrays nobody outside can see: these may use the memory of the last call again.
/// What a function makes for itself is free when the function returns; several of its calls are under way at once.
/// </summary>
internal sealed class ArrayPlacement
{
    private readonly Confinement confinement;
    private readonly HashSet<MemoryClass> handedOut = [];
    private readonly Aliasing? aliasing;
    private readonly Graph graph;

    public ArrayPlacement(Graph graph)
    {
        this.graph = graph;
        confinement = Confinement.Of(graph);
        if (graph.Functions.Count == 0)
        {
            return;
        }

        aliasing = Aliasing.Of(graph);
        foreach (var result in graph.Results.Where(r => r.Type.IsArray))
        {
            for (var memory = aliasing.ClassOf(result); memory is not null; memory = memory.Rows?.Root)
            {
                handedOut.Add(memory);
            }
        }
    }

    /// <summary>The allocations in a body that need no fresh memory at each call.</summary>
    public Dictionary<Node, Placement> In(Region body)
    {
        var references = confinement.In(body);
        var members = references.Members();
        var isFunction = body != graph.Body;
        var placements = new Dictionary<Node, Placement>();
        foreach (var allocation in references.Allocations)
        {
            if (!references.Leaves(allocation))
            {
                var placement = Place(allocation, members[references.ClassOf(allocation)]);
                placements.Add(allocation, placement with { Many = placement.Many || isFunction });
            }
            else if (isFunction && aliasing!.ClassOf(allocation) is var memory && !memory.IsExternal && !handedOut.Contains(memory))
            {
                placements.Add(allocation, new Placement(null, Many: true));
            }
        }

        return placements;
    }

    private static Placement Place(Node allocation, IEnumerable<Node> members)
    {
        var innermost = EnclosingLoop(allocation.Region!);
        var scope = innermost;
        while (scope.Parent is not null && !members.All(m => m.Region!.IsWithin(scope) && !(m.Op == Ops.Param && m.Region == scope)))
        {
            scope = EnclosingLoop(scope.Parent);
        }

        return new Placement(scope, Many: scope != innermost);
    }

    /// <summary>This region, or the next one out, that runs again and again; in the end the body.</summary>
    public static Region EnclosingLoop(Region region)
    {
        while (region.Parent is not null && region.Kind == RegionKind.Branch)
        {
            region = region.Parent;
        }

        return region;
    }
}
