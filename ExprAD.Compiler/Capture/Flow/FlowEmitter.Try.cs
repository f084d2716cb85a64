namespace ExprAD.Capture.Flow;

internal sealed partial class FlowEmitter
{
    private FlowExit Try(FlowBlock from, Guarded guarded)
    {
        var liveness = analysis.Liveness;
        if (!liveness.HasEffects(guarded.Last))
        {
            // After an exception nobody sees the variables.
            var exit = Within(guarded.Body);
            return ThenLast(from, guarded, exit);
        }

        var body = new FlowAnalysis(new Dominators(FlowOrder.Of(guarded.Body)), liveness);
        var assigned = body.AssignedIn(body.Entry);
        if (assigned.FirstOrDefault(liveness.MentionedIn(guarded.Last).Contains) is { } late)
        {
            throw capture.Refuse(
                $"the last part of a try uses {late.Name}, which has no certain value there after an exception",
                "Assign it before the try.",
                guarded.Source);
        }

        var targets = body.ExitsOf(body.Entry);
        var carried = assigned.Where(v => targets.Any(t => liveness.At(t).Contains(v))).ToArray();
        var before = variables.Save(assigned.Concat(FlowOrder.Of(guarded.Last).SelectMany(liveness.AssignedBy)).Distinct());
        var merge = new FlowMerge(capture, carried);
        var exits = FlowExit.None;
        var nodes = Builder.Try(
            () =>
            {
                exits = Within(guarded.Body);
                var values = exits.IsNowhere ? merge.Nothing() : merge.Flatten(variables.Get(carried));
                return exits.Selector is null ? values : [.. values, exits.Selector];
            },
            () =>
            {
                variables.Restore(before);
                Within(guarded.Last);
            });
        variables.Restore(before);
        if (exits.IsNowhere)
        {
            return exits;
        }

        variables.Set(carried, merge.Rebuild(nodes));
        exits = exits with { Selector = exits.Selector is null ? null : nodes[^1] };
        return ThenLast(from, guarded, exits);
    }

    private FlowExit ThenLast(FlowBlock from, Guarded guarded, FlowExit exit) =>
        exit.IsNowhere || (!guarded.OnlyOnFault && Within(guarded.Last).IsNowhere) ? FlowExit.None
        : exit.Targets.Count == 1 ? Go(from, exit.Targets.Single())
        : exit;

    /// <summary>Builds a graph that is part of this one.</summary>
    private FlowExit Within(FlowGraph graph)
    {
        var inner = new FlowEmitter(capture, scan, scope, graph, analysis.Liveness, variables, numbers);
        return inner.Block(inner.analysis.Entry);
    }
}
