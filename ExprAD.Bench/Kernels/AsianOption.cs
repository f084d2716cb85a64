using ExprAD.Bench.Functions;

namespace ExprAD.Bench.Kernels;

/// <summary>Price of an option on the average of a path, by Monte Carlo over drawn normals; spot, rate and volatility are differentiated.</summary>
internal sealed class AsianOption() : Kernel("finance", "Monte Carlo, 1000 paths of 50 steps")
{
    private const int Steps = 50;
    private const double Strike = 100;

    private readonly double[][] normals = Samples.NormalRows(1000, Steps, seed: 8);

    public override double[] Point { get; } = [100, 0.03, 0.2];

    public override GradientFunction<double[]> Differentiate(GradOptions options) => Grad.Of((double[] p) => Price(p[0], p[1], p[2], normals), options);

    private static double Price(double spot, double rate, double volatility, double[][] normals)
    {
        var drift = (rate - volatility * volatility / 2) / Steps;
        var diffusion = volatility / Math.Sqrt(Steps);
        var sum = 0.0;
        foreach (var path in normals)
        {
            var (price, total) = (spot, 0.0);
            foreach (var normal in path)
            {
                price *= Math.Exp(drift + diffusion * normal);
                total += price;
            }

            sum += Math.Max(total / Steps - Strike, 0);
        }

        return Math.Exp(-rate) * sum / normals.Length;
    }

    public override double HandWritten(double[] p, double[] gradient)
    {
        var (spot, rate, volatility) = (p[0], p[1], p[2]);
        var drift = (rate - volatility * volatility / 2) / Steps;
        var diffusion = volatility / Math.Sqrt(Steps);
        var (sum, bySpot, byDrift, byDiffusion) = (0.0, 0.0, 0.0, 0.0);
        foreach (var path in normals)
        {
            // The price is spot · exp(step · drift + diffusion · walk): derivatives run along with it.
            var (price, total, totalByDrift, totalByDiffusion, walk) = (spot, 0.0, 0.0, 0.0, 0.0);
            for (var step = 0; step < path.Length; step++)
            {
                walk += path[step];
                price *= Math.Exp(drift + diffusion * path[step]);
                total += price;
                totalByDrift += price * (step + 1);
                totalByDiffusion += price * walk;
            }

            if (total / Steps > Strike)
            {
                sum += total / Steps - Strike;
                bySpot += total / spot / Steps;
                byDrift += totalByDrift / Steps;
                byDiffusion += totalByDiffusion / Steps;
            }
        }

        var scale = Math.Exp(-rate) / normals.Length;
        gradient[0] = scale * bySpot;
        gradient[1] = scale * (byDrift / Steps - sum);
        gradient[2] = scale * (byDiffusion / Math.Sqrt(Steps) - byDrift * volatility / Steps);
        return scale * sum;
    }
}
