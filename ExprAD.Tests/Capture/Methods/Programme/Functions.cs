namespace ExprAD.Tests.Capture.Methods.Programme;

/// <summary>Lambdas, delegates, local functions and LINQ within methods.</summary>
public static class Functions
{
    [Sample(1, 2, 3)]
    public static double LinqWithoutCapture(double[] x) => x.Where(t => t > 1.5).Select(t => t * t).Sum();

    [Sample(1, 2, 3)]
    public static double LinqWithCapture(double[] x)
    {
        var scale = x[0] * 2;
        return x.Select((t, i) => t * scale + i).Sum() * x.Max();
    }

    [Sample(1, 2, 3)]
    public static double LinqOverIndices(double[] x) =>
        Enumerable.Range(0, x.Length - 1).Sum(i => Math.Pow(x[i + 1] - x[i] * x[i], 2)) + x.Zip(x.Skip(1), (a, b) => a * b).Sum();

    [Sample(1, 2, 3)]
    public static double CapturedVariableChanges(double[] x)
    {
        var total = 0.0;
        var add = (double t) =>
        {
            total += t * t;
            return total;
        };
        var last = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            last = add(x[i]);
        }

        return last * total;
    }

    [Sample(1, 2, 3)]
    public static double DelegateParameter(double[] x) => Integrate(t => x[0] * t * t + x[1], 0, x[2], 20);

    [Sample(0.5, 2)]
    public static double MethodGroup(double[] x) => Twice(Math.Sin, x[0]) + Twice(Half, x[1]);

    [Sample(0.5, 2)]
    public static double LocalFunction(double[] x)
    {
        double Poly(double t) => 3 * t * t + t;
        double Scaled(double t) => x[1] * t;
        return Poly(x[0]) * Scaled(2) + Scaled(Poly(x[1]));
    }

    [Sample(0.5, 2)]
    public static double LocalFunctionWithState(double[] x)
    {
        var calls = 0;
        var sum = 0.0;
        void Add(double t)
        {
            calls++;
            sum += t * calls;
        }

        Add(x[0]);
        Add(x[1] * x[0]);
        for (var i = 0; i < 3; i++)
        {
            Add(x[i % 2]);
        }

        return sum * calls;
    }

    [Sample(0.5, 2)]
    public static double NestedClosures(double[] x)
    {
        var a = x[0];
        var s = 0.0;
        for (var i = 0; i < 3; i++)
        {
            var b = a * i;
            Func<double, double> f = t =>
            {
                Func<double, double> g = u => u * b + a;
                return g(t) * g(x[1]);
            };
            s += f(i + 1);
        }

        return s;
    }

    [Sample(0.5, 2)]
    public static double Composed(double[] x)
    {
        var f = Compose(t => t * t, t => Math.Exp(t) + x[1]);
        return f(x[0]);
    }

    [Sample(0.5, 2)]
    public static double Aggregated(double[] x) => x.Aggregate(1.0, (p, t) => p * (1 + t)) + x.Average();

    [Sample(2)]
    public static double NewtonOnDelegate(double[] x) => Newton(t => t * t - x[0], t => 2 * t, 1);

    private static Func<double, double> Compose(Func<double, double> f, Func<double, double> g) => t => f(g(t));

    private static double Newton(Func<double, double> f, Func<double, double> slope, double start)
    {
        var t = start;
        for (var i = 0; i < 50 && Math.Abs(f(t)) > 1e-15; i++)
        {
            t -= f(t) / slope(t);
        }

        return t;
    }

    private static double Integrate(Func<double, double> f, double from, double to, int steps)
    {
        var h = (to - from) / steps;
        var sum = 0.5 * (f(from) + f(to));
        for (var i = 1; i < steps; i++)
        {
            sum += f(from + i * h);
        }

        return sum * h;
    }

    private static double Twice(Func<double, double> f, double x) => f(f(x));

    private static double Half(double x) => x / 2;
}
