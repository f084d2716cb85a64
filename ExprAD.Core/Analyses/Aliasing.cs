using ExprAD.IR;

namespace ExprAD.Analyses;

/// <summary>
/// Which arrays may be the same memory: a unification-based points-to analysis in the manner of Steensgaard.
/// Arrays that one value may stand for fall into one class; a class of jagged arrays knows the class of its rows.
/// Memory from outside stays apart by where it was got from, unless the graph writes to such memory: then all of that
/// element type is one class, since a caller may pass an array twice. A parameter of a function stands for all that it is
/// ever given.
/// </summary>
internal sealed class Aliasing
{
    private readonly Dictionary<Node, MemoryClass> classes = [];
    private readonly List<(IrType Element, MemoryClass Class)> outside = [];

    private Aliasing()
    {
    }

    public static Aliasing Of(Graph graph)
    {
        var aliasing = new Aliasing();
        foreach (var input in graph.Inputs)
        {
            aliasing.External(input.Node);
        }

        foreach (var body in graph.Bodies)
        {
            aliasing.Visit(body);
        }

        aliasing.MergeWrittenOutside();
        return aliasing;
    }

    /// <summary>The class of an array, list or tape.</summary>
    public MemoryClass ClassOf(Node array) => Find(array).Root;

    private void Visit(Region region)
    {
        foreach (var node in region.Nodes)
        {
            VisitNode(node);
            foreach (var inner in node.Regions)
            {
                Visit(inner);
            }

            if (node.Op.Is(Traits.Region))
            {
                UnifyCarried(node);
            }
        }
    }

    private void VisitNode(Node node)
    {
        if (node.Op == Ops.Load && node.Type.IsArray)
        {
            Unite(Rows(node.Operands[0]), Find(node));
        }
        else if ((node.Op == Ops.TapeLoad || node.Op == Ops.TapePop) && node.Type.IsArray)
        {
            Unite(Rows(node.Operands[0]), Find(node));
        }
        else if ((node.Op == Ops.TapeStore || node.Op == Ops.TapePush) && node.Operands[^1].Type.IsArray)
        {
            Unite(Rows(node.Operands[0]), Find(node.Operands[^1]));
        }
        else if (node.Op == Ops.Store)
        {
            var target = ClassOf(node.Operands[0]);
            target.Stores.Add(node);
            if (node.Operands[^1].Type.IsArray)
            {
                Unite(Rows(node.Operands[0]), Find(node.Operands[^1]));
            }
        }
        else if (node.Op == Ops.AddTo || node.Op == Ops.Clear || (node.Op.Is(Traits.Lanes) && node.Is(Traits.Writes) && node.Operands[0].Type.IsArray))
        {
            ClassOf(node.Operands[0]).Stores.Add(node);
        }
        else if (node.Op == Ops.Select && node.Type.IsArray)
        {
            Unite(Find(node), Find(node.Operands[1]));
            Unite(Find(node), Find(node.Operands[2]));
        }
        else if (node.Op == Ops.Invoke)
        {
            UniteHanded(node, (Function)node.Attribute!);
        }
        else if (node.Op == Ops.Call || node.Op == Ops.SetMember)
        {
            Escape(node);
        }
        else if (node.Type.IsArray && (node.Op == Ops.GetMember || node.Op == Ops.CallPure || node.Op == Ops.CallReading))
        {
            External(node);
        }
    }

    /// <summary>What is handed to code that is not looked into may be written to by it, and be what it hands back.</summary>
    private void Escape(Node node)
    {
        if (node.Type.IsArray)
        {
            External(node);
        }

        foreach (var operand in node.Operands)
        {
            if (operand.Type.IsArray)
            {
                External(operand);
                ClassOf(operand).Stores.Add(node);
            }
        }
    }

    private void External(Node node)
    {
        if (!node.Type.IsArray)
        {
            return;
        }

        for (var (type, found) = (node.Type, Find(node)); ; (type, found) = (type.Element, found.Root.Rows ??= new MemoryClass()))
        {
            found.Root.IsExternal = true;
            outside.Add((type.Element, found));
            if (!type.Element.IsArray)
            {
                return;
            }
        }
    }

    private void MergeWrittenOutside()
    {
        foreach (var group in outside.GroupBy(o => o.Element))
        {
            if (!group.Any(o => o.Class.Root.Stores.Count > 0))
            {
                continue;
            }

            var first = group.First().Class;
            foreach (var (_, other) in group)
            {
                Unite(first, other);
            }
        }
    }

    private void UnifyCarried(Node node)
    {
        foreach (var result in node.Values)
        {
            if (!result.Type.IsArray)
            {
                continue;
            }

            var number = (int)result.Attribute!;
            if (node.Op == Ops.For)
            {
                UniteAll(result, node.Operands[number + 1], node.Regions[0].Parameters[number + 1], node.Regions[0].Results[number]);
            }
            else if (node.Op == Ops.While)
            {
                UniteAll(result, node.Operands[number], node.Regions[0].Parameters[number], node.Regions[1].Results[number]);
            }
            else
            {
                foreach (var region in node.Regions)
                {
                    if (number < region.Results.Count)
                    {
                        UniteAll(result, region.Results[number]);
                    }
                }
            }
        }
    }

    private void UniteHanded(Node call, Function function)
    {
        if (!function.IsDefined)
        {
            Escape(call);
            return;
        }

        for (var i = 0; i < call.Operands.Length; i++)
        {
            UniteReferences(call.Operands[i], function.Body.Parameters[i]);
        }

        for (var i = 0; i < call.Values.Count; i++)
        {
            UniteReferences(call.Values[i], function.Body.Results[i]);
        }
    }

    private void UniteReferences(Node a, Node b)
    {
        if ((a.Type.IsArray || a.Type.Kind == TypeKind.Tape) && !a.IsConstant && !b.IsConstant)
        {
            Unite(Find(a), Find(b));
        }
    }

    private void UniteAll(Node first, params ReadOnlySpan<Node> others)
    {
        foreach (var other in others)
        {
            Unite(Find(first), Find(other));
        }
    }

    /// <summary>The class of what is in a jagged array, or on a tape of arrays.</summary>
    private MemoryClass Rows(Node jagged) => (ClassOf(jagged).Rows ??= new MemoryClass()).Root;

    private MemoryClass Find(Node array)
    {
        if (!classes.TryGetValue(array, out var found))
        {
            classes.Add(array, found = new MemoryClass());
        }

        return found;
    }

    private static void Unite(MemoryClass a, MemoryClass b)
    {
        (a, b) = (a.Root, b.Root);
        while (a != b)
        {
            b.Root = a;
            a.IsExternal |= b.IsExternal;
            a.Stores.AddRange(b.Stores);
            if (a.Rows is null)
            {
                a.Rows = b.Rows;
                return;
            }

            if (b.Rows is null)
            {
                return;
            }

            (a, b) = (a.Rows.Root, b.Rows.Root);
        }
    }
}

/// <summary>A set of arrays that may be the same memory.</summary>
internal sealed class MemoryClass
{
    private MemoryClass? merged;

    /// <summary>The class that this one has become part of, or itself.</summary>
    public MemoryClass Root
    {
        get => merged is null ? this : merged = merged.Root;
        set => merged = value;
    }

    /// <summary>Memory that the caller or other code can see.</summary>
    public bool IsExternal { get; set; }

    /// <summary>All nodes that may write to it.</summary>
    public List<Node> Stores { get; } = [];

    /// <summary>What the elements of jagged arrays in this class may be.</summary>
    public MemoryClass? Rows { get; set; }
}
