using ExprAD.IR;

namespace ExprAD.Transforms.Vectorization;

/// <summary>How a loop is to run in vectors.</summary>
/// <param name="Loop">The loop.</param>
/// <param name="Shapes">What varies from lane to lane.</param>
/// <param name="Carried">How each value that the loop carries is carried.</param>
/// <param name="Lanes">The iterations that run side by side.</param>
/// <param name="LaneBytes">The bytes of the widest numbers.</param>
/// <param name="Unroll">How many vectors each value has.</param>
/// <param name="Fewest">The number of iterations from which on it is worth while.</param>
/// <param name="Cost">What all lanes cost together.</param>
internal sealed record LoopPlan(Node Loop, LaneShapes Shapes, CarriedLanes[] Carried, int Lanes, int LaneBytes, int Unroll, int Fewest, double Cost);
