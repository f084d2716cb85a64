using ExprAD.Differentiation.Reverse.Checkpointing;
using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse;

/// <summary>The values of the graph's own body, where the reverse sweep stands behind the forward sweep.</summary>
internal sealed class KeptInSight(
    GraphBuilder builder, StoragePlan plan, ForwardSweep forward, AdjointFunctions functions, IReadOnlyDictionary<IrType, Node> stacks) : KeptValues(builder, plan)
{
    /// <summary>The steps of checkpointed loops that are being reversed.</summary>
    private readonly Dictionary<Node, ForwardSweep> steps = [];

    protected override Node? InSight(Node primal) =>
        primal.IsConstant || Plan.Scopes.IsTop(primal.Region!) ? SweepOf(primal)[primal]
        : Plan.Stored.TryGetValue(primal, out var keeping) && keeping == Keeping.Exported ? SweepOf(primal).Visible(primal)
        : null;

    protected override Node Tape(Node stored) => SweepOf(stored).Tape(stored);

    protected override Node Position(Node stored) => SweepOf(stored).Position(stored, IndexOf);

    protected override void Prepare(Node loop, Node index)
    {
        if (Plan.Scopes.Checkpointed.ContainsKey(loop))
        {
            steps[loop] = new CheckpointedSweep(Builder, Plan, loop, SweepOf(loop).SnapshotsOf(loop), Get).RunUpTo(index, functions, stacks);
        }
    }

    protected override void Prepare(Region region)
    {
        if (region.Owner is { } block && Plan.Scopes.Checkpointed.ContainsKey(block))
        {
            steps[block] = CheckpointedBlock.RunAgain(block, Get, new ForwardSweep(Builder, Plan, functions, stacks, block, Get));
        }
    }

    /// <summary>The forward sweep that a value was computed in.</summary>
    private ForwardSweep SweepOf(Node primal) => primal.Region is { } region && Plan.Scopes.LoopOf(region) is { } loop ? steps[loop] : forward;
}
