using ExprAD.Bench.Functions;

namespace ExprAD.Bench.Kernels;

/// <summary>How far par swap rates, from a curve of zero rates with a node a year, are from those quoted.</summary>
internal sealed class YieldCurve() : Kernel("finance", "yield curve, 50 years of swaps")
{
    private readonly double[] quotes = [.. Samples.Normal(50, seed: 9).Select((t, i) => 0.02 + 0.0003 * i + 0.0005 * t)];

    public override double[] Point { get; } = [.. Samples.Normal(50, seed: 10).Select((t, i) => 0.02 + 0.0003 * i + 0.0002 * t)];

    public override GradientFunction<double[]> Differentiate(GradOptions options) => Grad.Of((double[] rates) => Misfit(rates, quotes), options);

    private static double Misfit(double[] rates, double[] quotes)
    {
        var (sum, annuity) = (0.0, 0.0);
        for (var year = 0; year < rates.Length; year++)
        {
            var discount = Math.Exp(-rates[year] * (year + 1));
            annuity += discount;
            sum += Square((1 - discount) / annuity - quotes[year]);
        }

        return sum;
    }

    public override double HandWritten(double[] rates, double[] gradient)
    {
        var n = rates.Length;
        Span<double> discounts = stackalloc double[n];
        Span<double> annuities = stackalloc double[n];
        var (sum, annuity) = (0.0, 0.0);
        for (var year = 0; year < n; year++)
        {
            discounts[year] = Math.Exp(-rates[year] * (year + 1));
            annuities[year] = annuity += discounts[year];
            sum += Square((1 - discounts[year]) / annuity - quotes[year]);
        }

        var byAnnuity = 0.0;
        for (var year = n - 1; year >= 0; year--)
        {
            var par = (1 - discounts[year]) / annuities[year];
            var byPar = 2 * (par - quotes[year]) / annuities[year];
            byAnnuity -= byPar * par;
            gradient[year] = (byAnnuity - byPar) * -discounts[year] * (year + 1);
        }

        return sum;
    }
}
