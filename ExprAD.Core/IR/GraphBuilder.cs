namespace ExprAD.IR;

/// <summary>
/// Builds a graph in program order. Pure nodes are hash-consed and simplified as they are built, and a pure node
/// whose operands exist outside the loop under construction goes outside that loop; so common subexpressions,
/// constant folding, algebraic identities and loop-invariant code motion hold by construction, in capture,
/// in differentiation and in every pass that rebuilds.
/// </summary>
internal sealed partial class GraphBuilder
{
    private readonly Dictionary<NodeKey, Node> known = [];
    private readonly Dictionary<Computation, Node> computations = [];
    private readonly Dictionary<(IrType Type, object? Value), Node> constants = [];
    private readonly List<GraphInput> inputs = [];
    private readonly List<Node> parameters = [];
    private readonly Region root = new(null);
    private Region current;
    private int nextId;

    /// <summary>Which state of memory a read sees: raised by each write, and at the edges of regions that may write.</summary>
    private int memory;

    public GraphBuilder(bool strict = false)
    {
        Strict = strict;
        current = root;
    }

    /// <summary>Only rewrites that keep every bit of every value.</summary>
    public bool Strict { get; }

    /// <summary>The user's C# that is being translated, remembered by the nodes built meanwhile.</summary>
    public string? Source { get; set; }

    /// <summary>
    /// True while derivatives are built, or rebuilt. What is not one may be computed again in another place, and must come out the
    /// same to the last bit there, whatever else is at hand.
    /// </summary>
    public bool IsDerivative => Source?.StartsWith('∂') == true;

    /// <summary>The region that nodes are added to now.</summary>
    public Region Current => current;

    public IReadOnlyList<GraphInput> Inputs => inputs;

    /// <summary>True for a node of this builder's; constants, which live everywhere, are nobody's.</summary>
    public bool Owns(Node node)
    {
        var region = node.Region;
        while (region is not null && region != root)
        {
            region = region.Parent;
        }

        return region == root;
    }

    /// <summary>Adds an input of the function. Inputs may be added at any time before <see cref="Build"/>.</summary>
    public Node Input(IrType type, string name, InputRole role, bool differentiable = false)
    {
        var node = Parameter(type, parameters.Count, root);
        node.Source = name;
        parameters.Add(node);
        inputs.Add(new GraphInput(node, name, role, differentiable));
        return node;
    }

    /// <summary>The constant <paramref name="value"/>, of type <paramref name="type"/> exactly.</summary>
    public Node Constant(object? value, IrType type)
    {
        // By bits: 0.0 and -0.0 are different constants, and a NaN is itself.
        object? key = value switch
        {
            double d => BitConverter.DoubleToInt64Bits(d),
            float f => BitConverter.SingleToInt32Bits(f),
            _ => value,
        };
        if (!constants.TryGetValue((type, key), out var node))
        {
            node = new Node(Ops.Const, type, [], value, []) { Id = -1 - constants.Count };
            constants.Add((type, key), node);
        }

        return node;
    }

    public Node Constant(double value) => Constant(value, IrType.F64);

    public Node Constant(int value) => Constant(value, IrType.I32);

    public Node Constant(bool value) => Constant(value, IrType.Bool);

    /// <summary>The number <paramref name="value"/> in the scalar type <paramref name="type"/>.</summary>
    public Node Number(double value, IrType type) => Constant(Scalars.FromDouble(value, type.Kind), type);

    /// <summary>Applies an operation on scalars; the result's type follows from the operands.</summary>
    public Node Apply(ScalarOp op, params ReadOnlySpan<Node> operands)
    {
        Node[] array = op.Is(Traits.Commutative) && Rank(operands[0]) > Rank(operands[1])
            ? [operands[1], operands[0]]
            : operands.ToArray();
        return Simplifier.Simplify(this, op, array) ?? Emit(op, op.Result(array), array);

        // Constants come last, so that identities need to look for them in one place only.
        static int Rank(Node node) => node.IsConstant ? int.MaxValue : node.Id;
    }

    /// <summary>Adds a node as it is: found again when an equal one is at hand, placed as far out as it may go.</summary>
    public Node Emit(Op op, IrType type, ReadOnlySpan<Node> operands, object? attribute = null) =>
        Emit(op, type, operands.ToArray(), attribute);

    /// <summary>The scalar operation on these operands if it is at hand already, as it was built.</summary>
    public Node? Find(ScalarOp op, params Node[] operands) =>
        known.TryGetValue(new NodeKey(op, op.Result(operands), operands, null, -1), out var node) && !node.Region!.IsClosed ? node : null;

    private Node Emit(Op op, IrType type, Node[] operands, object? attribute = null)
    {
        var node = new Node(op, type, operands, attribute, []);
        var mergeable = !node.Is(Traits.Writes | Traits.Effect | Traits.Region);
        var key = default(NodeKey);
        if (mergeable)
        {
            // What is known of an access's indices does not change what it gives.
            var identity = attribute is Access access ? Access.Of(access.ReadOnly) : attribute;
            key = new NodeKey(op, type, operands, identity, node.Is(Traits.Reads) ? memory : -1);
            if (known.TryGetValue(key, out var existing) && !existing.Region!.IsClosed)
            {
                return existing;
            }
        }

        Insert(node, mergeable ? Home(node) : current);
        if (mergeable)
        {
            known[key] = node;
        }
        else
        {
            memory++;
        }

        return node;
    }

    private void Insert(Node node, Region region)
    {
        node.Region = region;
        node.Id = nextId++;
        node.Source ??= Source;
        region.Append(node);
        if (node.Is(Traits.Effect | Traits.Writes))
        {
            for (var outer = region; outer is not null && !outer.HasEffects; outer = outer.Parent)
            {
                outer.HasEffects = true;
            }
        }
    }

    /// <summary>
    /// The outermost region in which a node may stand: out of loops on which no operand depends, never out of a branch.
    /// A node that can raise leaves a loop only as far as its guard, which runs when the loop's body does.
    /// </summary>
    private Region Home(Node node)
    {
        if (!node.Is(Traits.Pure))
        {
            return current;
        }

        var floor = 0;
        foreach (var operand in node.Operands)
        {
            floor = Math.Max(floor, operand.Region?.Depth ?? 0);
        }

        return Home(floor, node.Is(Traits.Traps));
    }

    private Region Home(int floor, bool traps)
    {
        var (region, inner) = (current, current);
        while (region.Depth > floor && region.Kind != RegionKind.Branch)
        {
            if (traps && (region.Kind != RegionKind.Loop || region.HasEffects || region.Parent!.Kind != RegionKind.Guard))
            {
                break;
            }

            (region, inner) = (region.Parent!, region);
        }

        // In the condition of a while it would run once more than in the body.
        return region.Kind == RegionKind.Condition && inner.Kind == RegionKind.Body ? inner : region;
    }

    private Node Parameter(IrType type, int number, Region region) =>
        new(Ops.Param, type, [], number, []) { Region = region, Id = nextId++ };

    /// <summary>Ends the building.</summary>
    public Graph Build(string name, IReadOnlyList<Node> results, IReadOnlyList<string> resultNames, string? source = null)
    {
        if (current != root)
        {
            throw new InvalidOperationException("A region is still open.");
        }

        root.Parameters = parameters;
        root.Results = results;
        return new Graph(name, root, inputs, resultNames) { Source = source };
    }
}
