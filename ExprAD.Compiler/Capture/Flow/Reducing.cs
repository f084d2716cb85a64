using System.Linq.Expressions;
using ExprAD.Capture.Text;

namespace ExprAD.Capture.Flow;

/// <summary>
/// Gives loops that are entered at several places one head: a block that goes on to the place that a variable says.
/// Afterwards every jump back leads to a block that dominates it.
/// </summary>
internal sealed class Reducing(FlowGraph graph, Func<ParameterExpression> newVariable)
{
    private const int Limit = 100;

    private readonly HashSet<FlowBlock> heads = [];

    /// <summary>The blocks of the graph, reducible now, with their dominators.</summary>
    public Dominators Run()
    {
        for (var i = 0; i < Limit; i++)
        {
            var dominators = new Dominators(FlowOrder.Of(graph));
            if (Entered(dominators) is not { } entered)
            {
                return dominators;
            }

            var cycle = Cycle(entered, dominators);
            FlowBlock[] entries = [.. cycle.Where(b => dominators.Predecessors[b].Exists(p => !cycle.Contains(p)))];
            GiveHead(entries.Length > 1 ? entries : [.. cycle], dominators.Order);
        }

        throw new NotDifferentiableException("goto", "its jumps lead into loops from too many sides.", "Write loops with one entry each.");
    }

    /// <summary>The target of a jump back that does not dominate where the jump comes from; null where there is none.</summary>
    private static FlowBlock? Entered(Dominators dominators) =>
        dominators.Order.SelectMany(b => b.End.Targets.Where(t =>
            dominators.Holds(t) && dominators.PositionOf(t) <= dominators.PositionOf(b) && !dominators.Dominates(t, b))).FirstOrDefault();

    /// <summary>The blocks on the ways from a block back to it that don't lead through heads made before, where there are such ways.</summary>
    private HashSet<FlowBlock> Cycle(FlowBlock through, Dominators dominators)
    {
        foreach (var avoided in (HashSet<FlowBlock>[])[heads, []])
        {
            var ahead = Reach(through, b => b.End.Targets.Where(t => dominators.Holds(t) && !avoided.Contains(t)));
            ahead.IntersectWith(Reach(through, b => dominators.Predecessors[b].Where(p => !avoided.Contains(p))));
            if (ahead.Count > 1)
            {
                return ahead;
            }
        }

        return [through];
    }

    private static HashSet<FlowBlock> Reach(FlowBlock from, Func<FlowBlock, IEnumerable<FlowBlock>> next)
    {
        var found = new HashSet<FlowBlock> { from };
        var pending = new Stack<FlowBlock>([from]);
        while (pending.TryPop(out var block))
        {
            foreach (var other in next(block).Where(found.Add))
            {
                pending.Push(other);
            }
        }

        return found;
    }

    private void GiveHead(FlowBlock[] entries, IReadOnlyList<FlowBlock> blocks)
    {
        var which = newVariable();
        var head = graph.NewBlock();
        heads.Add(head);
        foreach (var block in blocks)
        {
            // Each jump has its own block on the way: one for all would itself be entered from several sides.
            block.End = Redirect(block.End, target =>
            {
                var number = Array.IndexOf(entries, target);
                if (number < 0)
                {
                    return target;
                }

                var way = graph.NewBlock();
                way.Steps.Add(new FlowStep(which, Expression.Constant(number)));
                way.End = new Jump(head);
                return way;
            });
        }

        var at = head;
        for (var i = 0; i < entries.Length - 1; i++)
        {
            var rest = i == entries.Length - 2 ? entries[^1] : graph.NewBlock();
            at.End = new Fork(Expression.Equal(which, Expression.Constant(i)), entries[i], rest);
            at = rest;
        }
    }

    private static FlowEnd Redirect(FlowEnd end, Func<FlowBlock, FlowBlock> way) => end switch
    {
        Jump jump => new Jump(way(jump.To)),
        Fork fork => new Fork(fork.Condition, way(fork.Then), way(fork.Else)),
        Guarded guarded when guarded.Exits.Any(e => way(e) != e) =>
            throw new NotDifferentiableException(CSharpText.Of(guarded.Source), "it jumps into a loop that has several entries.", "Write loops with one entry each."),
        _ => end,
    };
}
