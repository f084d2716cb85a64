using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse.Checkpointing;

/// <summary>
/// Chooses what is checkpointed: all blocks, and under a memory limit the loops that are not inside others and would store something.
/// </summary>
internal sealed class CheckpointPlan
{
    private readonly Augmented function;
    private readonly IReadOnlyCollection<Node> needed;
    private readonly bool bounded;
    private readonly StepStates states;
    private readonly Dictionary<Node, StepState> chosen = [];
    private readonly List<string> notes = [];

    private CheckpointPlan(Augmented function, IReadOnlyCollection<Node> needed, bool bounded) =>
        (this.function, this.needed, this.bounded, states) = (function, needed, bounded, new StepStates(function));

    /// <param name="function">The function.</param>
    /// <param name="needed">What the reverse sweep needs of the forward sweep.</param>
    /// <param name="limit">The bytes that all loops may take together; null for no limit. Each has an equal share.</param>
    /// <param name="bounded">Whether tapes with a place for every iteration must not grow; snapshots need such tapes, so that no loop is checkpointed then.</param>
    /// <returns>What is stored then, and what there is to tell people: what is checkpointed, and what is not, and why.</returns>
    public static (StoragePlan Storage, IReadOnlyList<string> Notes) Of(Augmented function, IReadOnlyCollection<Node> needed, long? limit, bool bounded)
    {
        var plan = new CheckpointPlan(function, needed, bounded);
        foreach (var block in function.Graph.AllNodes().Where(n => n.IsBlock))
        {
            plan.Choose(block);
        }

        var storage = plan.Storage(long.MaxValue);
        if (limit is not { } bytes || bounded)
        {
            return (storage, plan.notes);
        }

        var blocks = plan.chosen.Count;
        foreach (var loop in Outermost(function.Graph.Body).Where(storage.StoresIn))
        {
            plan.Choose(loop);
        }

        return (plan.Storage(bytes / Math.Max(1, plan.chosen.Count - blocks)), plan.notes);
    }

    private StoragePlan Storage(long limit) => StoragePlan.Of(function, needed, new Scopes(chosen, limit), bounded);

    private void Choose(Node node)
    {
        if (states.Of(node, out var obstacle) is { } state)
        {
            chosen.Add(node, state);
            notes.Add($"checkpointed: {Name(node)}: {Describe(node, state)}");
        }
        else
        {
            notes.Add($"not checkpointed: {Name(node)}: {obstacle}");
        }
    }

    private static string Describe(Node node, StepState state) =>
        node.IsBlock ? "run again before its mirror image"
        : state.IsEmpty ? "each iteration is run again before its mirror image"
        : $"the state before some iterations is stored, {state.Carried.Sum(k => StepState.Parameter(node, k).Type.Size)} B"
            + $"{(state.Arrays.Count > 0 ? $" and {state.Arrays.Count} arrays" : "")}, and the others are run again";

    private static string Name(Node node) => node.Source ?? (node.IsBlock ? "a block" : "a loop");

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
