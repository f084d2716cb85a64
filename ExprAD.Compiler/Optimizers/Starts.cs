namespace ExprAD.Optimizers;

/// <summary>What holds for the first point, and for the last.</summary>
internal static class Starts
{
    /// <summary>The name of the parameter in the user's calls.</summary>
    public const string Parameter = "x0";

    /// <exception cref="ArgumentException">The value or the gradient is infinite or not a number there.</exception>
    public static void Check(Point start)
    {
        if (!start.IsFinite)
        {
            throw new ArgumentException("The function, or its gradient, is not finite at the point to start from.");
        }
    }

    /// <summary>What is lost in rounding a value: no search can tell values apart that differ by less.</summary>
    public static double Rounding(double value) => 1e-13 * Math.Max(Math.Abs(value), 1e-300);
}
