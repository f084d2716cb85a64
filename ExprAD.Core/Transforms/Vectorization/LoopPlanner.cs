using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Transforms.Vectorization;

/// <summary>Decides which loops run in vectors, and how: of loops in each other, the one that gains most.</summary>
internal sealed class LoopPlanner(Graph graph, int vectorBytes)
{
    /// <summary>What is larger stays as it is: a method has room for so much.</summary>
    private const int Largest = 400;

    private readonly Reductions reductions = Reductions.Of(graph);
    private readonly Aliasing aliasing = Aliasing.Of(graph);
    private readonly Dictionary<Node, (LoopPlan? Plan, string? Reason)> plans = [];

    /// <summary>The plan, or the reason why the loop stays as it is.</summary>
    public (LoopPlan? Plan, string? Reason) Plan(Node loop)
    {
        if (!plans.TryGetValue(loop, out var plan))
        {
            plans.Add(loop, plan = Make(loop));
        }

        return plan;
    }

    private (LoopPlan? Plan, string? Reason) Make(Node loop)
    {
        var body = loop.Regions[0];
        if (Graph.NodesOf([body]).Take(Largest + 1).Count() > Largest)
        {
            return (null, "it is too large");
        }

        var (carried, reason) = CarriedLanes.Of(loop, reductions);
        if (reason is not null)
        {
            return (null, reason);
        }

        var shapes = LaneShapes.Of(body);
        reason = Legality.Objection(body, shapes, aliasing);
        if (reason is not null)
        {
            return (null, reason);
        }

        var cost = LoopCost.Of(body, shapes, vectorBytes, inner => Plan(inner).Plan);
        if (cost.Reason is not null)
        {
            return (null, cost.Reason);
        }

        var count = loop.Operands[0];
        return count.IsConstant && Scalars.ToInt64(count.Attribute!) < cost.Fewest ? (null, "it is too short")
            : (new LoopPlan(loop, shapes, carried, cost.Lanes, cost.LaneBytes, LoopCost.Unroll(body, shapes), cost.Fewest, cost.Vector), null);
    }
}
