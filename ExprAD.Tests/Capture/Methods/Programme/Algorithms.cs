namespace ExprAD.Tests.Capture.Methods.Programme;

/// <summary>Algorithms from signal processing, statistics and machine learning.</summary>
public static class Algorithms
{
    [Sample(1, 2, -1, 0.5, 3, -2, 0.1, 1)]
    public static double FourierInPlace(double[] x)
    {
        var n = x.Length;
        var re = (double[])x.Clone();
        var im = new double[n];
        for (int i = 1, j = 0; i < n; i++)
        {
            var bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1)
            {
                j ^= bit;
            }

            j ^= bit;
            if (i < j)
            {
                (re[i], re[j]) = (re[j], re[i]);
            }
        }

        for (var length = 2; length <= n; length <<= 1)
        {
            var angle = -2 * Math.PI / length;
            for (var i = 0; i < n; i += length)
            {
                for (var k = 0; k < length / 2; k++)
                {
                    var (c, s) = (Math.Cos(angle * k), Math.Sin(angle * k));
                    var (a, b) = (i + k, i + k + length / 2);
                    var tr = re[b] * c - im[b] * s;
                    var ti = re[b] * s + im[b] * c;
                    re[b] = re[a] - tr;
                    im[b] = im[a] - ti;
                    re[a] += tr;
                    im[a] += ti;
                }
            }
        }

        var power = 0.0;
        for (var i = 0; i < n; i++)
        {
            power += (i + 1) * (re[i] * re[i] + im[i] * im[i]);
        }

        return power;
    }

    [Sample(0.1, 1, 0.5, 1.2, 0.9, 1.5)]
    public static double KalmanFilter(double[] x)
    {
        var (mean, variance, likelihood) = (0.0, 1.0, 0.0);
        for (var i = 2; i < x.Length; i++)
        {
            variance += x[0];
            var residual = x[i] - mean;
            var s = variance + x[1] * x[1];
            var gain = variance / s;
            likelihood -= 0.5 * (Math.Log(2 * Math.PI * s) + residual * residual / s);
            mean += gain * residual;
            variance *= 1 - gain;
        }

        return likelihood;
    }

    [Sample(0.7, 0.6, 0.9, 0.2)]
    public static double HiddenMarkovForward(double[] x)
    {
        int[] observed = [0, 1, 1, 0, 1];
        double[,] transition = { { x[0], 1 - x[0] }, { 1 - x[1], x[1] } };
        double[,] emission = { { x[2], 1 - x[2] }, { x[3], 1 - x[3] } };
        double[] alpha = [0.5 * emission[0, observed[0]], 0.5 * emission[1, observed[0]]];
        var likelihood = 0.0;
        for (var t = 1; t < observed.Length; t++)
        {
            var next = new double[2];
            var scale = 0.0;
            for (var j = 0; j < 2; j++)
            {
                for (var i = 0; i < 2; i++)
                {
                    next[j] += alpha[i] * transition[i, j];
                }

                next[j] *= emission[j, observed[t]];
                scale += next[j];
            }

            likelihood += Math.Log(scale);
            alpha = [next[0] / scale, next[1] / scale];
        }

        return likelihood;
    }

    [Sample(0.5, -0.3, 0.8, 0.2, 0.1, 0.4, -0.6, 0.9)]
    public static double Lstm(double[] x)
    {
        double[] inputs = [1, -0.5, 0.25, 2];
        var (h, c) = (0.0, 0.0);
        foreach (var input in inputs)
        {
            var forget = Sigmoid(x[0] * input + x[1] * h);
            var enter = Sigmoid(x[2] * input + x[3] * h);
            var candidate = Math.Tanh(x[4] * input + x[5] * h);
            var exit = Sigmoid(x[6] * input + x[7] * h);
            c = forget * c + enter * candidate;
            h = exit * Math.Tanh(c);
        }

        return h;
    }

    [Sample(1, 2, 3.5, 2, 0.9, 1.2, 3, 2.5, 1)]
    public static double DynamicTimeWarping(double[] x)
    {
        const int n = 5;
        var m = x.Length - n;
        var cost = new double[n + 1, m + 1];
        for (var i = 0; i <= n; i++)
        {
            for (var j = 0; j <= m; j++)
            {
                cost[i, j] = double.PositiveInfinity;
            }
        }

        cost[0, 0] = 0;
        for (var i = 1; i <= n; i++)
        {
            for (var j = 1; j <= m; j++)
            {
                var d = x[i - 1] - x[n + j - 1];
                cost[i, j] = d * d + Math.Min(cost[i - 1, j], Math.Min(cost[i, j - 1], cost[i - 1, j - 1]));
            }
        }

        return cost[n, m];
    }

    [Sample(1, 2, 3, 4)]
    public static double ContinuedFraction(double[] x)
    {
        var value = x[^1];
        for (var i = x.Length - 2; i >= 0; i--)
        {
            value = x[i] + 1 / value;
        }

        return value;
    }

    [Sample(2, 0.5)]
    public static double BisectionInside(double[] x)
    {
        var (low, high) = (0.0, 4.0);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (middle * middle * middle > 5)
            {
                high = middle;
            }
            else
            {
                low = middle;
            }
        }

        return low * x[0] + Math.Sin(low * x[1]);
    }

    [Sample(2, 0.5)]
    public static double NewtonInside(double[] x)
    {
        var root = 1.0;
        for (var i = 0; ; i++)
        {
            var f = root * root * root + x[1] * root - x[0];
            if (Math.Abs(f) < 1e-14 || i > 50)
            {
                return root * root;
            }

            root -= f / (3 * root * root + x[1]);
        }
    }

    [Sample(0.3, 1, 2)]
    public static double Horner(double[] x)
    {
        double[] coefficients = [1, -0.5, 0.25, 3];
        var y = 0.0;
        for (var i = coefficients.Length - 1; i >= 0; i--)
        {
            y = y * x[0] + coefficients[i] * x[1];
        }

        return y * x[2];
    }

    [Sample(1, 2, 3, 0.5)]
    public static double SoftmaxCrossEntropy(double[] x)
    {
        var max = x[0];
        for (var i = 1; i < x.Length; i++)
        {
            if (x[i] > max)
            {
                max = x[i];
            }
        }

        var sum = 0.0;
        foreach (var t in x)
        {
            sum += Math.Exp(t - max);
        }

        return Math.Log(sum) + max - x[2];
    }

    [Sample(0.1, 0.2, 0.3, -0.4, 0.5, -0.6)]
    public static double TwoLayerPerceptron(double[] x)
    {
        var hidden = new double[2];
        double[] input = [1, -2];
        for (var i = 0; i < hidden.Length; i++)
        {
            for (var j = 0; j < input.Length; j++)
            {
                hidden[i] += x[i * 2 + j] * input[j];
            }

            hidden[i] = Math.Tanh(hidden[i]);
        }

        var output = x[4] * hidden[0] + x[5] * hidden[1];
        return (output - 0.5) * (output - 0.5);
    }

    [Sample(1, 2, 3, 4, 5)]
    public static double MedianAndSpread(double[] x)
    {
        var sorted = x.OrderBy(t => -t).ToArray();
        var median = sorted[sorted.Length / 2];
        return x.Select(t => Math.Pow(t - median, 2)).Sum() * median;
    }

    [Sample(1.5, 2, 0.5)]
    public static double BlackScholes(double[] x)
    {
        var (s, k, sigma) = (x[0] * 50, x[1] * 40, x[2]);
        const double rate = 0.02;
        var d1 = (Math.Log(s / k) + rate + sigma * sigma / 2) / sigma;
        return s * NormalCdf(d1) - k * Math.Exp(-rate) * NormalCdf(d1 - sigma);
    }

    [Sample(1, 0.4)]
    public static double LogisticMap(double[] x)
    {
        var y = x[1];
        for (var i = 0; i < 6; i++)
        {
            y = (2 + x[0]) * y * (1 - y);
        }

        return y;
    }

    [Sample(3, 4)]
    public static double ArithmeticGeometricMean(double[] x)
    {
        var (a, b) = (x[0], x[1]);
        while (Math.Abs(a - b) > 1e-12)
        {
            (a, b) = ((a + b) / 2, Math.Sqrt(a * b));
        }

        return a;
    }

    [Sample(0.5, 1.5, 2.5)]
    public static double NaturalSpline(double[] x)
    {
        var n = x.Length;
        var second = new double[n];
        second[1] = 6 * (x[2] - 2 * x[1] + x[0]) / 4;
        var t = 0.3;
        var i = (int)(t * (n - 1));
        var u = t * (n - 1) - i;
        return (1 - u) * x[i] + u * x[i + 1] + (Math.Pow(u, 3) - u) * second[i + 1] / 6;
    }

    private static double Sigmoid(double t) => 1 / (1 + Math.Exp(-t));

    private static double NormalCdf(double t)
    {
        var k = 1 / (1 + 0.2316419 * Math.Abs(t));
        var tail = Math.Exp(-t * t / 2) / Math.Sqrt(2 * Math.PI) * k * (0.319381530 + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429))));
        return t > 0 ? 1 - tail : tail;
    }
}
