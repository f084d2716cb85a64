using ExprAD.Optimizers;

namespace ExprAD;

/// <summary>What a least-squares search found.</summary>
/// <typeparam name="T">The type of the function's argument.</typeparam>
public sealed record LeastSquaresResult<T>
{
    private readonly double[,] jacobian;

    internal LeastSquaresResult(Fit fit, Layout<T> layout)
    {
        var outcome = fit.Outcome;
        (Minimizer, Residuals, jacobian) = (layout.Make(outcome.X), fit.Residuals, fit.Jacobian);
        (Value, GradientNorm, Iterations, Evaluations, Reason) = (outcome.Value, outcome.GradientNorm, outcome.Iterations, outcome.Evaluations, outcome.Reason);
    }

    /// <summary>The best point found.</summary>
    public T Minimizer { get; }

    /// <summary>The sum of the squares of the residuals there.</summary>
    public double Value { get; }

    /// <summary>The residuals there.</summary>
    public IReadOnlyList<double> Residuals { get; }

    /// <summary>The greatest component of the gradient of <see cref="Value"/>; with bounds, of those that do not point out of them.</summary>
    public double GradientNorm { get; }

    /// <summary>How many steps were taken.</summary>
    public int Iterations { get; }

    /// <summary>How often the residuals were evaluated.</summary>
    public int Evaluations { get; }

    /// <summary>Why the search ended.</summary>
    public StopReason Reason { get; }

    /// <summary>Whether what was found is a minimum as far as the tolerances, or the precision of the value, tell.</summary>
    public bool Converged => Reason is StopReason.GradientTolerance or StopReason.StepTolerance or StopReason.Precision;

    /// <summary>
    /// The covariance of the unknowns, in their order in the argument: (JᵀJ)⁻¹ times the variance of the residuals, which is
    /// <see cref="Value"/> divided by the number of residuals less that of unknowns.
    /// </summary>
    /// <returns>A symmetric matrix; not finite where the residuals do not determine the unknowns.</returns>
    public double[,] Covariance()
    {
        var inverse = OrthogonalFactors.Of(jacobian, [.. Residuals]).InverseOfNormal();
        var variance = Value / (jacobian.GetLength(0) - jacobian.GetLength(1));
        for (var i = 0; i < inverse.GetLength(0); i++)
        {
            for (var j = 0; j < inverse.GetLength(1); j++)
            {
                inverse[i, j] *= variance;
            }
        }

        return inverse;
    }

    /// <summary>The standard error of each unknown: the square roots of the diagonal of <see cref="Covariance"/>.</summary>
    /// <returns>One for each number in the argument.</returns>
    public double[] StandardErrors()
    {
        var covariance = Covariance();
        return [.. Enumerable.Range(0, covariance.GetLength(0)).Select(i => Math.Sqrt(covariance[i, i]))];
    }
}
