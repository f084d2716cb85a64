using ExprAD.Bench.Functions;

namespace ExprAD.Bench.Kernels;

/// <summary>
/// Negative log-likelihood of a linear model with a random intercept for each group: coefficients, then the logarithms of the
/// standard deviations within and between groups.
/// </summary>
internal sealed class MixedModel() : Kernel("statistics", "mixed model, 100 groups of 20")
{
    private const int Size = 20;
    private const int Predictors = 5;

    private readonly double[][][] groups = [.. Samples.NormalRows(100 * Size, Predictors, seed: 15).Chunk(Size)];
    private readonly double[][] responses = Samples.NormalRows(100, Size, seed: 16);

    public override double[] Point { get; } = [0.3, -0.2, 0.1, 0.4, -0.1, 0.2, -0.3];

    public override GradientFunction<double[]> Differentiate(GradOptions options) => Grad.Of((double[] p) => Loss(p, groups, responses), options);

    private static double Loss(double[] p, double[][][] groups, double[][] responses)
    {
        var within = Math.Exp(2 * p[Predictors]);
        var between = Math.Exp(2 * p[Predictors + 1]);
        var loss = 0.0;
        for (var g = 0; g < groups.Length; g++)
        {
            var (sum, squares) = (0.0, 0.0);
            for (var i = 0; i < groups[g].Length; i++)
            {
                var residual = responses[g][i];
                for (var j = 0; j < Predictors; j++)
                {
                    residual -= p[j] * groups[g][i][j];
                }

                sum += residual;
                squares += residual * residual;
            }

            // The covariance is within · I + between · 11ᵀ: its inverse and determinant are known in closed form.
            var total = within + Size * between;
            loss += ((Size - 1) * Math.Log(within) + Math.Log(total) + (squares - between / total * sum * sum) / within) / 2;
        }

        return loss;
    }

    public override double HandWritten(double[] p, double[] gradient)
    {
        Array.Clear(gradient);
        var within = Math.Exp(2 * p[Predictors]);
        var between = Math.Exp(2 * p[Predictors + 1]);
        var total = within + Size * between;
        var shrink = between / total;
        var (loss, dWithin, dBetween) = (0.0, 0.0, 0.0);
        Span<double> residuals = stackalloc double[Size];
        for (var g = 0; g < groups.Length; g++)
        {
            var (sum, squares) = (0.0, 0.0);
            for (var i = 0; i < Size; i++)
            {
                var (row, residual) = (groups[g][i], responses[g][i]);
                for (var j = 0; j < Predictors; j++)
                {
                    residual -= p[j] * row[j];
                }

                residuals[i] = residual;
                sum += residual;
                squares += residual * residual;
            }

            var quadratic = (squares - shrink * sum * sum) / within;
            loss += ((Size - 1) * Math.Log(within) + Math.Log(total) + quadratic) / 2;
            var byShrink = -sum * sum / within / 2;
            dWithin += ((Size - 1) / within + 1 / total - quadratic / within) / 2 - byShrink * shrink / total;
            dBetween += Size / total / 2 + byShrink * (1 - shrink * Size) / total;
            for (var i = 0; i < Size; i++)
            {
                var (row, scale) = (groups[g][i], (residuals[i] - shrink * sum) / within);
                for (var j = 0; j < Predictors; j++)
                {
                    gradient[j] -= scale * row[j];
                }
            }
        }

        gradient[Predictors] = 2 * within * dWithin;
        gradient[Predictors + 1] = 2 * between * dBetween;
        return loss;
    }
}
