using System.Diagnostics;
using ExprAD.Bench.Reporting;

namespace ExprAD.Bench.Kernels;

/// <summary>
/// Times kernels and prints ratios. The ways to a result take turns, some milliseconds each, and the shortest times count:
/// what else the machine does hits all of them alike.
/// </summary>
internal static class KernelTable
{
    private const double Tolerance = 1e-9;
    private const double TurnMilliseconds = 2;
    private const int Turns = 250;

    public static int Run(string[] names)
    {
        var kernels = All.Where(k => names.Length == 0 || names.Contains(k.GetType().Name, StringComparer.OrdinalIgnoreCase)).ToArray();
        var table = new MarkdownTable("field", "kernel", "numbers", "value", "gradient", "by hand", "gradient / by hand", "gradient / value", "allocated");
        List<double> ratios = [];
        var agree = true;
        foreach (var kernel in kernels)
        {
            Console.Error.WriteLine(kernel.Name);
            var (f, x) = (kernel.Differentiate(new GradOptions { Threads = 1 }), kernel.Point);
            var (ours, hands) = (new double[x.Length], new double[x.Length]);
            var error = Difference(kernel.HandWritten(x, hands), hands, f.ValueAndGradient(x, ours), ours);
            if (!(error <= Tolerance))
            {
                agree = false;
                Console.Error.WriteLine($"  DIFFERS by {error:0.0e+0}");
                continue;
            }

            Func<double>[] ways = [() => f.Value(x), () => f.ValueAndGradient(x, ours), () => kernel.HandWritten(x, hands)];
            var times = Measure(ways);
            ratios.Add(times[1] / times[2]);
            table.Add(
                kernel.Field, kernel.Name, $"{x.Length}", Numbers.Time(times[0]), Numbers.Time(times[1]), Numbers.Time(times[2]),
                Numbers.Ratio(times[1] / times[2]), Numbers.Ratio(times[1] / times[0]), Numbers.Bytes(Allocations.Of(ways[1])));
        }

        Console.WriteLine(table);
        if (ratios.Count > 0)
        {
            Console.WriteLine($"Geometric mean of gradient / by hand: {Numbers.Ratio(Math.Exp(ratios.Average(Math.Log)))}");
        }

        return agree ? 0 : 1;
    }

    private static IReadOnlyList<Kernel> All { get; } =
    [
        new NBody(), new PairPotential(), new LeapfrogWave(),
        new BlackScholes(), new AsianOption(), new YieldCurve(), new Sabr(),
        new PoissonRegression(), new MixedModel(), new KalmanFilter(), new HiddenMarkov(),
        new FirFilter(), new IirFilter(), new FourierMisfit(),
        new Perceptron(), new Attention(), new Convolution(),
        new SphereShading(), new SphericalHarmonics(),
        new SmallFormula(),
    ];

    /// <summary>Nanoseconds a call, of each.</summary>
    private static double[] Measure(Func<double>[] ways)
    {
        foreach (var way in ways)
        {
            Warmup.Run(way);
        }

        var calls = ways.Select(Calibrate).ToArray();
        var best = ways.Select(_ => double.PositiveInfinity).ToArray();
        for (var turn = 0; turn < Turns; turn++)
        {
            for (var i = 0; i < ways.Length; i++)
            {
                best[i] = Math.Min(best[i], Time(ways[i], calls[i]));
            }
        }

        return best;
    }

    /// <summary>How many calls fill a turn.</summary>
    private static int Calibrate(Func<double> way)
    {
        var calls = 1;
        while (Time(way, calls) * calls < TurnMilliseconds * 1e6 && calls < 1 << 20)
        {
            calls *= 2;
        }

        return calls;
    }

    private static double Time(Func<double> way, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++)
        {
            way();
        }

        return (Stopwatch.GetTimestamp() - start) * (1e9 / Stopwatch.Frequency) / calls;
    }

    /// <summary>Relative to the value, and to the largest number of the gradient.</summary>
    private static double Difference(double value, double[] gradient, double otherValue, double[] otherGradient)
    {
        var scale = gradient.Max(Math.Abs);
        return gradient.Zip(otherGradient, (a, b) => Math.Abs(a - b) / scale).Aggregate(Math.Abs(value - otherValue) / Math.Abs(value), Math.Max);
    }
}
