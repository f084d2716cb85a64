namespace ExprAD.Tests.Capture.Methods.Programme;

/// <summary>Methods that call themselves, directly and through others.</summary>
public static class Recursion
{
    private static double calls;

    [Sample(0.7, 1.2)]
    public static double Power(double[] x) => Raise(x[0], 5) * Raise(x[1], 3);

    [Sample(0.4, 0.3)]
    public static double Fibonacci(double[] x) => Fib(x, 8);

    [Sample(0.3, 0.9)]
    [Sample(-1.3, 0.2)]
    public static double EvenOdd(double[] x) => Even(x[0], 7) + Odd(x[1], 4);

    [Sample(2, 0.5, -1, 0.3, 1.5, 0.7, 0.2, -0.6, 0.9)]
    public static double Determinant(double[] x) => Det(x, 3, 0, [0, 1, 2]);

    [Sample(2, 0.5, -1, 0.3, 1.5, 0.7, 0.2, -0.6, 0.9, 0.1, 1.2, 0.4, -0.8, 0.35, 0.65, 1.1)]
    public static double LinkedMinors(double[] x)
    {
        const int M = 4;
        int[] rows = [1, 2, 3, 4, 0], columns = [1, 2, 3, 4, 0];
        return Minor(x, M, M, rows, columns);
    }

    [Sample(0.5, -0.3, 0.8, 0.2, 0.9)]
    public static double Halves(double[] x) => Sum(x, 0, x.Length) + Math.Sin(Sum(x, 1, 3));

    [Sample(0.5, -0.3, 0.8, 0.2, 0.9, -1.1)]
    public static double Sorted(double[] x)
    {
        var a = (double[])x.Clone();
        Sort(a, 0, a.Length - 1);
        double sum = 0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += (i + 1) * a[i] * a[i];
        }

        return sum;
    }

    [Sample(0.8, 1.7)]
    public static double Quadrature(double[] x) => Simpson(x[0], 0, x[1], 1e-7, 12);

    [Sample(0.8, 1.7)]
    public static double ContinuedFraction(double[] x) => x[1] / Fraction(x[0], 1, 9);

    [Sample(0.5, -0.3, 0.8, 0.2, 0.9, -1.1, 0.4, 0.6)]
    public static double Fourier(double[] x)
    {
        var (re, im) = (Transform(x, true), Transform(x, false));
        double sum = 0;
        for (var i = 0; i < x.Length; i++)
        {
            sum += re[i] * re[i] * (i + 1) + im[i] * Math.Cos(im[i]);
        }

        return sum;
    }

    [Sample(0.4, 1.1)]
    public static double Ackermann(double[] x) => Ack(2, 2, x[0]) * x[1];

    [Sample(0.4, 1.1)]
    public static double Pairs(double[] x)
    {
        var (a, b) = Orbit(x[0], x[1], 6);
        return a * b + a;
    }

    [Sample(0.4, 1.1, 0.7)]
    public static double InLoop(double[] x)
    {
        double sum = 0;
        foreach (var t in x)
        {
            sum += Raise(t, 3) * Math.Exp(-sum);
        }

        return sum;
    }

    [Sample(0.4, 1.1)]
    public static double Counted(double[] x)
    {
        calls = 0;
        var value = Count(x[0], 4);
        return value * calls * x[1];
    }

    private static double Raise(double x, int n) => n == 0 ? 1 : n % 2 == 0 ? Raise(x * x, n / 2) : x * Raise(x, n - 1);

    private static double Fib(double[] x, int n)
    {
        if (n < 2)
        {
            return x[n];
        }

        var a = Fib(x, n - 1);
        var b = Fib(x, n - 2);
        return a * b + a;
    }

    private static double Even(double x, int n) => n == 0 ? x : Math.Sin(Odd(x * 1.1, n - 1));

    private static double Odd(double x, int n) => n == 0 ? x * x : Math.Exp(-Even(x, n - 1)) + x;

    private static double Det(double[] a, int n, int row, int[] columns)
    {
        if (row == n)
        {
            return 1;
        }

        double sum = 0, sign = 1;
        for (var j = 0; j < columns.Length; j++)
        {
            var rest = new int[columns.Length - 1];
            for (int k = 0, m = 0; k < columns.Length; k++)
            {
                if (k != j)
                {
                    rest[m++] = columns[k];
                }
            }

            sum += sign * a[row * n + columns[j]] * Det(a, n, row + 1, rest);
            sign = -sign;
        }

        return sum;
    }

    private static double Minor(double[] a, int m, int n, int[] r, int[] c)
    {
        var row = r[m];
        var column = c[m];
        if (n == 1)
        {
            return a[row * m + column];
        }

        var before = m;
        double det = 0;
        var sign = 1;
        r[m] = r[row];
        for (var j = 0; j < n; j++)
        {
            var element = a[row * m + column];
            c[before] = c[column];
            var minor = Minor(a, m, n - 1, r, c);
            c[before] = column;
            det += sign > 0 ? element * minor : -(element * minor);
            before = column;
            column = c[column];
            sign = -sign;
        }

        r[m] = row;
        return det;
    }

    private static double Sum(double[] x, int from, int to)
    {
        if (to - from == 1)
        {
            return x[from] * x[from];
        }

        var middle = (from + to) / 2;
        return Sum(x, from, middle) + Math.Exp(Sum(x, middle, to) * 0.1);
    }

    private static void Sort(double[] a, int low, int high)
    {
        if (low >= high)
        {
            return;
        }

        var pivot = a[high];
        var place = low;
        for (var i = low; i < high; i++)
        {
            if (a[i] < pivot)
            {
                Swap(a, i, place);
                place++;
            }
        }

        Swap(a, place, high);
        Sort(a, low, place - 1);
        Sort(a, place + 1, high);
    }

    private static void Swap(double[] a, int i, int j)
    {
        var kept = a[i];
        a[i] = a[j];
        a[j] = kept;
    }

    private static double Simpson(double p, double a, double b, double tolerance, int depth)
    {
        var c = (a + b) / 2;
        var whole = Rule(p, a, b);
        var halves = Rule(p, a, c) + Rule(p, c, b);
        return depth == 0 || Math.Abs(whole - halves) < tolerance
            ? halves
            : Simpson(p, a, c, tolerance / 2, depth - 1) + Simpson(p, c, b, tolerance / 2, depth - 1);
    }

    private static double Rule(double p, double a, double b) =>
        (b - a) / 6 * (Integrand(p, a) + 4 * Integrand(p, (a + b) / 2) + Integrand(p, b));

    private static double Integrand(double p, double t) => Math.Exp(-p * t) * Math.Cos(3 * t);

    private static double Fraction(double x, int k, int n) => k == n ? k + x : k + x / Fraction(x, k + 1, n);

    private static double[] Transform(double[] x, bool isReal)
    {
        var n = x.Length;
        if (n == 1)
        {
            return isReal ? [x[0]] : [0];
        }

        var (even, odd) = (new double[n / 2], new double[n / 2]);
        for (var i = 0; i < n / 2; i++)
        {
            even[i] = x[2 * i];
            odd[i] = x[2 * i + 1];
        }

        var (evenRe, evenIm, oddRe, oddIm) = (Transform(even, true), Transform(even, false), Transform(odd, true), Transform(odd, false));
        var y = new double[n];
        for (var k = 0; k < n / 2; k++)
        {
            var (s, c) = (Math.Sin(2 * Math.PI * k / n), Math.Cos(2 * Math.PI * k / n));
            var t = isReal ? c * oddRe[k] + s * oddIm[k] : c * oddIm[k] - s * oddRe[k];
            var e = isReal ? evenRe[k] : evenIm[k];
            y[k] = e + t;
            y[k + n / 2] = e - t;
        }

        return y;
    }

    private static double Ack(int m, int n, double x) =>
        m == 0 ? (n + 1) * x
        : n == 0 ? Ack(m - 1, 1, x) * x + Math.Sin(x)
        : Ack(m - 1, n - 1, x) + Math.Cos(Ack(m, n - 1, x) * 0.1);

    private static (double A, double B) Orbit(double a, double b, int n)
    {
        if (n == 0)
        {
            return (a, b);
        }

        var (c, d) = Orbit(b * 0.9, a - b, n - 1);
        return (c * d + a, Math.Sin(c) - b);
    }

    private static double Count(double x, int n)
    {
        calls += x;
        return n == 0 ? x : x * Count(x + 0.1, n - 1) + calls;
    }
}
