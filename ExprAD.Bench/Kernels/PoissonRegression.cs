using ExprAD.Bench.Functions;

namespace ExprAD.Bench.Kernels;

/// <summary>Negative log-likelihood of counts whose logarithmic rate is linear in the predictors.</summary>
internal sealed class PoissonRegression() : Kernel("statistics", "Poisson regression, 1000 × 20")
{
    private readonly double[][] rows = Samples.NormalRows(1000, 20, seed: 12);
    private readonly double[] counts = [.. Samples.Normal(1000, seed: 13).Select(t => Math.Floor(Math.Exp(t)))];

    public override double[] Point { get; } = [.. Samples.Normal(20, seed: 14).Select(t => 0.2 * t)];

    public override GradientFunction<double[]> Differentiate(GradOptions options) => Grad.Of(
        (double[] w) => rows.Zip(counts, (row, count) => Loss(row.Zip(w, (x, c) => x * c).Sum(), count)).Sum(), options);

    private static double Loss(double logRate, double count) => Math.Exp(logRate) - count * logRate;

    public override double HandWritten(double[] w, double[] gradient)
    {
        Array.Clear(gradient);
        var sum = 0.0;
        for (var i = 0; i < rows.Length; i++)
        {
            var (row, logRate) = (rows[i], 0.0);
            for (var j = 0; j < row.Length; j++)
            {
                logRate += row[j] * w[j];
            }

            var rate = Math.Exp(logRate);
            sum += rate - counts[i] * logRate;
            var scale = rate - counts[i];
            for (var j = 0; j < row.Length; j++)
            {
                gradient[j] += scale * row[j];
            }
        }

        return sum;
    }
}
