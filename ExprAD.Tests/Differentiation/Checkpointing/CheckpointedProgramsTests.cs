namespace ExprAD.Tests.Differentiation.Checkpointing;

/// <summary>Whole programs under a memory limit, as users write them.</summary>
public class CheckpointedProgramsTests
{
    private const int Limit = 200_000;

    /// <summary>The misfit of a wave equation after many steps: its gradient is with respect to the velocity of every cell.</summary>
    private static double Wave(double[] c, int steps)
    {
        var n = c.Length;
        var (before, now) = (new double[n], new double[n]);
        now[n / 2] = 1;
        for (var t = 0; t < steps; t++)
        {
            var next = new double[n];
            for (var i = 1; i < n - 1; i++)
            {
                next[i] = (2 * now[i]) - before[i] + (c[i] * c[i] * (now[i - 1] - (2 * now[i]) + now[i + 1]));
            }

            before = now;
            now = next;
        }

        var misfit = 0.0;
        for (var i = 0; i < n; i++)
        {
            misfit += (now[i] - 0.1) * (now[i] - 0.1);
        }

        return misfit;
    }

    /// <summary>The same in place, on arrays that are exchanged.</summary>
    private static double WaveInPlace(double[] c, int steps)
    {
        var n = c.Length;
        var (before, now) = (new double[n], new double[n]);
        now[n / 2] = 1;
        for (var t = 0; t < steps; t++)
        {
            for (var i = 1; i < n - 1; i++)
            {
                before[i] = (2 * now[i]) - before[i] + (c[i] * c[i] * (now[i - 1] - (2 * now[i]) + now[i + 1]));
            }

            (before, now) = (now, before);
        }

        var misfit = 0.0;
        foreach (var u in now)
        {
            misfit += (u - 0.1) * (u - 0.1);
        }

        return misfit;
    }

    /// <summary>A predator and its prey by Runge and Kutta's method of fourth order.</summary>
    private static double RungeKutta(double[] p)
    {
        var (x, y) = (1.0, 0.5);
        const double H = 1e-4;
        for (var i = 0; i < 20_000; i++)
        {
            var (k1, l1) = Slope(p, x, y);
            var (k2, l2) = Slope(p, x + (H / 2 * k1), y + (H / 2 * l1));
            var (k3, l3) = Slope(p, x + (H / 2 * k2), y + (H / 2 * l2));
            var (k4, l4) = Slope(p, x + (H * k3), y + (H * l3));
            x += H / 6 * (k1 + (2 * k2) + (2 * k3) + k4);
            y += H / 6 * (l1 + (2 * l2) + (2 * l3) + l4);
        }

        return x * y;
    }

    private static (double X, double Y) Slope(double[] p, double x, double y) => ((p[0] * x) - (p[1] * x * y), (p[2] * x * y) - (p[3] * y));

    /// <summary>Newton's method until it stands still, over and over: a loop that says how often it runs only when it has.</summary>
    private static double Adaptive(double x)
    {
        var (t, y, h) = (0.0, 1.0, 0.01);
        while (t < 3)
        {
            var full = y + (h * Math.Sin(x * y));
            var half = y + (h / 2 * Math.Sin(x * y));
            half += h / 2 * Math.Sin(x * half);
            if (Math.Abs(full - half) < 1e-5)
            {
                t += h;
                y = half;
                h *= 1.1;
            }
            else
            {
                h /= 2;
            }
        }

        return y;
    }

    private static void Compare<T>(Func<GradOptions, GradientFunction<T>> make, T argument, long limit = Limit)
    {
        var plain = make(new GradOptions());
        var limited = make(new GradOptions { MemoryLimit = limit });

        Assert.That(limited.ValueAndGradient(argument), Is.EqualTo(plain.ValueAndGradient(argument)));
        Assert.That(limited.Explain(), Does.Contain("checkpointed"));
    }

    private static double[] Velocities(int cells) => [.. Enumerable.Range(0, cells).Select(i => 0.5 + (0.2 * Math.Sin(i)))];

    [Test]
    public void A_wave_equation_that_makes_an_array_in_each_step() =>
        Compare(o => Grad.OfMethod((double[] c) => Wave(c, 700), o), Velocities(200));

    [Test]
    public void A_wave_equation_in_place() =>
        Compare(o => Grad.OfMethod((double[] c) => WaveInPlace(c, 700), o), Velocities(200));

    [Test]
    public void An_ordinary_differential_equation() => Compare(o => Grad.OfMethod<double[]>(RungeKutta, o), [1.1, 0.4, 0.1, 0.4], limit: 1000);

    [Test]
    public void Steps_of_adapted_size() => Compare(o => Grad.OfMethod<double>(Adaptive, o), 1.3, limit: 1000);

    [Test]
    public void A_sequence_of_arrays() => Compare(
        o => Grad.Of(
            (double[] w) => Enumerable.Range(0, 300).Aggregate(w, (s, t) => s.Select((x, i) => Math.Sin(x + (w[i] / (t + 1)))).ToArray()).Sum(x => x * x), o),
        Velocities(100),
        limit: 50_000);

    [Test]
    public void Hessian_vector_products_stay_under_the_limit_too()
    {
        var (plain, limited) = (Grad.OfMethod<double[]>(RungeKutta), Grad.OfMethod<double[]>(RungeKutta, new GradOptions { MemoryLimit = 2000 }));
        double[] p = [1.1, 0.4, 0.1, 0.4];
        double[] v = [0.3, -1, 0.5, 2];

        Assert.That(limited.HessianVectorProduct(p, v), Is.EqualTo(plain.HessianVectorProduct(p, v)).Within(1e-9));
    }

    [Test]
    public void Vector_Jacobian_products_stay_under_the_limit_too()
    {
        static JacobianFunction<double[], double[]> States(GradOptions? o = null) => Jacobian.Of((double[] c) => new[] { Wave(c, 50), WaveInPlace(c, 40) }, o);
        var (plain, limited) = (States(), States(new GradOptions { MemoryLimit = 20_000 }));
        var c = Velocities(20);

        Assert.That(limited.Vjp(c, [2, 3]).Product, Is.EqualTo(plain.Vjp(c, [2, 3]).Product).Within(1e-12));
    }

    [Test]
    public void What_is_not_checkpointed_is_told_with_the_reason()
    {
        var random = new Random(1);
        var f = Grad.OfMethod(
            (double x) =>
            {
                var y = x;
                for (var i = 0; i < 10; i++)
                {
                    y = Math.Sin(y + random.NextDouble());
                }

                return y;
            },
            new GradOptions { MemoryLimit = 100 });

        Assert.That(f.Explain(), Does.Contain("not checkpointed").And.Contain("not looked into"));
        Assert.That(f.Gradient(0.3), Is.Not.Zero);
    }

    [Test]
    public void The_memory_of_a_call_stays_under_the_limit()
    {
        var f = Grad.OfMethod((double[] c) => Wave(c, 2000), new GradOptions { MemoryLimit = Limit });
        var (c, gradient) = (Velocities(1000), new double[1000]);
        f.ValueAndGradient(Velocities(10), new double[10]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        f.ValueAndGradient(c, gradient);

        // Beside the tape: the arrays of the program, and their shadows.
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(Limit + (12 * 8000)));
    }
}
