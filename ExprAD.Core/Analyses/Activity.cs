using ExprAD.IR;
using ExprAD.Rules;

namespace ExprAD.Analyses;

/// <summary>
/// What takes part in a derivative: values that depend on a differentiated input ('varied') and on which the result
/// depends ('useful'), through operations that have derivatives. All else has no adjoint and no tangent: absent, not zero.
/// </summary>
internal sealed partial class Activity
{
    private readonly HashSet<Node> varied = [];
    private readonly HashSet<Node> useful = [];
    private readonly HashSet<MemoryClass> variedMemory = [];
    private readonly HashSet<MemoryClass> usefulMemory = [];
    private readonly Aliasing aliasing;
    private bool changed;

    private Activity(Aliasing aliasing) => this.aliasing = aliasing;

    public static Activity Of(Graph graph, Aliasing aliasing, IEnumerable<Node> inputs, IEnumerable<Node> results)
    {
        var activity = new Activity(aliasing);
        foreach (var input in inputs)
        {
            activity.Vary(input);
        }

        foreach (var result in results)
        {
            activity.Use(result);
        }

        do
        {
            activity.changed = false;
            foreach (var body in graph.Bodies)
            {
                activity.Forward(body);
            }
        }
        while (activity.changed);

        do
        {
            activity.changed = false;
            foreach (var body in graph.Bodies)
            {
                activity.Backward(body);
            }
        }
        while (activity.changed);

        return activity;
    }

    public bool IsVaried(Node node) => IsMemory(node) ? Any(variedMemory, aliasing.ClassOf(node)) : varied.Contains(node);

    /// <summary>For a number: it has an adjoint. For an array, or a tape of them: numbers in it do.</summary>
    public bool IsActive(Node node)
    {
        if (node.IsConstant)
        {
            return false;
        }

        if (!IsMemory(node))
        {
            return varied.Contains(node) && useful.Contains(node);
        }

        var memory = aliasing.ClassOf(node);
        return Any(variedMemory, memory) && Any(usefulMemory, memory);
    }

    /// <summary>Whether two arrays may be the same memory.</summary>
    public bool MayAlias(Node a, Node b) => aliasing.ClassOf(a) == aliasing.ClassOf(b);

    /// <summary>A tape is active like the numbers on it.</summary>
    private static bool IsMemory(Node node) => node.Type.IsArray || node.Type.Kind == TypeKind.Tape;

    private static bool Any(HashSet<MemoryClass> set, MemoryClass memory) =>
        set.Contains(memory) || (memory.Rows is { } rows && Any(set, rows.Root));

    private void Vary(Node node)
    {
        if (IsMemory(node))
        {
            VaryMemory(node);
        }
        else if (node.Type.IsFloat)
        {
            changed |= varied.Add(node);
        }
    }

    private void VaryMemory(Node array) => changed |= variedMemory.Add(Innermost(array));

    private void Use(Node node)
    {
        if (IsMemory(node))
        {
            changed |= usefulMemory.Add(Innermost(node));
        }
        else if (node.Type.IsFloat && !node.IsConstant)
        {
            changed |= useful.Add(node);
        }
    }

    /// <summary>The class of the arrays that hold the numbers themselves.</summary>
    private MemoryClass Innermost(Node array)
    {
        var memory = aliasing.ClassOf(array);
        for (var type = array.Type; type.Element.IsArray; type = type.Element)
        {
            memory = (memory.Rows ??= new MemoryClass()).Root;
        }

        return memory;
    }

    private void Forward(Region region)
    {
        foreach (var node in region.Nodes)
        {
            if (node.Op.Is(Traits.Region))
            {
                ForEachCarried(node, (from, to) =>
                {
                    if (IsVaried(from))
                    {
                        Vary(to);
                    }
                });
                foreach (var inner in node.Regions)
                {
                    Forward(inner);
                }
            }
            else if (node.Op == Ops.Invoke)
            {
                ForwardCall(node, (Function)node.Attribute!);
            }
            else if (node.Op == Ops.Store || node.Op == Ops.AddTo)
            {
                if (!node.Operands[^1].Type.IsArray && IsVaried(node.Operands[^1]))
                {
                    VaryMemory(node.Operands[0]);
                }
            }
            else if (node.Op == Ops.TapeStore || node.Op == Ops.TapePush)
            {
                if (node.Operands[^1].Type.IsFloat && varied.Contains(node.Operands[^1]))
                {
                    VaryMemory(node.Operands[0]);
                }
            }
            else if (node.Op == Ops.TapeLoad || node.Op == Ops.TapePop)
            {
                if (node.Type.IsFloat && IsVaried(node.Operands[0]))
                {
                    Vary(node);
                }
            }
            else if (node.Op == Ops.Load ? node.Type.IsFloat && IsVaried(node.Operands[0]) : AnyVaried(node) && PassesDerivatives(node))
            {
                Vary(node);
            }
        }
    }

    private bool AnyVaried(Node node)
    {
        foreach (var operand in node.Operands)
        {
            if (operand.Type.IsFloat && varied.Contains(operand))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>False for what is constant in the eyes of differentiation, by declaration. What is neither is an error: never a silent zero.</summary>
    private static bool PassesDerivatives(Node node)
    {
        if (node.Op == Ops.Load || Derivatives.Of(node.Op) is not null)
        {
            return node.Type.IsFloat;
        }

        return !node.Type.IsFloat || node.Is(Traits.NoDerivative)
            ? false
            : throw new NotDifferentiableException(
                node.Source ?? node.ToString(), $"nothing is known of the derivative of '{node.Op}'.", "Use operations that have one.");
    }

    private void Backward(Region region)
    {
        for (var i = region.Nodes.Count - 1; i >= 0; i--)
        {
            var node = region.Nodes[i];
            if (node.Op.Is(Traits.Region))
            {
                ForEachCarried(node, (from, to) =>
                {
                    if (to.Type.IsFloat && useful.Contains(to))
                    {
                        Use(from);
                    }
                });
                for (var r = node.Regions.Length - 1; r >= 0; r--)
                {
                    Backward(node.Regions[r]);
                }
            }
            else if (node.Op == Ops.Invoke)
            {
                BackwardCall(node, (Function)node.Attribute!);
            }
            else if (node.Op == Ops.Store || node.Op == Ops.AddTo)
            {
                if (!node.Operands[^1].Type.IsArray && usefulMemory.Contains(Innermost(node.Operands[0])))
                {
                    Use(node.Operands[^1]);
                }
            }
            else if (node.Op == Ops.TapeStore || node.Op == Ops.TapePush)
            {
                if (!node.Operands[^1].Type.IsArray && usefulMemory.Contains(Innermost(node.Operands[0])))
                {
                    Use(node.Operands[^1]);
                }
            }
            else if (node.Op == Ops.TapeLoad || node.Op == Ops.TapePop)
            {
                if (useful.Contains(node))
                {
                    Use(node.Operands[0]);
                }
            }
            else if (node.Op != Ops.Result && useful.Contains(node) && varied.Contains(node))
            {
                foreach (var operand in node.Operands)
                {
                    Use(operand);
                }
            }
        }
    }

    /// <summary>All ways in which a value goes into, around and out of a branch or loop.</summary>
    private static void ForEachCarried(Node node, Action<Node, Node> flow)
    {
        foreach (var result in node.Values)
        {
            var number = (int)result.Attribute!;
            if (node.Op == Ops.For)
            {
                Around(node.Operands[number + 1], node.Regions[0].Parameters[number + 1], node.Regions[0].Results[number], result, flow);
            }
            else if (node.Op == Ops.While)
            {
                Around(node.Operands[number], node.Regions[0].Parameters[number], node.Regions[1].Results[number], result, flow);
            }
            else
            {
                foreach (var region in node.Regions)
                {
                    if (number < region.Results.Count)
                    {
                        flow(region.Results[number], result);
                    }
                }
            }
        }
    }

    private static void Around(Node init, Node parameter, Node next, Node result, Action<Node, Node> flow)
    {
        flow(init, parameter);
        flow(next, parameter);
        flow(init, result);
        flow(next, result);
        flow(parameter, result);
    }
}
