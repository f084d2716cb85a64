using ExprAD.Optimizers.Directions;

namespace ExprAD.Optimizers;

/// <summary>Chooses among the methods.</summary>
internal static class Minimization
{
    /// <summary>Up to how many unknowns a dense matrix is worth its memory.</summary>
    private const int Dense = 200;

    public static Outcome Run(SmoothFunction function, double[] start, MinimizationOptions options)
    {
        var count = function.Count;
        var isNewton = options.Method is MinimizationMethod.Newton or MinimizationMethod.NewtonConjugateGradient;
        if (isNewton && (options.LowerBounds ?? options.UpperBounds) is not null)
        {
            throw new ArgumentException($"{options.Method} takes no bounds; Bfgs, LimitedMemoryBfgs and ConjugateGradient do.", nameof(options));
        }

        return options.Method switch
        {
            MinimizationMethod.NewtonConjugateGradient => TrustRegionNewton.Run(function, start, options),
            MinimizationMethod.Newton => DescentSearch.Run(function, new NewtonDirection(function), start, options),
            MinimizationMethod.ConjugateGradient => DescentSearch.Run(function, new ConjugateDirection(count), start, options),
            MinimizationMethod.Bfgs => DescentSearch.Run(function, new BfgsDirection(count), start, options),
            MinimizationMethod.LimitedMemoryBfgs => DescentSearch.Run(function, new LimitedMemoryDirection(count), start, options),
            _ => DescentSearch.Run(function, count <= Dense ? new BfgsDirection(count) : new LimitedMemoryDirection(count), start, options),
        };
    }
}
