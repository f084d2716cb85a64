namespace ExprAD.Tests.EndToEnd;

/// <summary>
/// Functions from several fields, in vectors and without: the same but for the order of sums and the last bits of functions such as exp.
/// Terms are of the order of 1, sums have at most a few thousand of them: 1e-11 leaves room for the roundings of each.
/// </summary>
public class VectorizedTests
{
    private const double Tolerance = 1e-11;

    private static readonly int[] Sizes = [1, 2, 3, 7, 8, 9, 16, 31, 32, 33, 64, 100];

    private static readonly double[] Data = Numbers(400, 7);

    private static readonly double[][] Rows = [Numbers(30, 8), Numbers(12, 9), Numbers(61, 10)];

    private static IEnumerable<TestCaseData> Functions =>
    [
        Case("log-sum-exp", w => Math.Log(w.Sum(t => Math.Exp(t - w.Max()))) + w.Max()),
        Case("mean and variance", w => w.Sum(t => (t - w.Average()) * (t - w.Average())) / w.Length),
        Case("weighted logistic", w => w.Select((t, i) => Math.Log(1 + Math.Exp(-t * Data[i]))).Sum()),
        Case("truncated", w => w.Where(t => t > 0.1).Sum(t => t * Math.Sqrt(t))),
        Case("largest square", w => w.Max(t => t * t)),
        Method("polynomial", w =>
        {
            var sum = 0.0;
            for (var i = 0; i < 100; i++)
            {
                var x = Data[i];
                var value = 0.0;
                for (var k = w.Length - 1; k >= 0; k--)
                {
                    value = value * x + w[k];
                }

                sum += value * value;
            }

            return sum / 100;
        }),
        Method("powers", w =>
        {
            var sum = 0.0;
            for (var i = 0; i < 40; i++)
            {
                var t = -1 + i * 2.0 / 39;
                var (residual, power) = ((double)Math.Sign(t), 1.0);
                foreach (var c in w)
                {
                    residual -= c * power;
                    power *= t;
                }

                sum += residual * residual;
            }

            return sum;
        }),
        Method("diffusion", w =>
        {
            var sum = 0.0;
            for (var i = 1; i < w.Length - 1; i++)
            {
                var d = w[i - 1] - 2 * w[i] + w[i + 1];
                sum += d * d;
            }

            return sum;
        }),
        Method("pairs", w =>
        {
            var energy = 0.0;
            for (var i = 0; i < w.Length; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    var d = w[i] - w[j];
                    energy += 1 / (1 + d * d);
                }
            }

            return energy;
        }),
        Method("cells", w =>
        {
            var (n, sum) = (w.Length / 2, 0.0);
            var state = new double[2, n];
            for (var t = 0; t < 3; t++)
            {
                for (var i = 0; i < n; i++)
                {
                    var signal = Data[i];
                    for (var layer = 0; layer < 2; layer++)
                    {
                        var gate = 1 / (1 + Math.Exp(-signal * w[i]));
                        state[layer, i] = state[layer, i] * gate + Math.Tanh(signal + w[n + i]);
                        signal = state[layer, i];
                    }

                    sum += signal;
                }
            }

            return sum;
        }),
        Method("leaky", w =>
        {
            var sum = 0.0;
            foreach (var t in w)
            {
                if (t > 0)
                {
                    sum += t * t;
                }
                else
                {
                    sum -= 0.1 * t;
                }
            }

            return sum;
        }),
        Method("guarded neighbours", w =>
        {
            var sum = 0.0;
            for (var i = 0; i < w.Length; i++)
            {
                if (i > 0 && w[i] > -0.9)
                {
                    sum += w[i] * w[i - 1];
                }

                if (i + 3 < w.Length)
                {
                    sum -= w[i + 3] * w[i];
                }
            }

            return sum;
        }),
        Method("rectified windows", w =>
        {
            var sum = 0.0;
            for (var s = 0; s < 3; s++)
            {
                var window = Rows[s];
                for (var t = 0; t <= window.Length - 5; t++)
                {
                    var output = 0.0;
                    for (var k = 0; k < 5 && k < w.Length; k++)
                    {
                        output += w[k] * window[t + k];
                    }

                    sum += output > 0 ? output : 0;
                }
            }

            return sum;
        }),
        Method("backwards", w =>
        {
            var sum = 0.0;
            for (var i = 0; i < w.Length; i++)
            {
                sum += w[w.Length - 1 - i] * w[i] * Data[i];
            }

            return sum;
        }),
        Method("histogram", w =>
        {
            var bins = new double[4];
            for (var i = 0; i < w.Length; i++)
            {
                bins[i % 4] += w[i] * w[i];
            }

            return bins[0] * bins[1] + bins[2] * bins[3];
        }),
    ];

    [TestCaseSource(nameof(Functions))]
    public void Vectors_change_last_bits_at_most(Func<GradOptions, GradientFunction<double[]>> make)
    {
        var (vectors, scalars) = (make(new GradOptions { Threads = 1 }), make(new GradOptions { Simd = false, Threads = 1 }));
        foreach (var size in Sizes)
        {
            var w = Numbers(size, size);
            var (expected, slopes) = scalars.ValueAndGradient(w);
            var (actual, found) = vectors.ValueAndGradient(w);
            Assert.That(actual, Is.EqualTo(expected).Within(Tolerance * Math.Max(1, Math.Abs(expected))), $"value for {size}");
            Assert.That(vectors.Value(w), Is.EqualTo(expected).Within(Tolerance * Math.Max(1, Math.Abs(expected))), $"value alone for {size}");
            Assert.That(found, Is.EqualTo(slopes).Within(Tolerance * Math.Max(1, slopes.Max(Math.Abs))), $"gradient for {size}");
        }
    }

    private static TestCaseData Case(string name, System.Linq.Expressions.Expression<Func<double[], double>> f) =>
        new TestCaseData((Func<GradOptions, GradientFunction<double[]>>)(o => Grad.Of(f, o))).SetArgDisplayNames(name);

    private static TestCaseData Method(string name, Func<double[], double> f) =>
        new TestCaseData((Func<GradOptions, GradientFunction<double[]>>)(o => Grad.OfMethod(f, o))).SetArgDisplayNames(name);

    private static double[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() * 2 - 1)];
    }
}
