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
    public StopReason? Stop(double value, double gradientNorm)
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        return gradientNorm <= options.GradientTolerance * Math.Max(1, Math.Abs(value)) ? StopReason.GradientTolerance
            : value == double.NegativeInfinity || value < -1e100 ? StopReason.Unbounded
            : Iterations >= options.MaxIterations ? StopReason.MaxIterations
            : null;
    }

    /// <summary>Whether to end after a step.</summary>
    public StopReason? StopAfterStep(ReadOnlySpan<double> from, ReadOnlySpan<double> to) =>
        Vectors.RelativeChange(from, to) <= options.StepTolerance ? StopReason.StepTolerance : null;

    public Outcome End(double[] x, double value, double gradientNorm, StopReason reason) =>
        new(x, value, gradientNorm, Iterations, evaluations(), reason);
}
