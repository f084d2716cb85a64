namespace ExprAD;

/// <summary>Where a search is after an iteration.</summary>
/// <param name="Iteration">The number of iterations so far.</param>
/// <param name="Value">The least value found; of a least-squares fit, the sum of squares.</param>
/// <param name="GradientNorm">The greatest component of the gradient there.</param>
/// <param name="Evaluations">How often the function was evaluated so far.</param>
public readonly record struct MinimizationProgress(int Iteration, double Value, double GradientNorm, int Evaluations);
