using ExprAD.Bench.GradBench.Protocol;

namespace ExprAD.Bench.GradBench.Evals;

/// <summary>
/// The logarithm of the posterior probability of a mixture of k Gaussians, given n points in d dimensions and a Wishart prior.
/// Component c has weight softmax(α)_c, mean μ_c and precision Q_cᵀQ_c, where Q_c is lower triangular with exp q_c on its diagonal
/// and l_c below it, column by column.
/// </summary>
internal sealed class GaussianMixture(GradOptions options) : Eval
{
    public override IEnumerable<EvalFunction> Functions =>
    [
        new EvalFunction<Input, double>("objective", input =>
        {
            var (objective, at) = (Objective(input), input.Independent);
            return () => objective.Value(at);
        }),
        new EvalFunction<Input, Independent>("jacobian", input =>
        {
            var (objective, at) = (Objective(input), input.Independent);
            var gradient = objective.Gradient(at);
            return () =>
            {
                objective.ValueAndGradient(at, gradient);
                return gradient;
            };
        }),
    ];

    private GradientFunction<Independent> Objective(Input input)
    {
        var (points, m, gamma) = (input.X, input.M, input.Gamma);
        return Grad.Of((Independent p) => LogLikelihood(p, points) + LogPrior(p, m, gamma), options);
    }

    private static double LogLikelihood(Independent p, double[][] points)
    {
        var (k, d) = (p.Alpha.Length, p.Mu[0].Length);
        var factors = new double[k, d, d];
        var offsets = new double[k];
        for (var c = 0; c < k; c++)
        {
            offsets[c] = p.Alpha[c];
            var next = 0;
            for (var j = 0; j < d; j++)
            {
                offsets[c] += p.Q[c][j];
                factors[c, j, j] = Math.Exp(p.Q[c][j]);
                for (var i = j + 1; i < d; i++)
                {
                    factors[c, i, j] = p.L[c][next++];
                }
            }
        }

        var sum = 0.0;
        foreach (var point in points)
        {
            var terms = new double[k];
            for (var c = 0; c < k; c++)
            {
                var centered = new double[d];
                for (var j = 0; j < d; j++)
                {
                    centered[j] = point[j] - p.Mu[c][j];
                }

                var squares = 0.0;
                for (var i = 0; i < d; i++)
                {
                    var row = 0.0;
                    for (var j = 0; j <= i; j++)
                    {
                        row += factors[c, i, j] * centered[j];
                    }

                    squares += row * row;
                }

                terms[c] = offsets[c] - squares / 2;
            }

            sum += LogSumExp(terms);
        }

        return sum - points.Length * (d * Math.Log(2 * Math.PI) / 2 + LogSumExp(p.Alpha));
    }

    private static double LogPrior(Independent p, int m, double gamma)
    {
        var (k, d) = (p.Alpha.Length, p.Mu[0].Length);
        var degrees = d + m + 1;
        var logarithm = 0.0;
        for (var c = 0; c < k; c++)
        {
            foreach (var q in p.Q[c])
            {
                logarithm += m * q - gamma * gamma / 2 * Math.Exp(q) * Math.Exp(q);
            }

            foreach (var l in p.L[c])
            {
                logarithm -= gamma * gamma / 2 * l * l;
            }
        }

        return logarithm + k * (degrees * d * Math.Log(gamma / Math.Sqrt(2)) - LogGamma(degrees / 2.0, d));
    }

    private static double LogSumExp(double[] x)
    {
        var max = x[0];
        foreach (var t in x)
        {
            max = Math.Max(max, t);
        }

        var sum = 0.0;
        foreach (var t in x)
        {
            sum += Math.Exp(t - max);
        }

        return max + Math.Log(sum);
    }

    /// <summary>The logarithm of the multivariate Γ function for d dimensions, at half-integers.</summary>
    private static double LogGamma(double x, int d)
    {
        var sum = d * (d - 1) / 4.0 * Math.Log(Math.PI);
        for (var j = 0; j < d; j++)
        {
            // Γ(x) = (x - 1) (x - 2) … down to Γ(½) = √π or Γ(1) = 1.
            var t = x - j / 2.0;
            while (t > 1)
            {
                t -= 1;
                sum += Math.Log(t);
            }

            sum += t < 1 ? Math.Log(Math.PI) / 2 : 0;
        }

        return sum;
    }

    internal sealed record Independent(double[] Alpha, double[][] Mu, double[][] Q, double[][] L);

    internal sealed record Input(double[][] X, int M, double Gamma, double[] Alpha, double[][] Mu, double[][] Q, double[][] L)
    {
        public Independent Independent => new(Alpha, Mu, Q, L);
    }
}
