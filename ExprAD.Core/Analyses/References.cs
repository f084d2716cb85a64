using ExprAD.IR;

namespace ExprAD.Analyses;

/// <summary>
/// Which values of one body may be the same array, or one a row of the other: these form one class. A class leaves the body
/// when any of its members is a parameter, a result, or handed to code that is not looked into.
/// </summary>
internal sealed class References
{
    private readonly Func<Function, int, bool> isLeaking;
    private readonly Dictionary<Node, Node> parents = [];
    private readonly HashSet<Node> exposed = [];
    private readonly List<Node> allocations = [];
    private readonly List<Node> outside;
    private readonly HashSet<Node> leaving;

    /// <param name="body">The body of a graph or a function.</param>
    /// <param name="isLeaking">Whether a function passes this parameter of its on to anywhere.</param>
    public References(Region body, Func<Function, int, bool> isLeaking)
    {
        this.isLeaking = isLeaking;
        Visit(body);
        outside = [.. body.Parameters.Concat(body.Results).Where(n => Refers(n) && !n.IsConstant)];
        leaving = [.. outside.Concat(exposed).Select(Find)];
    }

    /// <summary>What the body makes.</summary>
    public IReadOnlyList<Node> Allocations => allocations;

    /// <summary>Whether an array, or a tape, may be seen from outside the body.</summary>
    public bool Leaves(Node array) => leaving.Contains(Find(array));

    /// <summary>By class, which <see cref="ClassOf"/> gives, all its members.</summary>
    public ILookup<Node, Node> Members() => parents.Keys.ToArray().ToLookup(Find);

    public Node ClassOf(Node array) => Find(array);

    /// <summary>Whether this parameter may be found elsewhere after the body has run.</summary>
    public bool IsLeaking(Node parameter) =>
        Refers(parameter) && (exposed.Any(e => Find(e) == Find(parameter)) || outside.Any(o => o != parameter && Find(o) == Find(parameter)));

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
            else if (node.Op == Ops.Invoke)
            {
                UniteHanded(node);
            }
            else if (node.Op != Ops.Result)
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
        else if (!op.Is(Traits.Lanes) && op != Ops.Length && op != Ops.AddTo && op != Ops.Clear && op != Ops.IsNull && op != Ops.NewTape)
        {
            Expose(node);
            foreach (var operand in node.Operands)
            {
                Expose(operand);
            }
        }
    }

    /// <summary>What a function passes on may be any of what it gives, or be held by any other array that it passes on.</summary>
    private void UniteHanded(Node call)
    {
        Node? first = null;
        for (var i = 0; i < call.Operands.Length; i++)
        {
            if (Refers(call.Operands[i]) && isLeaking((Function)call.Attribute!, i))
            {
                Unite(first ??= call.Operands[i], call.Operands[i]);
                if (call.Is(Traits.Effect))
                {
                    Expose(call.Operands[i]);
                }
            }
        }

        foreach (var value in call.Values)
        {
            if (Refers(value))
            {
                Unite(first ??= value, value);
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

    private void Expose(Node node)
    {
        if (Refers(node) && !node.IsConstant)
        {
            Find(node);
            exposed.Add(node);
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
