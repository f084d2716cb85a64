using ExprAD.Bench.Functions;

namespace ExprAD.Bench.Kernels;

/// <summary>How far a signal through a second-order recursive filter is from the one wanted, by the filter's five coefficients.</summary>
internal sealed class IirFilter() : Kernel("signals", "biquad, 2000 samples")
{
    private readonly double[] signal = Samples.Normal(2000, seed: 23);
    private readonly double[] wanted = Samples.Normal(2000, seed: 24);

    public override double[] Point { get; } = [0.3, 0.2, 0.1, -0.5, 0.2];

    public override GradientFunction<double[]> Differentiate(GradOptions options) => Grad.Of((double[] p) => Misfit(p, signal, wanted), options);

    private static double Misfit(double[] p, double[] signal, double[] wanted)
    {
        var (x1, x2, y1, y2, sum) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var t = 0; t < signal.Length; t++)
        {
            var y = p[0] * signal[t] + p[1] * x1 + p[2] * x2 - p[3] * y1 - p[4] * y2;
            sum += Square(y - wanted[t]);
            (x1, x2, y1, y2) = (signal[t], x1, y, y1);
        }

        return sum;
    }

    public override double HandWritten(double[] p, double[] gradient)
    {
        var (n, sum) = (signal.Length, 0.0);
        for (var t = 0; t < n; t++)
        {
            var y = p[0] * signal[t] + p[1] * Signal(t - 1) + p[2] * Signal(t - 2) - p[3] * Output(t - 1) - p[4] * Output(t - 2);
            outputs[t] = y;
            sum += Square(y - wanted[t]);
        }

        var (next, afterNext) = (0.0, 0.0);
        var (g0, g1, g2, g3, g4) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var t = n - 1; t >= 0; t--)
        {
            var adjoint = 2 * (outputs[t] - wanted[t]) - p[3] * next - p[4] * afterNext;
            g0 += adjoint * signal[t];
            g1 += adjoint * Signal(t - 1);
            g2 += adjoint * Signal(t - 2);
            g3 -= adjoint * Output(t - 1);
            g4 -= adjoint * Output(t - 2);
            (next, afterNext) = (adjoint, next);
        }

        (gradient[0], gradient[1], gradient[2], gradient[3], gradient[4]) = (g0, g1, g2, g3, g4);
        return sum;
    }

    private double Signal(int t) => t < 0 ? 0 : signal[t];

    private double Output(int t) => t < 0 ? 0 : outputs[t];

    private readonly double[] outputs = new double[2000];
}
