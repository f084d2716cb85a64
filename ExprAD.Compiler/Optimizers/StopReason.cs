namespace ExprAD;

/// <summary>Why a search ended.</summary>
public enum StopReason
{
    /// <summary>The gradient is as small as was asked for.</summary>
    GradientTolerance,

    /// <summary>The last step changed no unknown by more than was asked for.</summary>
    StepTolerance,

    /// <summary>What a further step could gain is below the precision of the value.</summary>
    Precision,

    /// <summary>No step along the search direction makes the value smaller: the gradient and the value may not belong together, or jump here.</summary>
    NoDecrease,

    /// <summary>The value falls without end.</summary>
    Unbounded,

    /// <summary>The greatest number of iterations was reached.</summary>
    MaxIterations,
}
