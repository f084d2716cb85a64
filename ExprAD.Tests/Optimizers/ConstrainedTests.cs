namespace ExprAD.Tests.Optimizers;

/// <summary>Problems from W. Hock, K. Schittkowski, "Test Examples for Nonlinear Programming Codes", 1981, numbered as there, with the minima given there.</summary>
public class ConstrainedTests
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Case("6", Grad.Of((double[] x) => Math.Pow(1 - x[0], 2)), Jacobian.Of((double[] x) => new[] { 10 * (x[1] - x[0] * x[0]) }), [-1.2, 1], 0);
        yield return Case(
            "7",
            Grad.Of((double[] x) => Math.Log(1 + x[0] * x[0]) - x[1]),
            Jacobian.Of((double[] x) => new[] { Math.Pow(1 + x[0] * x[0], 2) + x[1] * x[1] - 4 }),
            [2, 2],
            -Math.Sqrt(3));
        yield return Case(
            "26",
            Grad.Of((double[] x) => Math.Pow(x[0] - x[1], 2) + Math.Pow(x[1] - x[2], 4)),
            Jacobian.Of((double[] x) => new[] { (1 + x[1] * x[1]) * x[0] + Math.Pow(x[2], 4) - 3 }),
            [-2.6, 2, 2],
            0);
        yield return Case(
            "28", Grad.Of((double[] x) => Math.Pow(x[0] + x[1], 2) + Math.Pow(x[1] + x[2], 2)), Jacobian.Of((double[] x) => new[] { x[0] + 2 * x[1] + 3 * x[2] - 1 }), [-4, 1, 1], 0);
        yield return Case(
            "39",
            Grad.Of((double[] x) => -x[0]),
            Jacobian.Of((double[] x) => new[] { x[1] - Math.Pow(x[0], 3) - x[2] * x[2], x[0] * x[0] - x[1] - x[3] * x[3] }),
            [2, 2, 2, 2],
            -1);
        yield return Case(
            "40",
            Grad.Of((double[] x) => -x[0] * x[1] * x[2] * x[3]),
            Jacobian.Of((double[] x) => new[] { Math.Pow(x[0], 3) + x[1] * x[1] - 1, x[0] * x[0] * x[3] - x[2], x[3] * x[3] - x[1] }),
            [0.8, 0.8, 0.8, 0.8],
            -0.25);
        yield return Case(
            "48",
            Grad.Of((double[] x) => Math.Pow(x[0] - 1, 2) + Math.Pow(x[1] - x[2], 2) + Math.Pow(x[3] - x[4], 2)),
            Jacobian.Of((double[] x) => new[] { x.Sum() - 5, x[2] - 2 * (x[3] + x[4]) + 3 }),
            [3, 5, -3, 2, -2],
            0);
        yield return Case(
            "77",
            Grad.Of((double[] x) => Math.Pow(x[0] - 1, 2) + Math.Pow(x[0] - x[1], 2) + Math.Pow(x[2] - 1, 2) + Math.Pow(x[3] - 1, 4) + Math.Pow(x[4] - 1, 6)),
            Jacobian.Of((double[] x) => new[] { x[0] * x[0] * x[3] + Math.Sin(x[3] - x[4]) - 2 * Math.Sqrt(2), x[1] + Math.Pow(x[2], 4) * x[3] * x[3] - 8 - Math.Sqrt(2) }),
            [2, 2, 2, 2, 2],
            0.24150513);
        yield return Case(
            "78",
            Grad.Of((double[] x) => x[0] * x[1] * x[2] * x[3] * x[4]),
            Jacobian.Of((double[] x) => new[] { x.Sum(t => t * t) - 10, x[1] * x[2] - 5 * x[3] * x[4], Math.Pow(x[0], 3) + Math.Pow(x[1], 3) + 1 }),
            [-2, 1.5, 2, -1, -1],
            -2.91970041);
    }

    [TestCaseSource(nameof(Problems))]
    public void Published_minima_are_found(object function, object constraints, double[] start, double minimum)
    {
        var (f, c) = ((GradientFunction<double[]>)function, (JacobianFunction<double[], double[]>)constraints);
        var found = f.Minimize(start, subjectTo: c);

        Assert.Multiple(() =>
        {
            Assert.That(found.Converged, found.ToString());
            Assert.That(found.Value, Is.EqualTo(minimum).Within(1e-6), found.ToString());
            Assert.That(c.Value(found.Minimizer), Is.All.EqualTo(0).Within(1e-7));

            // ∇f + Jᵀλ = 0.
            var product = c.Vjp(found.Minimizer, [.. found.Multipliers]).Product;
            Assert.That(f.Gradient(found.Minimizer).Zip(product, (g, p) => g + p), Is.All.EqualTo(0).Within(1e-6));
        });
    }

    [Test]
    public void A_constraint_that_is_said_twice_is_no_obstacle()
    {
        var f = Grad.Of((double[] x) => x.Sum(t => t * t));
        var found = f.Minimize([3, 4], subjectTo: Jacobian.Of((double[] x) => new[] { x[0] + x[1] - 2, x[0] + x[1] - 2 }));

        Assert.That(found.Minimizer, Is.EqualTo(new[] { 1.0, 1 }).Within(1e-6), found.ToString());
    }

    [Test]
    public void Constraints_on_records_may_give_one_number()
    {
        var f = Grad.Of(((double A, double B) p) => p.A * p.A + p.B * p.B);
        var found = f.Minimize((5, 1), subjectTo: Jacobian.Of(((double A, double B) p) => p.A * p.B - 1));

        Assert.That(found.Minimizer.A * found.Minimizer.B, Is.EqualTo(1).Within(1e-7));
        Assert.That(found.Value, Is.EqualTo(2).Within(1e-7));
    }

    private static TestCaseData Case(string name, GradientFunction<double[]> f, JacobianFunction<double[], double[]> c, double[] start, double minimum) =>
        new TestCaseData(f, c, start, minimum).SetArgDisplayNames(name);
}
