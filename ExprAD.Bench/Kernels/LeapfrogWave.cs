using ExprAD.Bench.Functions;

namespace ExprAD.Bench.Kernels;

/// <summary>How well a string with given stiffness along it, started from a bump, ends in the shape that was measured.</summary>
internal sealed class LeapfrogWave() : Kernel("physics", "leapfrog wave, 200 points, 100 steps")
{
    private const int Points = 200;
    private const int Steps = 100;

    private readonly double[] start = [.. Enumerable.Range(0, Points).Select(i => Math.Exp(-Square((i - 60) / 8.0)))];
    private readonly double[] measured = [.. Enumerable.Range(0, Points).Select(i => 0.5 * Math.Exp(-Square((i - 110) / 9.0)))];

    public override double[] Point { get; } = [.. Samples.Normal(Points, seed: 4).Select(t => 0.25 + 0.02 * t)];

    public override GradientFunction<double[]> Differentiate(GradOptions options) => Grad.Of((double[] c) => Misfit(c, start, measured), options);

    private static double Misfit(double[] stiffness, double[] start, double[] measured)
    {
        var before = new double[start.Length];
        var now = new double[start.Length];
        for (var i = 0; i < start.Length; i++)
        {
            before[i] = start[i];
            now[i] = start[i];
        }

        for (var step = 0; step < Steps; step++)
        {
            var next = new double[start.Length];
            for (var i = 1; i < start.Length - 1; i++)
            {
                next[i] = 2 * now[i] - before[i] + stiffness[i] * (now[i + 1] - 2 * now[i] + now[i - 1]);
            }

            before = now;
            now = next;
        }

        var sum = 0.0;
        for (var i = 0; i < now.Length; i++)
        {
            sum += Square(now[i] - measured[i]);
        }

        return sum;
    }

    public override double HandWritten(double[] stiffness, double[] gradient)
    {
        var n = start.Length;
        var states = History;
        start.CopyTo(states, 0);
        start.CopyTo(states, n);
        for (var step = 0; step < Steps; step++)
        {
            var before = states.AsSpan(step * n, n);
            var now = states.AsSpan((step + 1) * n, n);
            var next = states.AsSpan((step + 2) * n, n);
            for (var i = 1; i < n - 1; i++)
            {
                next[i] = 2 * now[i] - before[i] + stiffness[i] * (now[i + 1] - 2 * now[i] + now[i - 1]);
            }
        }

        var sum = 0.0;
        var last = states.AsSpan((Steps + 1) * n, n);
        Array.Clear(gradient);
        Array.Clear(Adjoints);
        var later = Adjoints.AsSpan(0, n);
        var current = Adjoints.AsSpan(n, n);
        var earlier = Adjoints.AsSpan(2 * n, n);
        for (var i = 0; i < n; i++)
        {
            var difference = last[i] - measured[i];
            sum += difference * difference;
            later[i] = 2 * difference;
        }

        for (var step = Steps - 1; step >= 0; step--)
        {
            var now = states.AsSpan((step + 1) * n, n);
            earlier.Clear();
            for (var i = 1; i < n - 1; i++)
            {
                var a = later[i];
                gradient[i] += a * (now[i + 1] - 2 * now[i] + now[i - 1]);
                var scaled = a * stiffness[i];
                current[i] += 2 * a - 2 * scaled;
                current[i + 1] += scaled;
                current[i - 1] += scaled;
                earlier[i] -= a;
            }

            var free = later;
            later = current;
            current = earlier;
            earlier = free;
        }

        return sum;
    }

    private double[] History { get; } = new double[(Steps + 2) * Points];

    private double[] Adjoints { get; } = new double[3 * Points];
}
