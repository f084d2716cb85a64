using ExprAD.IR;

namespace ExprAD.Emission.Planning;

/// <summary>Where the memory of an allocation comes from. Without <paramref name="Many"/>, one array serves all iterations.</summary>
/// <param name="Scope">The loop (its body, or the condition of a <c>while</c>) in one iteration of which all arrays made here live and die; the graph's body if none.</param>
/// <param name="Many">Several arrays made here are alive together.</param>
internal sealed record Placement(Region Scope, bool Many);

/// <summary>
/// Finds the allocations whose arrays nobody outside the function can see: these may use the memory of the last call again.
/// Values that may be the same array, or one a row of the other, form one class; it escapes when any of them is handed out.
/// </summary>
internal sealed class ArrayPlacement
{
    private readonly Dictionary<Node, Node> parents = [];
    private readonly HashSet<Node> escaping = [];
    private readonly List<Node> allocations = [];

    private ArrayPlacement()
    {
    }

    /// <summary>The allocations that need no fresh memory at each call.</summary>
    public static Dictionary<Node, Placement> Of(Graph graph)
    {
        var analysis = new ArrayPlacement();
        foreach (var input in graph.Inputs)
        {
            analysis.Escape(input.Node);
        }

        analysis.Visit(graph.Body);
        foreach (var result in graph.Results)
        {
            analysis.Escape(result);
        }

        return analysis.Place();
    }

    private static bool Refers(Node node) => node.Type.IsArray || (node.Type.Kind == TypeKind.Tape && node.Type.Element.IsArray);

    private void Visit(Region region)
    {
        foreach (var node in region.Nodes)
        {
            foreach (var inner in node.Regions)
            {
                Visit(inner);
            }

            if (node.Op.Is(Traits.Region))
            {
                UniteCarried(node);
            }
            else
            {
                Visit(node);
            }
        }
    }

    private void Visit(Node node)
    {
        var op = node.Op;
        if (op == Ops.NewArray || op == Ops.ZerosLike)
        {
            allocations.Add(node);
            Find(node);
        }
        else if (op == Ops.Load || op == Ops.Store || op == Ops.TapeStore || op == Ops.TapePush
            || op == Ops.TapeLoad || op == Ops.TapePop || op == Ops.Select || op == Ops.StopGradient)
        {
            // The value read, or the last operand where nothing is read, and the memory or the choices it comes from.
            var value = node.Type == IrType.Void ? node.Operands[^1] : node;
            foreach (var operand in node.Operands)
            {
                Unite(value, operand);
            }
        }
        else if (op != Ops.Length && op != Ops.AddTo && op != Ops.Clear && op != Ops.IsNull && op != Ops.NewTape)
        {
            Escape(node);
            foreach (var operand in node.Operands)
            {
                Escape(operand);
            }
        }
    }

    private void UniteCarried(Node node)
    {
        var first = node.Op == Ops.For ? 1 : 0;
        foreach (var region in node.Regions)
        {
            for (var i = first; i < region.Parameters.Count; i++)
            {
                Unite(region.Parameters[i], node.Operands[i]);
            }
        }

        var isLoop = node.Op == Ops.For || node.Op == Ops.While;
        foreach (var result in node.Values)
        {
            var number = (int)result.Attribute!;
            if (isLoop)
            {
                Unite(result, node.Regions[0].Parameters[number + first]);
            }

            foreach (var region in node.Regions)
            {
                if (region.Kind != RegionKind.Condition && number < region.Results.Count)
                {
                    Unite(result, region.Results[number]);
                }
            }
        }
    }

    private Dictionary<Node, Placement> Place()
    {
        var members = parents.Keys.ToLookup(Find);
        var outside = escaping.Select(Find).ToHashSet();
        return allocations
            .Where(a => !outside.Contains(Find(a)))
            .ToDictionary(a => a, a => Place(a, members[Find(a)]));
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

    /// <summary>This region, or the next one out, that runs again and again; in the end the graph's body.</summary>
    public static Region EnclosingLoop(Region region)
    {
        while (region.Parent is not null && region.Kind == RegionKind.Branch)
        {
            region = region.Parent;
        }

        return region;
    }

    private void Escape(Node node)
    {
        if (Refers(node) && !node.IsConstant)
        {
            Find(node);
            escaping.Add(node);
        }
    }

    private void Unite(Node a, Node b)
    {
        if (Refers(a) && Refers(b) && !a.IsConstant && !b.IsConstant)
        {
            parents[Find(a)] = Find(b);
        }
    }

    private Node Find(Node node)
    {
        if (!parents.TryGetValue(node, out var parent))
        {
            parents.Add(node, parent = node);
        }

        while (parent != node)
        {
            (node, parent) = (parent, parents[parent]);
        }

        return node;
    }
}
