namespace ExprAD;

/// <summary>How a minimum, or a least-squares fit, is searched for, and when the search ends.</summary>
public sealed record MinimizationOptions
{
    internal static readonly MinimizationOptions Default = new();

    /// <summary>The method. A least-squares fit always uses that of Levenberg and Marquardt.</summary>
    public MinimizationMethod Method { get; init; } = MinimizationMethod.Automatic;

    /// <summary>
    /// The search has converged when no component of the gradient is greater than this, or, where the value is greater than 1 and than the unknowns, than this times their quotient. With bounds, components that point out of them do not count.
    /// </summary>
    public double GradientTolerance { get; init; } = 1e-8;

    /// <summary>The search has converged when a step changes no unknown by more than this, relative to its size.</summary>
    public double StepTolerance { get; init; } = 1e-14;

    /// <summary>After how many iterations to give up.</summary>
    public int MaxIterations { get; init; } = 2000;

    /// <summary>The least values of the unknowns, in their order in the argument; −∞ for none. Not for the two Newton methods.</summary>
    public IReadOnlyList<double>? LowerBounds { get; init; }

    /// <summary>The greatest values of the unknowns, in their order in the argument; +∞ for none. Not for the two Newton methods.</summary>
    public IReadOnlyList<double>? UpperBounds { get; init; }

    /// <summary>Is told of every iteration.</summary>
    public IProgress<MinimizationProgress>? Progress { get; init; }

    /// <summary>Ends the search by an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; init; }
}
