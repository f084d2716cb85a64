using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse.Checkpointing;

/// <summary>
/// Finds what a loop's step depends on beside what is the same in all of them: values the loop carries, and memory that it, or what
/// comes after it, writes. A loop that can't be run again from there, because others would notice or memory be mixed up, has none.
/// </summary>
internal sealed class StepStates(Augmented function)
{
    private readonly Aliasing aliasing = Aliasing.Of(function.Graph);
    private readonly Dictionary<Node, int> order = Order(function.Graph);

    /// <summary>The state of the loop's steps, or null and the reason why the loop, or the block, can't be run again.</summary>
    public StepState? Of(Node loop, out string? obstacle)
    {
        Node[] inside = [.. Graph.NodesOf(loop.Regions.ToArray())];
        HashSet<Node> outside = [.. Surroundings.Of(loop).Where(n => n.Type.IsArray)];
        obstacle = inside.Select(n => Effect(n, loop)).FirstOrDefault(o => o is not null) ?? Fresh(loop, inside);
        List<Node> arrays = [];
        foreach (var memory in Touched(inside).Distinct())
        {
            var seen = outside.Where(a => Holds(a, memory)).ToList();
            var written = memory.Stores.Any(s => IsInside(s, loop));
            if (seen.Count > 0 && (written || memory.Stores.Any(s => !IsBefore(s, loop))))
            {
                obstacle ??= Obstacle(memory, seen);
                arrays.AddRange(seen);
            }
        }

        obstacle ??= loop.IsBlock ? ObstacleOfBlock(loop, arrays) : null;
        return obstacle is null ? new StepState(Carried(loop), [.. arrays.Distinct().OrderBy(a => a.Id)]) : null;
    }

    private List<int> Carried(Node loop) =>
        loop.IsBlock ? [] : [.. loop.Values.Select(v => (int)v.Attribute!).Where(k => function.Reductions.At(StepState.Parameter(loop, k)) is not { IsSum: true })];

    /// <summary>What must not happen twice, or need not be the same the second time.</summary>
    private static string? Effect(Node node, Node loop) =>
        node.Op == Ops.Call ? $"it calls {Name(node)}, which is not looked into"
        : node.Op == Ops.Invoke && node.Is(Traits.Effect) ? $"it calls {node.Attribute}, which does more than to compute"
        : node.Op == Ops.SetMember ? $"it assigns {Name(node)}"
        : node.Op == Ops.GetMember && node.Is(Traits.Reads) ? $"it reads {Name(node)}, which may change"
        : node.Operands.Length > 0 && node.Operands[0] is { Type.Kind: TypeKind.Tape } tape && !IsInside(tape, loop) ? "it is the derivative of another loop"
        : null;

    /// <summary>Arrays that one step makes and the next one gets have no place of their own for what is kept of them.</summary>
    private string? Fresh(Node loop, Node[] inside)
    {
        HashSet<MemoryClass> made = [.. inside.Where(n => n.Op == Ops.NewArray || n.Op == Ops.ZerosLike).Select(aliasing.ClassOf)];
        return loop.Regions[0].Parameters.Any(p => p.Type.IsArray && made.Contains(aliasing.ClassOf(p)))
            ? "each of its steps hands on an array that it makes" : null;
    }

    /// <summary>A block has no snapshots: memory around it must stay as it is, and what it makes must be made for certain.</summary>
    private string? ObstacleOfBlock(Node block, List<Node> arrays) =>
        arrays.Count > 0 ? "arrays that it uses are written, in it or later"
        : block.Values.Any(v => v.Type.IsArray && function.Activity.IsActive(v) && !IsLinked(block, v)) ? "which array it hands out is decided inside"
        : null;

    /// <summary>From outside, or made here as a whole: so is its shadow.</summary>
    private static bool IsLinked(Node block, Node value)
    {
        var (body, made) = (block.Regions[0], block.Regions[0].Results[(int)value.Attribute!]);
        return made.Region is null || !made.Region.IsWithin(body)
            || (made.Region == body && (made.Op == Ops.NewArray || made.Op == Ops.ZerosLike) && !made.Type.Element.IsArray);
    }

    private static string? Obstacle(MemoryClass memory, List<Node> seen) =>
        memory.IsExternal ? "it writes to memory that the caller sees"
        : memory.Stores.Exists(s => s.Op == Ops.Store && s.Operands[^1].Type.IsArray) ? "it exchanges rows of a jagged array"
        : seen.Exists(a => !ElementWalk.Covers(a.Type)) ? "the arrays it writes hold more than numbers"
        : null;

    /// <summary>The memory that nodes write, or read as it changes.</summary>
    private IEnumerable<MemoryClass> Touched(Node[] nodes)
    {
        foreach (var node in nodes)
        {
            if (node.Is(Traits.Reads | Traits.Writes))
            {
                foreach (var operand in node.Operands.ToArray())
                {
                    for (var memory = operand.Type.IsArray ? aliasing.ClassOf(operand) : null; memory is not null; memory = memory.Rows?.Root)
                    {
                        yield return memory;
                    }
                }
            }
        }
    }

    /// <summary>Whether an array is of this memory, or its rows are.</summary>
    private bool Holds(Node array, MemoryClass memory)
    {
        var found = aliasing.ClassOf(array);
        while (found != memory && found.Rows is { } rows)
        {
            found = rows.Root;
        }

        return found == memory;
    }

    /// <summary>True when a node never runs after the loop has begun.</summary>
    private bool IsBefore(Node node, Node loop)
    {
        if (order[node] > order[loop])
        {
            return false;
        }

        for (var region = loop.Region!; region.Parent is not null; region = region.Parent)
        {
            if (region.Kind is RegionKind.Loop or RegionKind.Condition or RegionKind.Body && node.Region!.IsWithin(region))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsInside(Node node, Node loop)
    {
        foreach (var region in loop.Regions)
        {
            if (node.Region!.IsWithin(region))
            {
                return true;
            }
        }

        return false;
    }

    private static string Name(Node node) => node.Source ?? node.Op.Name;

    private static Dictionary<Node, int> Order(Graph graph)
    {
        var order = new Dictionary<Node, int>();
        foreach (var node in graph.AllNodes())
        {
            order.Add(node, order.Count);
        }

        return order;
    }
}
