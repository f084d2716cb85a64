namespace ExprAD.IR;

/// <summary>
/// Rebuilds a graph, or part of one, through a builder, node by node in program order. A pass overrides what it changes;
/// everything the builder does on the way (merging, folding, hoisting) comes with it.
/// </summary>
internal partial class GraphRewriter(GraphBuilder builder)
{
    private readonly Dictionary<Node, Node> map = [];

    /// <summary>Of the graph, or of the function of it, that is being rebuilt.</summary>
    protected GraphBuilder Builder { get; private set; } = builder;

    /// <summary>What a node of the old graph has become.</summary>
    public virtual Node this[Node node]
    {
        get => node.IsConstant ? Builder.Constant(node.Attribute, node.Type)
            : map.TryGetValue(node, out var made) ? made
            : Outside(node);
        protected set => map[node] = value;
    }

    /// <summary>What a node stands for that is not part of what was rebuilt.</summary>
    protected virtual Node Outside(Node node) => throw new InvalidOperationException($"{node} was not rebuilt before its use.");

    /// <summary>Says what a node of the old graph is in the new one.</summary>
    public void Bind(Node old, Node made) => map[old] = made;

    public Node[] Map(ReadOnlySpan<Node> nodes)
    {
        var made = new Node[nodes.Length];
        for (var i = 0; i < made.Length; i++)
        {
            made[i] = this[nodes[i]];
        }

        return made;
    }

    /// <summary>The values of an old region, in the new graph.</summary>
    public Node[] Results(Region region)
    {
        var made = new Node[region.Results.Count];
        for (var i = 0; i < made.Length; i++)
        {
            made[i] = this[region.Results[i]];
        }

        return made;
    }

    /// <summary>Declares the same inputs in the new graph.</summary>
    public void CopyInputs(Graph graph)
    {
        foreach (var input in graph.Inputs)
        {
            this[input.Node] = Builder.Input(input.Node.Type, input.Name, input.Role, input.Differentiable);
        }
    }

    /// <summary>Rebuilds the nodes of a region where the builder stands.</summary>
    public virtual void Rewrite(Region region)
    {
        for (var i = 0; i < region.Nodes.Count; i++)
        {
            Rewrite(region.Nodes[i]);
        }
    }

    /// <summary>The whole graph, through this pass.</summary>
    public Graph Rewrite(Graph graph)
    {
        CopyInputs(graph);
        Rewrite(graph.Body);
        return Builder.Build(graph.Name, Results(graph.Body), graph.ResultNames, graph.Source);
    }

    protected virtual void Rewrite(Node node)
    {
        var source = Builder.Source;
        Builder.Source = node.Source;
        if (node.Op.Is(Traits.Region))
        {
            RewriteRegionNode(node);
        }
        else if (node.Op == Ops.Invoke)
        {
            RewriteInvoke(node);
        }
        else if (node.Op != Ops.Result)
        {
            this[node] = Clone(node, Map(node.Operands));
        }

        Builder.Source = source;
    }

    /// <summary>The node anew on other operands, simplified by what is now known of them.</summary>
    protected virtual Node Clone(Node node, Node[] operands)
    {
        if (node.Op is ScalarOp scalar)
        {
            return Builder.Apply(scalar, operands);
        }

        if (node.Op == Ops.Convert)
        {
            return Builder.Convert(operands[0], node.Type, (Type?)node.Attribute);
        }

        if (node.Op == Ops.Length)
        {
            return Builder.Length(operands[0], (int)node.Attribute!);
        }

        var attribute = node.Attribute;
        if (attribute is Access { InBounds: false } access && (node.Op == Ops.Load || node.Op == Ops.Store || node.Op == Ops.AddTo))
        {
            attribute = Bounds.Prove(operands[0], operands.AsSpan(1, operands[0].Type.Rank)) ? Access.Of(access.ReadOnly, inBounds: true) : access;
        }

        return Builder.Emit(node.Op, node.Type, operands, attribute);
    }

    protected virtual void RewriteRegionNode(Node node)
    {
        if (node.Op == Ops.If)
        {
            RewriteIf(node);
        }
        else if (node.Op == Ops.For)
        {
            RewriteFor(node);
        }
        else if (node.Op == Ops.While)
        {
            RewriteWhile(node);
        }
        else
        {
            RewriteTry(node);
        }
    }

    protected virtual void RewriteIf(Node node)
    {
        var (then, otherwise) = (node.Regions[0], node.Regions[1]);
        BindResults(node, Builder.If(
            this[node.Operands[0]],
            () =>
            {
                Rewrite(then);
                return Results(then);
            },
            () =>
            {
                Rewrite(otherwise);
                return Results(otherwise);
            }));
    }

    protected virtual void RewriteFor(Node node)
    {
        var body = node.Regions[0];
        BindResults(node, Builder.For(this[node.Operands[0]], Map(node.Operands[1..]), (index, carried) =>
        {
            BindParameters(body, [index, .. carried]);
            Rewrite(body);
            return Results(body);
        }));
    }

    protected virtual void RewriteWhile(Node node)
    {
        var (condition, body) = (node.Regions[0], node.Regions[1]);
        BindResults(node, Builder.While(
            Map(node.Operands),
            carried =>
            {
                BindParameters(condition, carried);
                Rewrite(condition);
                return this[condition.Results[0]];
            },
            _ =>
            {
                Rewrite(body);
                return Results(body);
            }));
    }

    protected virtual void RewriteTry(Node node)
    {
        var (body, handler) = (node.Regions[0], node.Regions[1]);
        BindResults(node, Builder.Try(
            () =>
            {
                Rewrite(body);
                return Results(body);
            },
            () => Rewrite(handler)));
    }

    protected void BindParameters(Region region, ReadOnlySpan<Node> made)
    {
        for (var i = 0; i < made.Length; i++)
        {
            this[region.Parameters[i]] = made[i];
        }
    }

    /// <summary>Binds the values of a region node, which follow it as <see cref="Ops.Result"/> nodes.</summary>
    protected void BindResults(Node node, ReadOnlySpan<Node> values)
    {
        foreach (var result in node.Values)
        {
            this[result] = values[(int)result.Attribute!];
        }
    }
}
