using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse.Checkpointing;

/// <summary>A loop under a memory limit that is not checkpointed, and why.</summary>
internal sealed record Obstacle(Node Loop, string Reason);

/// <summary>Chooses the loops that are checkpointed: those of the function's own body, not inside others, that would store something.</summary>
internal sealed class CheckpointPlan
{
    private readonly Augmented function;
    private readonly Dictionary<Node, StepState> chosen = [];
    private readonly List<Obstacle> obstacles = [];
    private readonly long limit;

    private CheckpointPlan(Augmented function, long limit) => (this.function, this.limit) = (function, limit);

    /// <summary>The loops that would store something and are not checkpointed.</summary>
    public IReadOnlyList<Obstacle> Obstacles => obstacles;

    /// <param name="function">The function.</param>
    /// <param name="plain">What is stored without checkpoints.</param>
    /// <param name="limit">The bytes that all loops may take together.</param>
    public static CheckpointPlan Of(Augmented function, StoragePlan plain, long limit)
    {
        var plan = new CheckpointPlan(function, limit);
        var states = new StepStates(function);
        foreach (var loop in Outermost(function.Graph.Body).Where(plain.StoresIn))
        {
            if (states.Of(loop, out var obstacle) is { } state)
            {
                plan.chosen.Add(loop, state);
            }
            else
            {
                plan.obstacles.Add(new Obstacle(loop, obstacle!));
            }
        }

        return plan;
    }

    /// <summary>What is stored when these loops are checkpointed; each has an equal share of the limit.</summary>
    public StoragePlan Apply(IEnumerable<Node> needed) =>
        StoragePlan.Of(function, needed, new Scopes(chosen, limit / Math.Max(1, chosen.Count)));

    private static IEnumerable<Node> Outermost(Region region)
    {
        foreach (var node in region.Nodes)
        {
            if (node.Op == Ops.For || node.Op == Ops.While)
            {
                yield return node;
                continue;
            }

            foreach (var inner in node.Regions.ToArray().SelectMany(Outermost))
            {
                yield return inner;
            }
        }
    }
}
