namespace ExprAD.Optimizers;

/// <summary>What a search that ended has found.</summary>
internal sealed record Outcome(double[] X, double Value, double GradientNorm, int Iterations, int Evaluations, StopReason Reason);

/// <summary>What all searches have in common: counting, reporting, and when they end.</summary>
internal sealed class SearchRun(MinimizationOptions options, Func<int> evaluations)
{
    public int Iterations { get; private set; }

    /// <summary>Counts an iteration and tells of it.</summary>
    public void Report(double value, double gradientNorm)
    {
        Iterations++;
        options.Progress?.Report(new MinimizationProgress(Iterations, value, gradientNorm, evaluations()));
    }

    /// <summary>Whether to end before the next iteration.</summary>
    public StopReason? Stop(ReadOnlySpan<double> x, double value, double gradientNorm)
    {
        options.CancellationToken.ThrowIfCancellationRequested();

        // Of a large value at a large point, the change relative to both counts: −x⁴ has no minimum anywhere.
        var scale = Math.Max(1, Math.Abs(value) / Math.Max(1, DenseVectors.Largest(x)));
        return value < -1e100 ? StopReason.Unbounded
            : gradientNorm <= options.GradientTolerance * scale ? StopReason.GradientTolerance
            : Iterations >= options.MaxIterations ? StopReason.MaxIterations
            : null;
    }

    /// <summary>Whether to end after a step.</summary>
    public StopReason? StopAfterStep(ReadOnlySpan<double> from, ReadOnlySpan<double> to) =>
        DenseVectors.RelativeChange(from, to) <= options.StepTolerance ? StopReason.StepTolerance : null;

    public Outcome End(double[] x, double value, double gradientNorm, StopReason reason) =>
        new(x, value, gradientNorm, Iterations, evaluations(), reason);
}
