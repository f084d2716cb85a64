namespace ExprAD.Tests.Rules;

/// <summary>Derivatives by Ridders' method: central differences of shrinking width, extrapolated to width zero.</summary>
internal static class FiniteDifference
{
    private const int Steps = 12;
    private const double Shrink = 1.6;

    /// <summary>The slope of <paramref name="f"/> at <paramref name="x"/>; f is evaluated within <paramref name="width"/> of x.</summary>
    public static double Slope(Func<double, double> f, double x, double width)
    {
        var table = new double[Steps, Steps];
        var (best, error) = (double.NaN, double.MaxValue);
        for (var i = 0; i < Steps; i++, width /= Shrink)
        {
            table[0, i] = (f(x + width) - f(x - width)) / (x + width - (x - width));
            var factor = 1.0;
            for (var j = 1; j <= i; j++)
            {
                factor *= Shrink * Shrink;
                table[j, i] = ((table[j - 1, i] * factor) - table[j - 1, i - 1]) / (factor - 1);
                var disagreement = Math.Max(Math.Abs(table[j, i] - table[j - 1, i]), Math.Abs(table[j, i] - table[j - 1, i - 1]));
                if (disagreement < error)
                {
                    (best, error) = (table[j, i], disagreement);
                }
            }
        }

        return best;
    }
}
