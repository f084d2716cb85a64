using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Capture.Dependence;

/// <summary>
/// Which values of a graph depend, as floating-point numbers, on its differentiable inputs, or on one of its inputs. What has no derivative by
/// declaration (comparisons, roundings, casts to integers) does not. Arrays do when such a value is stored to them anywhere.
/// </summary>
internal sealed class DifferentiableNodes
{
    private readonly HashSet<Node> found = [];
    private readonly HashSet<MemoryClass> memory = [];
    private readonly Aliasing aliasing;

    private DifferentiableNodes(Graph graph, IEnumerable<Node> inputs)
    {
        aliasing = Aliasing.Of(graph);
        found.UnionWith(inputs);

        // Loops hand values back to their heads: until nothing more is found.
        while (graph.Bodies.Any(Visit))
        {
        }
    }

    public static DifferentiableNodes Of(Graph graph) => new(graph, graph.Inputs.Where(i => i.Differentiable).Select(i => i.Node));

    /// <summary>Those that depend on <paramref name="input"/>, differentiable or not.</summary>
    public static DifferentiableNodes Of(Graph graph, Node input) => new(graph, [input]);

    public bool Contains(Node node) => found.Contains(node) || (node.Type.IsArray && memory.Contains(aliasing.ClassOf(node)));

    private bool Visit(Region region)
    {
        var grown = false;
        foreach (var node in region.Nodes)
        {
            foreach (var inner in node.Regions)
            {
                grown |= Visit(inner);
            }

            grown |= Visit(node);
        }

        return grown;
    }

    private bool Visit(Node node)
    {
        if (node.Op == Ops.For)
        {
            return Carry(node.Regions[0], node.Operands[1..], node.Regions[0].Results, first: 1);
        }

        if (node.Op == Ops.While)
        {
            return Carry(node.Regions[0], node.Operands, node.Regions[1].Results, first: 0);
        }

        if (node.Attribute is Function { IsDefined: true } function)
        {
            return Hand(node.Operands, function.Body.Parameters);
        }

        if (node.Op == Ops.Store || node.Op == Ops.AddTo)
        {
            return Contains(node.Operands[^1]) && memory.Add(aliasing.ClassOf(node.Operands[0]));
        }

        return node.Type.HoldsFloats && !found.Contains(node) && DependsNow(node) && found.Add(node);
    }

    private bool DependsNow(Node node)
    {
        if (node.Op == Ops.Result)
        {
            return IsGivenBy(node.Operands[0], (int)node.Attribute!);
        }

        if (node.Is(Traits.NoDerivative) || node.Op == Ops.Call || node.Op == Ops.CallPure || node.Op == Ops.CallReading || node.Op == Ops.GetMember)
        {
            return false;
        }

        foreach (var operand in node.Operands)
        {
            if (Contains(operand))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsGivenBy(Node owner, int number) =>
        owner.Op == Ops.For ? Contains(owner.Regions[0].Parameters[number + 1])
        : owner.Op == Ops.While ? Contains(owner.Regions[0].Parameters[number])
        : owner.Attribute is Function function ? Contains(function.Body.Results[number])
        : owner.Op == Ops.If ? Contains(owner.Regions[0].Results[number]) || Contains(owner.Regions[1].Results[number])
        : Contains(owner.Regions[0].Results[number]);

    private bool Hand(ReadOnlySpan<Node> operands, IReadOnlyList<Node> parameters)
    {
        var grown = false;
        for (var i = 0; i < operands.Length; i++)
        {
            grown |= parameters[i].Type.HoldsFloats && Contains(operands[i]) && found.Add(parameters[i]);
        }

        return grown;
    }

    private bool Carry(Region region, ReadOnlySpan<Node> start, IReadOnlyList<Node> next, int first)
    {
        var grown = false;
        for (var i = 0; i < start.Length; i++)
        {
            grown |= (Contains(start[i]) || Contains(next[i])) && found.Add(region.Parameters[i + first]);
        }

        return grown;
    }
}
