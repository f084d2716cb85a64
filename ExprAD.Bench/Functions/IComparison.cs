namespace ExprAD.Bench.Functions;

/// <summary>One function in all the ways there are to get its value and its gradient.</summary>
internal interface IComparison
{
    /// <summary>As the report names it.</summary>
    string Title { get; }

    /// <summary>Of how many numbers it is a function.</summary>
    int Inputs { get; }

    /// <summary>
    /// How many of the inputs the central differences go through. Fewer than there are where all would take minutes:
    /// the report then scales their time.
    /// </summary>
    int DifferencedInputs => Inputs;

    /// <summary>Makes data and delegates ready.</summary>
    void Setup();

    /// <summary>What each way gives, to be compared before anything is timed.</summary>
    IEnumerable<Outcome> Outcomes();

    /// <summary>
    /// What goes from the lambda to the first value and gradient. The data is at hand when this returns,
    /// but nothing was compiled.
    /// </summary>
    Func<GradOptions?, double> FirstResult();
}

/// <summary>What one way gives: a value, and the gradient as one row of numbers; null where it gives none.</summary>
internal sealed record Outcome(string Way, double Value, double[]? Gradient, double Tolerance = Outcome.Exact)
{
    /// <summary>The relative tolerance among exact gradients: only rounding differs.</summary>
    public const double Exact = 1e-9;

    /// <summary>The relative tolerance of central differences.</summary>
    public const double Approximate = 1e-5;
}
