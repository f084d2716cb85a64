using ExprAD.Bench.Functions;

namespace ExprAD.Bench.Kernels;

/// <summary>Logistic loss of signals through a convolution of some channels, a rectifier, the mean over time, and a linear layer.</summary>
internal sealed class Convolution() : Kernel("learning", "conv1d 8 × 5, batch of 32 × 64")
{
    private const int Channels = 8;
    private const int Taps = 5;

    private readonly double[][] signals = Samples.NormalRows(32, 64, seed: 32);
    private readonly double[] labels = [.. Samples.Normal(32, seed: 33).Select(t => t > 0 ? 1.0 : -1.0)];

    public override double[] Point { get; } = Samples.Normal(Channels * (Taps + 1), seed: 34);

    public override GradientFunction<double[]> Differentiate(GradOptions options) => Grad.Of((double[] p) => Loss(p, signals, labels), options);

    private static double Loss(double[] p, double[][] signals, double[] labels)
    {
        var loss = 0.0;
        for (var s = 0; s < signals.Length; s++)
        {
            var signal = signals[s];
            var logit = 0.0;
            for (var c = 0; c < Channels; c++)
            {
                var sum = 0.0;
                for (var t = 0; t <= signal.Length - Taps; t++)
                {
                    var output = 0.0;
                    for (var k = 0; k < Taps; k++)
                    {
                        output += p[c * Taps + k] * signal[t + k];
                    }

                    sum += output > 0 ? output : 0;
                }

                logit += p[Channels * Taps + c] * sum / (signal.Length - Taps + 1);
            }

            loss += Math.Log(1 + Math.Exp(-labels[s] * logit));
        }

        return loss;
    }

    public override double HandWritten(double[] p, double[] gradient)
    {
        Array.Clear(gradient);
        Span<double> means = stackalloc double[Channels];
        Span<double> slopes = stackalloc double[Channels * Taps];
        var loss = 0.0;
        for (var s = 0; s < signals.Length; s++)
        {
            var (signal, logit) = (signals[s], 0.0);
            var scale = 1.0 / (signal.Length - Taps + 1);
            slopes.Clear();
            for (var c = 0; c < Channels; c++)
            {
                var sum = 0.0;
                for (var t = 0; t <= signal.Length - Taps; t++)
                {
                    var output = 0.0;
                    for (var k = 0; k < Taps; k++)
                    {
                        output += p[c * Taps + k] * signal[t + k];
                    }

                    if (output > 0)
                    {
                        sum += output;
                        for (var k = 0; k < Taps; k++)
                        {
                            slopes[c * Taps + k] += signal[t + k];
                        }
                    }
                }

                means[c] = sum * scale;
                logit += p[Channels * Taps + c] * means[c];
            }

            var exponential = Math.Exp(-labels[s] * logit);
            loss += Math.Log(1 + exponential);
            var byLogit = -labels[s] * exponential / (1 + exponential);
            for (var c = 0; c < Channels; c++)
            {
                gradient[Channels * Taps + c] += byLogit * means[c];
                var byMean = byLogit * p[Channels * Taps + c] * scale;
                for (var k = 0; k < Taps; k++)
                {
                    gradient[c * Taps + k] += byMean * slopes[c * Taps + k];
                }
            }
        }

        return loss;
    }
}
