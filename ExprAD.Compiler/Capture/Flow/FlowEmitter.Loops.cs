using System.Linq.Expressions;
using ExprAD.Capture.Places;
using ExprAD.Capture.Text;
using ExprAD.IR;

namespace ExprAD.Capture.Flow;

internal sealed partial class FlowEmitter
{
    /// <summary>A loop goes by its condition where graphs name the source of their nodes.</summary>
    private FlowExit Loop(FlowBlock head)
    {
        var source = Builder.Source;
        Builder.Source = head.End is Fork fork ? CSharpText.Short(fork.Condition) : source;
        var exit = BuildLoop(head);
        Builder.Source = source;
        return exit;
    }

    private FlowExit BuildLoop(FlowBlock head)
    {
        var (assigned, targets) = analysis.Loop(head);
        var live = new HashSet<ParameterExpression>(analysis.Liveness.At(head));
        foreach (var target in targets)
        {
            live.UnionWith(analysis.Liveness.At(target));
        }

        var carried = assigned.Where(live.Contains).ToArray();
        var before = variables.Save(assigned);
        return CountedLoop.Match(analysis, head, assigned, targets) is { } counted && Trips(counted) is { } trips ? For(counted, trips, carried, before)
            : IsTestedFirst(head, targets) ? While(head, carried, before)
            : Repeat(head, targets, carried, before);
    }

    /// <summary>True where the loop ends in its head alone, which does nothing that is seen outside.</summary>
    private bool IsTestedFirst(FlowBlock head, HashSet<FlowBlock> targets) =>
        targets.Count == 1 && head.End is Fork fork
        && targets.Contains(fork.Then) != targets.Contains(fork.Else)
        && !analysis.LoopOf(head)!.Any(b => b != head && b.End.Targets.Any(targets.Contains))
        && !analysis.Liveness.AssignedBy(head).Overlaps(targets.SelectMany(analysis.Liveness.At));

    private FlowExit While(FlowBlock head, ParameterExpression[] carried, IReadOnlyList<(ParameterExpression, Value?)> before)
    {
        var fork = (Fork)head.End;
        var staysOnTrue = analysis.LoopOf(head)!.Contains(fork.Then);
        var merge = new FlowMerge(capture, carried);
        var nodes = Builder.While(
            merge.Flatten(variables.Get(carried)),
            values =>
            {
                variables.Set(carried, merge.Rebuild(values));
                Steps(head);
                var condition = capture.VisitNode(fork.Condition, scope);
                return staysOnTrue ? condition : Builder.Apply(Ops.Not, condition);
            },
            _ =>
            {
                var exit = Follows(head, Go(head, staysOnTrue ? fork.Then : fork.Else));
                return exit.IsNowhere ? merge.Nothing() : merge.Flatten(variables.Get(carried));
            });
        variables.Restore(before);
        variables.Set(carried, merge.Rebuild(nodes));
        return FlowExit.To(staysOnTrue ? fork.Else : fork.Then);
    }

    /// <summary>Any other loop: a number says whether it goes on, and if not, where it leads.</summary>
    private FlowExit Repeat(FlowBlock head, HashSet<FlowBlock> targets, ParameterExpression[] carried, IReadOnlyList<(ParameterExpression, Value?)> before)
    {
        var merge = new FlowMerge(capture, carried);
        var goesOn = numbers.Of(head, Builder);
        var nodes = Builder.While(
            [.. merge.Flatten(variables.Get(carried)), goesOn],
            values => Builder.Apply(Ops.Eq, values[^1], goesOn),
            values =>
            {
                variables.Set(carried, merge.Rebuild(values));
                var exit = Body(head);
                return exit.IsNowhere
                    ? [.. merge.Nothing(), goesOn]
                    : [.. merge.Flatten(variables.Get(carried)), Selector(exit)];
            });
        variables.Restore(before);
        variables.Set(carried, merge.Rebuild(nodes));
        return new FlowExit(targets, targets.Count > 1 ? nodes[^1] : null);
    }

    private FlowExit For(CountedLoop counted, Node trips, ParameterExpression[] carried, IReadOnlyList<(ParameterExpression, Value?)> before)
    {
        var variable = counted.Variable;
        var start = capture.VisitNode(variable, scope);
        var others = carried.Where(v => v != variable).ToArray();
        var merge = new FlowMerge(capture, others);
        var nodes = Builder.For(trips, merge.Flatten(variables.Get(others)), (index, values) =>
        {
            variables.Set(others, merge.Rebuild(values));
            variables.Set(variable, new NodeValue(counted.ValueAt(Builder, start, index), variable.Type));
            var exit = Follows(counted.Head, Go(counted.Head, counted.Inside));
            return exit.IsNowhere ? merge.Nothing() : merge.Flatten(variables.Get(others));
        });
        variables.Restore(before);
        variables.Set(others, merge.Rebuild(nodes));
        var ran = Builder.Apply(Ops.Max, trips, Builder.Number(0, trips.Type));
        variables.Set(variable, new NodeValue(counted.ValueAt(Builder, start, ran), variable.Type));
        return FlowExit.To(counted.Outside);
    }

    private Node? Trips(CountedLoop counted) =>
        counted.IsFixed(m => !scan.CallsOut && !scan.IsAssigned(m) && !Reference.IsValue(m)) && !analysis.Liveness.ReadBy(counted.Bound).Any(scan.IsInMemory)
            ? counted.Trips(Builder, capture.VisitNode(counted.Variable, scope), capture.VisitNode(counted.Bound, scope))
            : null;
}
