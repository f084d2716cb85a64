using ExprAD.Tests.Differentiation;

namespace ExprAD.Tests.Generators;

/// <summary>Compares derivatives with differences of a function, as far as those can be trusted.</summary>
internal static class Differences
{
    /// <summary>
    /// False where the function is not smooth enough around <paramref name="x"/> to say anything:
    /// near a kink or a jump, or too steep for any step.
    /// </summary>
    public static bool Check(double derivative, Func<double, double> f, double x, double tolerance, string what)
    {
        var (closest, trusted) = (double.PositiveInfinity, 0);
        var seen = new List<(double Difference, double Error)>();
        foreach (var step in (ReadOnlySpan<double>)[1e-2, 1e-3, 1e-4])
        {
            var (difference, error) = GradientCheck.Estimate(f, x, step);
            seen.Add((difference, error));
            var scale = Math.Max(1, Math.Abs(difference));
            if (error < tolerance * scale)
            {
                trusted++;
                closest = Math.Min(closest, Math.Abs(derivative - difference) / scale);
                if (closest < 10 * tolerance)
                {
                    return true;
                }
            }
        }

        if (trusted < 2)
        {
            return false;
        }

        throw new DisagreementException($"{what}: the gradient says {derivative:R}, differences say {string.Join(" and ", seen.Select(s => $"{s.Difference:R} ± {s.Error:E1}"))}");
    }
}
