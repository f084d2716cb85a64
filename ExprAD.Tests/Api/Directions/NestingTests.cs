namespace ExprAD.Tests.Api.Directions;

public class NestingTests
{
    private static readonly double[] At = [1.5, 0.4];

    private static IEnumerable<TestCaseData> Functions()
    {
        yield return Case("a gradient", Grad.Of((double[] w) => Grad.At((double[] u) => u.Sum(t => t * t * t), w).Sum(g => g * g * w[0])));
        yield return Case("a derivative", Grad.Of((double[] w) => w[0] * Grad.At(y => Math.Sin(w[1] * y) + (y * w[0]), w[1])));
        yield return Case("two parameters", Grad.Of((double[] w) => Grad.At((double a, double[] b) => a * a * b[1] * w[0], w[0], w).Item2[1] * w[0]));
        yield return Case("a record", Grad.Of((double[] w) => Grad.At((Pair p) => p.A * p.A * p.B * w[0], new Pair(w[0], w[1])).A));
        yield return Case("a loop that is a chain", Grad.Of((double[] w) =>
            Grad.At((double[] y) => Enumerable.Range(0, 3).Aggregate(y[0], (s, i) => Math.Sin((s * y[i % 2]) + w[0])), w).Sum(t => t * w[1])));
        yield return Case("a chain with respect to numbers", Grad.Of((double[] w) =>
            Grad.At((double a, double b) => Enumerable.Range(0, 3).Aggregate(a, (s, _) => Math.Sin((s * b) + w[0])), w[0], w[1]).Item2 * w[1]));
        yield return Case("a chain in a sum", Grad.Of((double[] w) => Enumerable.Range(0, 3).Sum(k =>
            Grad.At((double[] y) => Enumerable.Range(0, 3).Aggregate(y[0], (s, i) => Math.Sin((s * y[i % 2]) + (w[0] * k))), w).Sum(t => t * w[1]))));
        yield return Case("a chain in a chain", Grad.Of((double[] w) => Enumerable.Range(0, 3).Aggregate(w[0], (q, k) =>
            Math.Cos(q * Grad.At((double[] y) => Enumerable.Range(0, 3).Aggregate(y[0], (s, i) => Math.Sin((s * y[i % 2]) + (q * k))), w).Sum(t => t * w[1])))));
        yield return Case("three levels", Grad.Of((double[] w) =>
            Grad.At((double[] y) => Grad.At((double[] z) => Enumerable.Range(0, 3).Aggregate(z[0], (s, _) => Math.Sin((s * z[1]) + y[0])), y).Sum(t => t * t), w).Sum(t => t * w[1])));
        yield return Case("four levels of numbers", Grad.Of((double[] w) =>
            Grad.At(a => Grad.At(b => Grad.At(c => Math.Exp(a * b * c) * c, b) * a, a) * w[1], w[0] * w[1])));
        yield return Case("descent", Grad.Of((double[] w) => Enumerable.Range(0, 6).Aggregate(
            new[] { 0.0, 0.0 },
            (x, _) => x.Zip(Grad.At((double[] y) => Math.Pow(y[0] - w[0], 2) + (2 * (y[1] - w[1]) * Math.Sin(y[1] - w[0])), x), (a, g) => a - (0.1 * g)).ToArray()).Sum(t => t * t)));
        yield return Case("descent in place", Grad.OfMethod<double[]>(Descent));
        yield return Case("a loop of unknown length", Grad.OfMethod<double[]>(WhileWithin));
        yield return Case("a branch", Grad.Of((double[] w) => Grad.At(y => y > w[1] ? y * y * w[1] : Math.Sin(y), w[0]) * w[0]));
        yield return Case("a constant within", Grad.Of((double[] w) => Grad.At(y => y * Grad.At(z => y * y * z, w[1]), w[0])));
    }

    [TestCaseSource(nameof(Functions))]
    public void Gradients_of_functions_with_gradients_are_right(GradientFunction<double[]> f) => Assert.That(f.Check(At).Passed, f.Check(At).ToString());

    [TestCaseSource(nameof(Functions))]
    public void So_are_their_Hessians(GradientFunction<double[]> f)
    {
        const double Step = 1e-4;
        var hessian = f.Hessian(At);
        for (var j = 0; j < At.Length; j++)
        {
            double[] Moved(double by) => f.Gradient([.. At.Select((t, i) => i == j ? t + by : t)]);
            for (var i = 0; i < At.Length; i++)
            {
                // Fourth order.
                var difference = ((8 * (Moved(Step)[i] - Moved(-Step)[i])) - (Moved(2 * Step)[i] - Moved(-2 * Step)[i])) / (12 * Step);
                Assert.That(hessian[i, j], Is.EqualTo(difference).Within(1e-6 * Math.Max(1, Math.Abs(difference))), $"[{i}, {j}]");
            }
        }
    }

    [Test]
    public void What_is_varied_outside_is_constant_inside()
    {
        Assert.That(Grad.Of(x => x * Grad.At(y => x + y, 1.0)).ValueAndGradient(5), Is.EqualTo((5.0, 1.0)));
        Assert.That(Grad.Of(x => x * Grad.At(y => x * y * y, x)).ValueAndGradient(3), Is.EqualTo((54.0, 54.0)));
        Assert.That(Grad.Of(x => Grad.At(y => x * x, x)).ValueAndGradient(3), Is.EqualTo((0.0, 0.0)));
        Assert.That(Grad.Of(x => Grad.At(y => x * y, 2.0)).ValueAndGradient(3), Is.EqualTo((3.0, 1.0)));
        Assert.That(Grad.Of(x => Grad.At(y => Grad.At(z => x * y * z, y), x)).ValueAndGradient(3), Is.EqualTo((3.0, 1.0)));
    }

    [Test]
    public void Runs_by_itself()
    {
        var factor = 3.0;

        Assert.That(Grad.At(x => factor * x * x, 2.0), Is.EqualTo(12));
        Assert.That(Grad.At((double[] w) => w.Sum(t => t * t), [1, 2]), Is.EqualTo(new double[] { 2, 4 }));
        Assert.That(Grad.At((double a, double b) => a * a * b, 2, 3), Is.EqualTo((12.0, 4.0)));
        Assert.That(Grad.At((Pair p) => p.A * p.B, new Pair(2, 3)), Is.EqualTo(new Pair(3, 2)));
    }

    [Test]
    public void Values_are_those_of_running_by_itself()
    {
        double[] w = [1.5, 0.4];
        var f = Grad.Of((double[] w) => Grad.At((double[] u) => u[0] * u[0] * u[1] * w[0], w).Sum(g => g * g));

        Assert.That(f.Value(w), Is.EqualTo(Grad.At((double[] u) => u[0] * u[0] * u[1] * w[0], w).Sum(g => g * g)).Within(1e-13));
    }

    [Test]
    public void Jacobians_of_gradients_are_Hessians()
    {
        double[] x = [0.5, -1.2, 2];
        var gradient = Jacobian.Of((double[] x) => Grad.At((double[] y) => y.Sum(t => Math.Exp(t) * y[0]), x));
        var f = Grad.Of((double[] y) => y.Sum(t => Math.Exp(t) * y[0]));

        Assert.That(gradient.At(x), Is.EqualTo(f.Hessian(x)).Within(1e-13));
        Assert.That(gradient.Vjp(x, [1, 2, 3]).Product, Is.EqualTo(f.HessianVectorProduct(x, [1, 2, 3])).Within(1e-13));
    }

    [Test]
    public void What_has_no_derivative_is_refused_inside_too()
    {
        var table = new Dictionary<double, double> { [1] = 2 };

        Assert.That(
            Assert.Throws<NotDifferentiableException>(() => Grad.Of((double x) => Grad.At(y => y * table[y], x)))!.Message,
            Does.Contain("table[y]"));
        Assert.That(
            Assert.Throws<NotDifferentiableException>(() => Grad.Of((double x) => Grad.At(y => y * table[x], x)))!.Message,
            Does.Contain("table[x]"));
        Assert.That(Grad.Of((double x, int n) => Grad.At(y => y * y * table[n], x)).Gradient(3, 1).Item1, Is.EqualTo(4));
    }

    [Test]
    public void A_delegate_that_was_captured_is_refused()
    {
        Func<double, double> f = x => x;

        Assert.That(Assert.Throws<NotDifferentiableException>(() => Grad.Of(x => Grad.At(f, x)))!.Message, Does.Contain("f").And.Contain("delegate"));
    }

    private static TestCaseData Case(string name, GradientFunction<double[]> f) => new TestCaseData(f).SetArgDisplayNames(name);

    private static double Descent(double[] w)
    {
        double[] x = [0, 0];
        for (var k = 0; k < 6; k++)
        {
            var g = Grad.At((double[] y, double[] v) => ((y[0] - v[0]) * (y[0] - v[0])) + (2 * (y[1] - (v[1] * v[0])) * Math.Sin(y[1] - v[1])), x, w).Item1;
            for (var i = 0; i < 2; i++)
            {
                x[i] -= 0.1 * g[i];
            }
        }

        return (x[0] * x[0]) + x[1];
    }

    private static double WhileWithin(double[] w)
    {
        double r = 0;
        for (var k = 0; k < 3; k++)
        {
            r += w[0] * Grad.At(
                (double[] y, double b) =>
                {
                    var s = y[0];
                    while (s < 5)
                    {
                        s = (s * 1.5) + (y[1] * Math.Sin(s) * 0.1) + (b * b);
                    }

                    return s;
                },
                w,
                r + w[1]).Item1[0];
        }

        return r;
    }

    private sealed record Pair(double A, double B);
}
