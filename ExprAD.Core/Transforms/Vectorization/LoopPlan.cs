using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Transforms.Vectorization;

/// <summary>How a loop is to run in vectors.</summary>
/// <param name="Loop">The loop.</param>
/// <param name="Shapes">What varies from lane to lane.</param>
/// <param name="Carried">How each value that the loop carries is carried.</param>
/// <param name="Lanes">The iterations that run side by side.</param>
/// <param name="LaneBytes">The bytes of the widest numbers.</param>
/// <param name="Unroll">How many vectors each carried value has.</param>
/// <param name="Fewest">The number of iterations from which on it is worth while.</param>
internal sealed record LoopPlan(Node Loop, LaneShapes Shapes, CarriedLanes[] Carried, int Lanes, int LaneBytes, int Unroll, int Fewest);

/// <summary>Decides which loops run in vectors, and how.</summary>
internal sealed class LoopPlanner(Graph graph, int vectorBytes)
{
    private readonly Reductions reductions = Reductions.Of(graph);
    private readonly Aliasing aliasing = Aliasing.Of(graph);

    /// <summary>The plan, or the reason why the loop stays as it is.</summary>
    public (LoopPlan? Plan, string? Reason) Plan(Node loop)
    {
        var body = loop.Regions[0];
        if (body.Nodes.Any(n => n.Op == Ops.For || n.Op == Ops.While))
        {
            return (null, "it has loops inside");
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

        var cost = LoopCost.Of(body, shapes, vectorBytes);
        if (cost.Reason is not null)
        {
            return (null, cost.Reason);
        }

        var count = loop.Operands[0];
        return count.IsConstant && Scalars.ToInt64(count.Attribute!) < cost.Fewest ? (null, "it is too short")
            : (new LoopPlan(loop, shapes, carried, cost.Lanes, cost.LaneBytes, cost.Unroll(carried.Length > 0), cost.Fewest), null);
    }
}
