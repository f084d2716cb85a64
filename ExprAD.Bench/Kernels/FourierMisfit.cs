using ExprAD.Bench.Functions;

namespace ExprAD.Bench.Kernels;

/// <summary>How far the power spectrum of a signal is from the one wanted, by the signal: a radix-2 transform in place.</summary>
internal sealed class FourierMisfit() : Kernel("signals", "FFT power spectrum, 512 samples")
{
    private const int Length = 512;

    private readonly double[] wanted = [.. Samples.Normal(Length, seed: 25).Select(t => Length * Math.Exp(t))];
    private readonly double[] cosines = [.. Enumerable.Range(0, Length / 2).Select(k => Math.Cos(2 * Math.PI * k / Length))];
    private readonly double[] sines = [.. Enumerable.Range(0, Length / 2).Select(k => -Math.Sin(2 * Math.PI * k / Length))];
    private readonly int[] order = [.. Enumerable.Range(0, Length).Select(i => (int)(Reverse((uint)i) >> 23))];

    public override double[] Point { get; } = Samples.Normal(Length, seed: 26);

    public override GradientFunction<double[]> Differentiate(GradOptions options) =>
        Grad.Of((double[] x) => Misfit(x, wanted, cosines, sines, order), options);

    private static uint Reverse(uint bits)
    {
        var result = 0u;
        for (var i = 0; i < 32; i++)
        {
            result = (result << 1) | ((bits >> i) & 1);
        }

        return result;
    }

    private static double Misfit(double[] x, double[] wanted, double[] cosines, double[] sines, int[] order)
    {
        var re = new double[Length];
        var im = new double[Length];
        for (var i = 0; i < Length; i++)
        {
            re[i] = x[order[i]];
        }

        for (var half = 1; half < Length; half *= 2)
        {
            for (var first = 0; first < Length; first += 2 * half)
            {
                for (var k = 0; k < half; k++)
                {
                    var (c, s) = (cosines[k * (Length / 2 / half)], sines[k * (Length / 2 / half)]);
                    var (a, b) = (first + k, first + k + half);
                    var tr = c * re[b] - s * im[b];
                    var ti = c * im[b] + s * re[b];
                    re[b] = re[a] - tr;
                    im[b] = im[a] - ti;
                    re[a] += tr;
                    im[a] += ti;
                }
            }
        }

        var sum = 0.0;
        for (var i = 0; i < Length; i++)
        {
            sum += Square(re[i] * re[i] + im[i] * im[i] - wanted[i]);
        }

        return sum;
    }

    public override double HandWritten(double[] x, double[] gradient)
    {
        for (var i = 0; i < Length; i++)
        {
            re[i] = x[order[i]];
            im[i] = 0;
        }

        for (var half = 1; half < Length; half *= 2)
        {
            for (var first = 0; first < Length; first += 2 * half)
            {
                for (var k = 0; k < half; k++)
                {
                    var (c, s) = (cosines[k * (Length / 2 / half)], sines[k * (Length / 2 / half)]);
                    var (a, b) = (first + k, first + k + half);
                    var (tr, ti) = (c * re[b] - s * im[b], c * im[b] + s * re[b]);
                    (re[a], re[b]) = (re[a] + tr, re[a] - tr);
                    (im[a], im[b]) = (im[a] + ti, im[a] - ti);
                }
            }
        }

        var sum = 0.0;
        for (var i = 0; i < Length; i++)
        {
            var difference = re[i] * re[i] + im[i] * im[i] - wanted[i];
            sum += difference * difference;
            re[i] *= 4 * difference;
            im[i] *= 4 * difference;
        }

        // The transposed transform: the same butterflies backwards, turned the other way.
        for (var half = Length / 2; half >= 1; half /= 2)
        {
            for (var first = 0; first < Length; first += 2 * half)
            {
                for (var k = 0; k < half; k++)
                {
                    var (c, s) = (cosines[k * (Length / 2 / half)], sines[k * (Length / 2 / half)]);
                    var (a, b) = (first + k, first + k + half);
                    var (dr, di) = (re[a] - re[b], im[a] - im[b]);
                    re[a] += re[b];
                    im[a] += im[b];
                    re[b] = c * dr + s * di;
                    im[b] = c * di - s * dr;
                }
            }
        }

        for (var i = 0; i < Length; i++)
        {
            gradient[order[i]] = re[i];
        }

        return sum;
    }

    private readonly double[] re = new double[Length];
    private readonly double[] im = new double[Length];
}
