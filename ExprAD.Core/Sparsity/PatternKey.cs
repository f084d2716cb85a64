using ExprAD.IR;
using ExprAD.Transforms;

namespace ExprAD.Sparsity;

/// <summary>
/// Finds the integers that decide which way a dependence graph takes: its branches, trip counts and indices. Where all of these follow from integers
/// that are read or computed once, before any loop (lengths, sizes the user's lambda captured, integer arguments), patterns with the same
/// integers are the same, and need not be found again.
/// </summary>
internal sealed class PatternKey
{
    /// <summary>What is computed before any loop, and of no memory that is written to.</summary>
    private readonly HashSet<Node> early;

    /// <summary>The integers among them.</summary>
    private readonly HashSet<Node> keys;

    /// <summary>What can vary although the keys do not.</summary>
    private readonly HashSet<Node> loose;
    private bool changed;

    private PatternKey(Graph graph, int inputs)
    {
        early = graph.Inputs.Take(inputs).Select(i => i.Node).ToHashSet();
        foreach (var node in graph.Body.Nodes)
        {
            if (node.Is(Traits.Pure) && !node.Op.Is(Traits.Region) && node.Op != Ops.Result && AllEarly(node.Operands))
            {
                early.Add(node);
            }
        }

        keys = [.. early.Where(IsInteger)];
        loose = [.. early.Where(n => n.Op == Ops.Param && n.Type.IsFloat)];
    }

    /// <summary>The graph that gives the integers, of the function's own inputs; null where they do not decide all.</summary>
    /// <param name="graph">What <see cref="Dependence"/> has made.</param>
    /// <param name="inputs">How many inputs the function has of its own.</param>
    public static Graph? Of(Graph graph, int inputs)
    {
        if (graph.Functions.Count > 0)
        {
            // Each call of a function decides anew.
            return null;
        }

        var key = new PatternKey(graph, inputs);
        do
        {
            key.changed = false;
            key.Propagate(graph.Body);
        }
        while (key.changed);
        return graph.AllNodes().Any(key.DecidesLoosely) ? null : new Selection(new GraphBuilder(), key.early).Run(graph, inputs, [.. key.keys]);
    }

    private static bool IsInteger(Node node) => node.Type.IsInteger || node.Type.Kind == TypeKind.Bool;

    private bool AllEarly(ReadOnlySpan<Node> nodes)
    {
        foreach (var node in nodes)
        {
            if (!node.IsConstant && !early.Contains(node))
            {
                return false;
            }
        }

        return true;
    }

    private void Propagate(Region region)
    {
        foreach (var node in region.Nodes)
        {
            if (node.Op.Is(Traits.Region))
            {
                PropagateCarried(node);
                foreach (var inner in node.Regions)
                {
                    Propagate(inner);
                }
            }
            else if (node.Op != Ops.Result && node.Type != IrType.Void && (!IsComputed(node) || Any(node.Operands, loose)))
            {
                Loosen(node);
            }
        }
    }

    /// <summary>False for what is read from memory, or comes from code that is not looked into.</summary>
    private static bool IsComputed(Node node) =>
        node.Op is ScalarOp || node.Op == Ops.Convert || node.Op == Ops.ConvertChecked || node.Op == Ops.Length || node.Op == Ops.StopGradient
        || node.Op == Ops.NewArray || node.Op == Ops.NewTape;

    private void PropagateCarried(Node node)
    {
        foreach (var result in node.Values)
        {
            var number = (int)result.Attribute!;
            if (node.Op == Ops.For)
            {
                Around(node.Operands[number + 1], node.Regions[0].Parameters[number + 1], node.Regions[0].Results[number], result);
            }
            else if (node.Op == Ops.While)
            {
                Around(node.Operands[number], node.Regions[0].Parameters[number], node.Regions[1].Results[number], result);
            }
            else
            {
                foreach (var region in node.Regions)
                {
                    if (number < region.Results.Count && loose.Contains(region.Results[number]))
                    {
                        Loosen(result);
                    }
                }
            }
        }
    }

    private void Around(Node init, Node parameter, Node next, Node result)
    {
        if (loose.Contains(init) || loose.Contains(next))
        {
            Loosen(parameter);
            Loosen(result);
        }
    }

    private void Loosen(Node node)
    {
        if (!keys.Contains(node))
        {
            changed |= loose.Add(node);
        }
    }

    /// <summary>Whether what is read or written, or which region runs how often, depends on more than the keys.</summary>
    private bool DecidesLoosely(Node node)
    {
        if (node.Op == Ops.If || node.Op == Ops.For)
        {
            return loose.Contains(node.Operands[0]);
        }

        if (node.Op == Ops.While)
        {
            return loose.Contains(node.Regions[0].Results[0]);
        }

        if (node.Op == Ops.Select)
        {
            return node.Type.IsArray && loose.Contains(node.Operands[0]);
        }

        return node.Op == Ops.Try
            || (node.Op == Ops.Load && Any(node.Operands[1..], loose))
            || (node.Op == Ops.Store && Any(node.Operands[1..^1], loose))
            || (node.Op == Ops.TapeStore && loose.Contains(node.Operands[1]))
            || (node.Op == Ops.TapeLoad && loose.Contains(node.Operands[1]))
            || ((node.Op == Ops.NewArray || node.Op == Ops.NewTape) && Any(node.Operands, loose));
    }

    private static bool Any(ReadOnlySpan<Node> nodes, HashSet<Node> set)
    {
        foreach (var node in nodes)
        {
            if (set.Contains(node))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The function that gives some of the early values.</summary>
    private sealed class Selection(GraphBuilder builder, HashSet<Node> early) : GraphRewriter(builder)
    {
        public Graph Run(Graph graph, int inputs, IReadOnlyList<Node> nodes)
        {
            foreach (var input in graph.Inputs.Take(inputs))
            {
                Bind(input.Node, Builder.Input(input.Node.Type, input.Name, input.Role, input.Differentiable));
            }

            Rewrite(graph.Body);
            return Prune.Run(Builder.Build("key", Map([.. nodes]), [.. nodes.Select((_, i) => $"k{i}")]), strict: false);
        }

        protected override void Rewrite(Node node)
        {
            if (early.Contains(node))
            {
                base.Rewrite(node);
            }
        }
    }
}
