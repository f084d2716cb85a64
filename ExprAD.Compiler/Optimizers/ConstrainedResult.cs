namespace ExprAD;

/// <summary>What a search for a minimum under equality constraints found.</summary>
/// <typeparam name="T">The type of the function's argument.</typeparam>
/// <param name="Minimizer">The best point found.</param>
/// <param name="Value">The value there.</param>
/// <param name="Multipliers">Lagrange's multiplier λ of each constraint: the gradient is −Jᵀλ there, and the minimum changes by λ·ε where a constraint c = 0 becomes c = −ε.</param>
/// <param name="GradientNorm">The greatest component of the gradient of the Lagrangian f + λᵀc.</param>
/// <param name="ConstraintNorm">The greatest magnitude of a constraint.</param>
/// <param name="Iterations">How many steps were taken.</param>
/// <param name="Evaluations">How often the function was evaluated.</param>
/// <param name="Reason">Why the search ended.</param>
public sealed record ConstrainedResult<T>(
    T Minimizer, double Value, IReadOnlyList<double> Multipliers, double GradientNorm, double ConstraintNorm, int Iterations, int Evaluations, StopReason Reason)
{
    /// <summary>Whether what was found is a minimum as far as the tolerances, or the precision of the value, tell.</summary>
    public bool Converged => Reason is StopReason.GradientTolerance or StopReason.StepTolerance or StopReason.Precision;
}
