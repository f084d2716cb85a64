using ExprAD.Bench.Functions;

namespace ExprAD.Bench.Kernels;

/// <summary>Squared error of softmax(Q Kᵀ / √d) V against targets, by all of Q, K and V.</summary>
internal sealed class Attention() : Kernel("learning", "attention, 48 tokens of 16")
{
    private const int Tokens = 48;
    private const int Width = 16;

    private readonly double[] targets = Samples.Normal(Tokens * Width, seed: 30);

    public override double[] Point { get; } = Samples.Normal(3 * Tokens * Width, seed: 31);

    public override GradientFunction<double[]> Differentiate(GradOptions options) => Grad.Of((double[] p) => Loss(p, targets), options);

    private static double Loss(double[] p, double[] targets)
    {
        const int Keys = Tokens * Width;
        const int Values = 2 * Tokens * Width;
        var loss = 0.0;
        for (var q = 0; q < Tokens; q++)
        {
            var weights = new double[Tokens];
            var sum = 0.0;
            for (var k = 0; k < Tokens; k++)
            {
                var score = 0.0;
                for (var i = 0; i < Width; i++)
                {
                    score += p[q * Width + i] * p[Keys + k * Width + i];
                }

                weights[k] = Math.Exp(score / Math.Sqrt(Width));
                sum += weights[k];
            }

            for (var i = 0; i < Width; i++)
            {
                var output = 0.0;
                for (var k = 0; k < Tokens; k++)
                {
                    output += weights[k] * p[Values + k * Width + i];
                }

                loss += Square(output / sum - targets[q * Width + i]);
            }
        }

        return loss;
    }

    public override double HandWritten(double[] p, double[] gradient)
    {
        const int Keys = Tokens * Width;
        const int Values = 2 * Tokens * Width;
        var scaling = 1 / Math.Sqrt(Width);
        Array.Clear(gradient);
        Span<double> weights = stackalloc double[Tokens];
        Span<double> outputs = stackalloc double[Width];
        var loss = 0.0;
        for (var q = 0; q < Tokens; q++)
        {
            var sum = 0.0;
            outputs.Clear();
            for (var k = 0; k < Tokens; k++)
            {
                var score = 0.0;
                for (var i = 0; i < Width; i++)
                {
                    score += p[q * Width + i] * p[Keys + k * Width + i];
                }

                weights[k] = Math.Exp(score * scaling);
                sum += weights[k];
                for (var i = 0; i < Width; i++)
                {
                    outputs[i] += weights[k] * p[Values + k * Width + i];
                }
            }

            var along = 0.0;
            for (var i = 0; i < Width; i++)
            {
                var output = outputs[i] / sum;
                var difference = output - targets[q * Width + i];
                loss += difference * difference;
                along += 2 * difference * output;
                outputs[i] = 2 * difference;
            }

            for (var k = 0; k < Tokens; k++)
            {
                var (weight, byWeight) = (weights[k] / sum, -along);
                for (var i = 0; i < Width; i++)
                {
                    byWeight += outputs[i] * p[Values + k * Width + i];
                    gradient[Values + k * Width + i] += outputs[i] * weight;
                }

                var byScore = byWeight * weight * scaling;
                for (var i = 0; i < Width; i++)
                {
                    gradient[q * Width + i] += byScore * p[Keys + k * Width + i];
                    gradient[Keys + k * Width + i] += byScore * p[q * Width + i];
                }
            }
        }

        return loss;
    }
}
