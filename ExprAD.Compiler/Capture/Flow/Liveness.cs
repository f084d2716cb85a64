using System.Linq.Expressions;

namespace ExprAD.Capture.Flow;

/// <summary>Which variables may still be read when a block begins, over a graph and the graphs of the trys in it.</summary>
internal sealed class Liveness
{
    private readonly ExpressionScan scan;
    private readonly Dictionary<FlowBlock, HashSet<ParameterExpression>> live = [];
    private readonly Dictionary<FlowBlock, HashSet<ParameterExpression>> assigned = [];
    private readonly Dictionary<FlowStep, VariableUse> uses = [];
    private readonly Dictionary<Expression, VariableUse> conditions = new(ReferenceEqualityComparer.Instance);
    private readonly List<(FlowBlock Block, FlowBlock[] Next)> blocks = [];
    private readonly HashSet<ParameterExpression> closed = [];
    private readonly HashSet<ParameterExpression> assignedByLambdas = [];

    /// <param name="graph">The graph.</param>
    /// <param name="result">The variable that is read in the end.</param>
    /// <param name="scan">What is known of the whole function.</param>
    public Liveness(FlowGraph graph, ParameterExpression? result, ExpressionScan scan)
    {
        this.scan = scan;
        Collect(graph, []);
        live[graph.Finish] = [.. closed, .. scan.States.Select(s => s.Variable)];
        if (result is not null)
        {
            live[graph.Finish].Add(result);
        }

        // Later blocks first, until the loops have settled.
        blocks.Reverse();
        while (Propagate())
        {
        }
    }

    /// <summary>The variables that may be read from the beginning of <paramref name="block"/> on.</summary>
    public IReadOnlySet<ParameterExpression> At(FlowBlock block) => live.GetValueOrDefault(block) ?? [];

    /// <summary>The variables that a block assigns, those in its try included.</summary>
    public IReadOnlySet<ParameterExpression> AssignedBy(FlowBlock block)
    {
        if (assigned.TryGetValue(block, out var known))
        {
            return known;
        }

        var found = new HashSet<ParameterExpression>();
        foreach (var step in block.Steps)
        {
            if (step.Target is not null)
            {
                found.Add(step.Target);
            }

            AddAssigned(uses[step], found);
        }

        if (block.End is Fork fork)
        {
            AddAssigned(conditions[fork.Condition], found);
        }
        else if (block.End is Guarded guarded)
        {
            found.UnionWith(FlowOrder.Of(guarded.Body).Concat(FlowOrder.Of(guarded.Last)).SelectMany(AssignedBy));
        }

        assigned.Add(block, found);
        return found;
    }

    /// <summary>The variables that a graph mentions, those of the trys in it included.</summary>
    public HashSet<ParameterExpression> MentionedIn(FlowGraph graph)
    {
        var found = new HashSet<ParameterExpression>();
        foreach (var block in FlowOrder.Of(graph))
        {
            found.UnionWith(block.Steps.SelectMany(s => uses[s].Mentioned));
            found.UnionWith(block.End switch
            {
                Fork fork => conditions[fork.Condition].Mentioned,
                Guarded guarded => MentionedIn(guarded.Body).Union(MentionedIn(guarded.Last)),
                _ => [],
            });
        }

        return found;
    }

    /// <summary>True when a graph does more than assign variables.</summary>
    public bool HasEffects(FlowGraph graph) =>
        FlowOrder.Of(graph).Exists(b => b.Steps.Exists(s => uses[s].HasEffects) || b.End is Guarded or Nowhere || (b.End is Fork fork && conditions[fork.Condition].HasEffects));

    /// <summary>True when a step assigns a variable beside its target.</summary>
    public bool IsAssignedWithin(FlowStep step, ParameterExpression variable)
    {
        var found = new HashSet<ParameterExpression>();
        AddAssigned(uses[step], found);
        return found.Contains(variable);
    }

    /// <summary>The variables that an expression reads.</summary>
    public IReadOnlySet<ParameterExpression> ReadBy(Expression expression) => VariableUse.Of(expression, scan).Mentioned;

    private void AddAssigned(VariableUse use, HashSet<ParameterExpression> found)
    {
        found.UnionWith(use.Assigned);
        if (use.Invokes)
        {
            found.UnionWith(assignedByLambdas);
        }
    }

    private void Collect(FlowGraph graph, FlowBlock[] onExit)
    {
        foreach (var block in FlowOrder.Of(graph))
        {
            foreach (var step in block.Steps)
            {
                uses[step] = Note(step.Value);
            }

            if (block.End is Fork fork)
            {
                conditions[fork.Condition] = Note(fork.Condition);
            }

            var next = new List<FlowBlock>(block.End.Targets);
            if (next.Exists(t => t.Graph != graph))
            {
                next.AddRange(onExit);
            }

            if (block.End is Guarded guarded)
            {
                next.AddRange([guarded.Body.Entry, guarded.Last.Entry]);
                Collect(guarded.Body, [guarded.Last.Entry, .. onExit]);
                Collect(guarded.Last, onExit);
                blocks.Add((guarded.Last.Finish, [.. guarded.Exits]));
            }

            blocks.Add((block, [.. next]));
        }
    }

    private VariableUse Note(Expression expression)
    {
        var use = VariableUse.Of(expression, scan);
        closed.UnionWith(use.Closed);
        assignedByLambdas.UnionWith(use.AssignedByLambdas);
        return use;
    }

    private bool Propagate()
    {
        var changed = false;
        foreach (var (block, next) in blocks)
        {
            var now = new HashSet<ParameterExpression>(closed);
            foreach (var target in next)
            {
                now.UnionWith(At(target));
            }

            if (block.End is Fork fork)
            {
                now.UnionWith(conditions[fork.Condition].Mentioned);
            }

            for (var i = block.Steps.Count - 1; i >= 0; i--)
            {
                if (block.Steps[i].Target is { } target)
                {
                    now.Remove(target);
                }

                now.UnionWith(uses[block.Steps[i]].Mentioned);
            }

            now.UnionWith(closed);
            if (!live.TryGetValue(block, out var before) || now.Count > before.Count)
            {
                live[block] = now;
                changed = true;
            }
        }

        return changed;
    }
}
