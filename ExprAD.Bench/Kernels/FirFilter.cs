using ExprAD.Bench.Functions;

namespace ExprAD.Bench.Kernels;

/// <summary>How far a filtered signal is from the one wanted, by the filter's taps.</summary>
internal sealed class FirFilter() : Kernel("signals", "FIR filter, 32 taps, 2000 samples")
{
    private readonly double[] signal = Samples.Normal(2000, seed: 20);
    private readonly double[] wanted = Samples.Normal(2000, seed: 21);

    public override double[] Point { get; } = Samples.Normal(32, seed: 22);

    public override GradientFunction<double[]> Differentiate(GradOptions options) => Grad.Of((double[] taps) => Misfit(taps, signal, wanted), options);

    private static double Misfit(double[] taps, double[] signal, double[] wanted)
    {
        var sum = 0.0;
        for (var t = taps.Length - 1; t < signal.Length; t++)
        {
            var output = 0.0;
            for (var k = 0; k < taps.Length; k++)
            {
                output += taps[k] * signal[t - k];
            }

            sum += Square(output - wanted[t]);
        }

        return sum;
    }

    public override double HandWritten(double[] taps, double[] gradient)
    {
        Array.Clear(gradient);
        var sum = 0.0;
        for (var t = taps.Length - 1; t < signal.Length; t++)
        {
            var output = 0.0;
            for (var k = 0; k < taps.Length; k++)
            {
                output += taps[k] * signal[t - k];
            }

            var difference = output - wanted[t];
            sum += difference * difference;
            for (var k = 0; k < taps.Length; k++)
            {
                gradient[k] += 2 * difference * signal[t - k];
            }
        }

        return sum;
    }
}
