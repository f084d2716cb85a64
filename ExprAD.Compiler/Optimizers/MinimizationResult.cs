namespace ExprAD;

/// <summary>What a search for a minimum found.</summary>
/// <typeparam name="T">The type of the function's argument.</typeparam>
/// <param name="Minimizer">The best point found.</param>
/// <param name="Value">The value there.</param>
/// <param name="GradientNorm">The greatest component of the gradient there; with bounds, of those that do not point out of them; with constraints, of the Lagrangian's.</param>
/// <param name="Iterations">How many steps were taken.</param>
/// <param name="Evaluations">How often value and gradient were evaluated.</param>
/// <param name="Reason">Why the search ended.</param>
public sealed record MinimizationResult<T>(T Minimizer, double Value, double GradientNorm, int Iterations, int Evaluations, StopReason Reason)
{
    /// <summary>Whether what was found is a minimum as far as the tolerances, or the precision of the value, tell.</summary>
    public bool Converged => Reason is StopReason.GradientTolerance or StopReason.StepTolerance or StopReason.Precision;
}
