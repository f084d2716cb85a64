namespace ExprAD.Checking;

/// <summary>A derivative found by differences, and how far it may be off.</summary>
internal readonly record struct Estimate(double Value, double Error)
{
    public static readonly Estimate None = new(double.NaN, double.PositiveInfinity);
}

/// <summary>
/// Finite differences extrapolated to step zero (C. Ridders, Accurate computation of F'(x) and F'(x) F''(x), 1982):
/// a tableau of differences at shrinking steps, each column one order higher, of which the most stable entry counts.
/// </summary>
internal static class Ridders
{
    private const int Levels = 10;
    private const double Shrink = 1.6;
    private const double GoodEnough = 1e-10;

    /// <summary>Relative to where; a function may be defined, or smooth, only near by.</summary>
    private static readonly double[] FirstSteps = [1e-2, 0.1, 1e-3, 1e-5];

    /// <summary>From both sides: the error falls with even powers of the step.</summary>
    public static Estimate Central(Func<double, double> f, double x) =>
        Best(x, step => (f(x + step) - f(x - step)) / (x + step - (x - step)), Shrink * Shrink);

    /// <summary>From one side: <paramref name="side"/> is 1 or -1.</summary>
    public static Estimate OneSided(Func<double, double> f, double x, int side)
    {
        var at = f(x);
        return Best(x, step => (f(x + (side * step)) - at) / (x + (side * step) - x), Shrink);
    }

    /// <summary>The best of several first steps, the first that is good enough.</summary>
    private static Estimate Best(double x, Func<double, double> difference, double factor)
    {
        var scale = x == 0 ? 1 : Math.Abs(x);
        var best = Estimate.None;
        foreach (var first in FirstSteps)
        {
            var estimate = Extrapolate(difference, first * scale, factor);
            best = estimate.Error < best.Error ? estimate : best;
            if (best.Error <= GoodEnough * Math.Abs(best.Value))
            {
                break;
            }
        }

        return best;
    }

    private static Estimate Extrapolate(Func<double, double> difference, double step, double factor)
    {
        var best = Estimate.None;
        double[] previous = [];
        for (var level = 0; level < Levels; level++, step /= Shrink)
        {
            var current = new double[level + 1];
            current[0] = difference(step);
            var power = factor;
            for (var order = 1; order <= level; order++, power *= factor)
            {
                current[order] = ((current[order - 1] * power) - previous[order - 1]) / (power - 1);
                var error = Math.Max(Math.Abs(current[order] - current[order - 1]), Math.Abs(current[order] - previous[order - 1]));
                if (error < best.Error)
                {
                    best = new Estimate(current[order], error);
                }
            }

            previous = current;
        }

        return best;
    }
}
