namespace ExprAD.Tests.Capture.Methods.Programme;

/// <summary>Methods that call themselves, and each other.</summary>
public static class Recursion
{
    [Sample(1.5)]
    public static double Power(double[] x) => PowerOf(x[0], 7);

    [Sample(0.5, 2)]
    public static double Fibonacci(double[] x) => FibonacciOf(8, x[0], x[1]);

    [Sample(2, 1, -1, -3, -1, 2, -2, 1, 2.5)]
    public static double DeterminantByMinors(double[] x)
    {
        var a = new double[3][];
        for (var i = 0; i < 3; i++)
        {
            a[i] = [x[3 * i], x[3 * i + 1], x[3 * i + 2]];
        }

        return Determinant(a);
    }

    [Sample(0.7)]
    public static double MutualSineAndCosine(double[] x) => Sine(x[0], 6) * Cosine(x[0], 6);

    [Sample(0.3, 1.2)]
    public static double AdaptiveSimpson(double[] x) => Simpson(x[0], x[1], 1e-6, 12);

    [Sample(0.3)]
    public static double LegendrePolynomial(double[] x) => Legendre(5, x[0]);

    [Sample(3, 1, 2, 5, 4)]
    public static double Quicksort(double[] x)
    {
        var a = (double[])x.Clone();
        Sort(a, 0, a.Length - 1);
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += i * a[i] * a[i];
        }

        return sum;
    }

    [Sample(1, 2, 3, 4)]
    public static double SumByHalves(double[] x) => Halves(x, 0, x.Length);

    [Sample(1, 2, 3, 4)]
    public static double Nested(double[] x) => Chain(x, 0);

    private static double PowerOf(double x, int n) =>
        n == 0 ? 1 : n % 2 == 0 ? PowerOf(x * x, n / 2) : x * PowerOf(x, n - 1);

    private static double FibonacciOf(int n, double a, double b) => n == 0 ? a : n == 1 ? b : FibonacciOf(n - 1, a, b) + FibonacciOf(n - 2, a, b) / 2;

    private static double Determinant(double[][] a)
    {
        var n = a.Length;
        if (n == 1)
        {
            return a[0][0];
        }

        var sum = 0.0;
        for (var k = 0; k < n; k++)
        {
            var minor = new double[n - 1][];
            for (var i = 1; i < n; i++)
            {
                minor[i - 1] = new double[n - 1];
                for (int j = 0, to = 0; j < n; j++)
                {
                    if (j != k)
                    {
                        minor[i - 1][to++] = a[i][j];
                    }
                }
            }

            sum += (k % 2 == 0 ? 1 : -1) * a[0][k] * Determinant(minor);
        }

        return sum;
    }

    private static double Sine(double x, int depth) => depth == 0 ? x : 2 * Sine(x / 2, depth - 1) * Cosine(x / 2, depth - 1);

    private static double Cosine(double x, int depth)
    {
        if (depth == 0)
        {
            return 1 - x * x / 2;
        }

        var c = Cosine(x / 2, depth - 1);
        return 2 * c * c - 1;
    }

    private static double Simpson(double from, double to, double tolerance, int depth)
    {
        var middle = (from + to) / 2;
        var whole = Estimate(from, to);
        var halves = Estimate(from, middle) + Estimate(middle, to);
        return depth == 0 || Math.Abs(whole - halves) < tolerance
            ? halves
            : Simpson(from, middle, tolerance / 2, depth - 1) + Simpson(middle, to, tolerance / 2, depth - 1);
    }

    private static double Estimate(double from, double to) =>
        (to - from) / 6 * (Integrand(from) + 4 * Integrand((from + to) / 2) + Integrand(to));

    private static double Integrand(double t) => Math.Exp(-t * t) * Math.Sin(3 * t);

    private static double Legendre(int n, double x) =>
        n == 0 ? 1 : n == 1 ? x : ((2 * n - 1) * x * Legendre(n - 1, x) - (n - 1) * Legendre(n - 2, x)) / n;

    private static void Sort(double[] a, int low, int high)
    {
        if (low >= high)
        {
            return;
        }

        var pivot = a[(low + high) / 2];
        var (i, j) = (low, high);
        while (i <= j)
        {
            while (a[i] < pivot)
            {
                i++;
            }

            while (a[j] > pivot)
            {
                j--;
            }

            if (i <= j)
            {
                (a[i], a[j]) = (a[j], a[i]);
                i++;
                j--;
            }
        }

        Sort(a, low, j);
        Sort(a, i, high);
    }

    private static double Halves(double[] a, int from, int to) =>
        to - from == 1 ? a[from] * a[from] : Halves(a, from, (from + to) / 2) * 2 + Halves(a, (from + to) / 2, to);

    private static double Chain(double[] a, int i) => i == a.Length - 1 ? a[i] : a[i] + 1 / Chain(a, i + 1);
}
