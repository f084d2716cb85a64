using ExprAD.Bench.Functions;

namespace ExprAD.Bench.Kernels;

/// <summary>Negative log-likelihood of a series under a local linear trend: logarithms of three standard deviations.</summary>
internal sealed class KalmanFilter() : Kernel("statistics", "Kalman likelihood, 1000 observations")
{
    private readonly double[] series = [.. Samples.Normal(1000, seed: 17).Select((t, i) => 0.01 * i + t)];

    public override double[] Point { get; } = [0.1, -1, -2];

    public override GradientFunction<double[]> Differentiate(GradOptions options) => Grad.Of((double[] p) => Loss(p, series), options);

    private static double Loss(double[] p, double[] series)
    {
        var (r, q1, q2) = (Math.Exp(2 * p[0]), Math.Exp(2 * p[1]), Math.Exp(2 * p[2]));
        var (level, slope) = (0.0, 0.0);
        var (p11, p12, p22) = (10.0, 0.0, 10.0);
        var loss = 0.0;
        foreach (var y in series)
        {
            var innovation = y - level;
            var variance = p11 + r;
            loss += (Math.Log(variance) + innovation * innovation / variance) / 2;
            var (k1, k2) = (p11 / variance, p12 / variance);
            (level, slope) = (level + k1 * innovation, slope + k2 * innovation);
            (p11, p12, p22) = (p11 - k1 * p11, p12 - k1 * p12, p22 - k2 * p12);
            level += slope;
            (p11, p12, p22) = (p11 + 2 * p12 + p22 + q1, p12 + p22, p22 + q2);
        }

        return loss;
    }

    public override double HandWritten(double[] p, double[] gradient)
    {
        var (r, q1, q2) = (Math.Exp(2 * p[0]), Math.Exp(2 * p[1]), Math.Exp(2 * p[2]));
        var (level, slope) = (0.0, 0.0);
        var (p11, p12, p22) = (10.0, 0.0, 10.0);
        var loss = 0.0;
        for (var t = 0; t < series.Length; t++)
        {
            var innovation = series[t] - level;
            Tape[4 * t] = innovation;
            Tape[4 * t + 1] = p11;
            Tape[4 * t + 2] = p12;
            Tape[4 * t + 3] = p22;
            var inverse = 1 / (p11 + r);
            loss += (Math.Log(p11 + r) + innovation * innovation * inverse) / 2;
            var (k1, k2) = (p11 * inverse, p12 * inverse);
            slope += k2 * innovation;
            level += k1 * innovation + slope;
            (p11, p12, p22) = (p11 - k1 * p11, p12 - k1 * p12, p22 - k2 * p12);
            (p11, p12, p22) = (p11 + 2 * p12 + p22 + q1, p12 + p22, p22 + q2);
        }

        var (dr, dq1, dq2, dLevel, dSlope, d11, d12, d22) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var t = series.Length - 1; t >= 0; t--)
        {
            var (innovation, o11, o12) = (Tape[4 * t], Tape[4 * t + 1], Tape[4 * t + 2]);
            var inverse = 1 / (o11 + r);
            var (k1, k2) = (o11 * inverse, o12 * inverse);
            dq1 += d11;
            dq2 += d22;
            (d12, d22) = (2 * d11 + d12, d11 + d12 + d22);
            dSlope += dLevel;
            var dk1 = dLevel * innovation - d11 * o11 - d12 * o12;
            var dk2 = dSlope * innovation - d22 * o12;
            var dInnovation = dLevel * k1 + dSlope * k2 + innovation * inverse;
            var dVariance = (inverse - innovation * innovation * inverse * inverse) / 2 - (dk1 * k1 + dk2 * k2) * inverse;
            (d11, d12) = (d11 * (1 - k1) + dk1 * inverse + dVariance, d12 * (1 - k1) - d22 * k2 + dk2 * inverse);
            dr += dVariance;
            dLevel -= dInnovation;
        }

        (gradient[0], gradient[1], gradient[2]) = (2 * r * dr, 2 * q1 * dq1, 2 * q2 * dq2);
        return loss;
    }

    private double[] Tape { get; } = new double[4 * 1000];
}
