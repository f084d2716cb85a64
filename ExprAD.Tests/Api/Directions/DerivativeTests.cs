using System.Linq.Expressions;

namespace ExprAD.Tests.Api.Directions;

public class DerivativeTests
{
    /// <summary>Functions with the formulas of their derivatives of order n.</summary>
    private static IEnumerable<TestCaseData> Formulas()
    {
        yield return Case(x => Math.Exp(2 * x), (n, x) => Math.Pow(2, n) * Math.Exp(2 * x));
        yield return Case(x => Math.Sin(x), (n, x) => Math.Sin(x + (n * Math.PI / 2)));
        yield return Case(x => Math.Log(x), (n, x) => -Math.Pow(-1, n) * Factorial(n - 1) / Math.Pow(x, n));
        yield return Case(x => 1 / x, (n, x) => Math.Pow(-1, n) * Factorial(n) / Math.Pow(x, n + 1));
        yield return Case(x => Math.Sqrt(x), (n, x) => Falling(0.5, n) * Math.Pow(x, 0.5 - n));
        yield return Case(x => Math.Pow(x, 12), (n, x) => Falling(12, n) * Math.Pow(x, 12 - n));
        yield return Case(x => Math.Pow(x, -1.5), (n, x) => Falling(-1.5, n) * Math.Pow(x, -1.5 - n));
        yield return Case(x => x * Math.Exp(x), (n, x) => (x + n) * Math.Exp(x));
        yield return Case(x => Enumerable.Range(0, 12).Aggregate(1.0, (p, _) => p * x), (n, x) => Falling(12, n) * Math.Pow(x, 12 - n));
        yield return Case(x => x > 1 ? Math.Sinh(x) : x, (n, x) => n % 2 == 0 ? Math.Sinh(x) : Math.Cosh(x));
    }

    [TestCaseSource(nameof(Formulas))]
    public void Is_that_of_the_formula_to_order_10(Expression<Func<double, double>> f, Func<int, double, double> formula)
    {
        var function = Grad.Of(f);
        for (var n = 1; n <= 10; n++)
        {
            var expected = formula(n, 1.3);
            Assert.That(function.Derivative(1.3, n), Is.EqualTo(expected).Within(1e-11 * Math.Max(1, Math.Abs(expected))), $"order {n}");
        }

        Assert.That(function.Derivative(1.3, 0), Is.EqualTo(function.Value(1.3)));
        Assert.That(function.Derivative(1.3, order: 1), Is.EqualTo(function.Gradient(1.3)).Within(1e-12).Percent);
    }

    [Test]
    public void Follows_conventions_at_singular_points()
    {
        var (whole, half) = (3.0, 2.5);

        Assert.Multiple(() =>
        {
            Assert.That(Grad.Of(x => Math.Pow(x, whole)).Derivative(0, 3), Is.EqualTo(6));
            Assert.That(Grad.Of(x => Math.Pow(x, whole)).Derivative(0, 4), Is.Zero);
            Assert.That(Grad.Of(x => Math.Pow(x, half)).Derivative(0, 2), Is.Zero);
            Assert.That(Grad.Of(x => Math.Pow(x, half)).Derivative(0, 3), Is.EqualTo(double.PositiveInfinity));
            Assert.That(Grad.Of(x => Math.Sqrt(x)).Derivative(0, 1), Is.EqualTo(double.PositiveInfinity));
            Assert.That(Grad.Of(x => Math.Sqrt(x * 0) + x).Derivative(1, 1), Is.EqualTo(1));
            Assert.That(Grad.Of(x => Math.Abs(x) * x).Derivative(0, 2), Is.Zero);
            Assert.That(Grad.Of(x => Math.Max(x * x, x)).Derivative(1, 2), Is.EqualTo(1));
            Assert.That(Grad.Of(x => 1 / (1 + Math.Exp(-x))).Derivative(-800, 5), Is.Zero);
            Assert.That(Grad.Of(x => Math.Floor(x) + (x * x)).Derivative(1.5, 2), Is.EqualTo(2));
        });
    }

    [Test]
    public void Exists_for_float_and_nested()
    {
        Assert.That(Grad.Of((float x) => x * x * x).Derivative(2f, 2), Is.EqualTo(12));
        Assert.That(Grad.Of(x => Grad.At(y => y * y * y * x, x)).Derivative(2, 3), Is.EqualTo(18));
    }

    [Test]
    public void Of_a_negative_order_is_refused() =>
        Assert.That(Assert.Throws<ArgumentOutOfRangeException>(() => Grad.Of(x => x).Derivative(1, -1))!.ParamName, Is.EqualTo("order"));

    [Test]
    public void Allocates_nothing()
    {
        var f = Grad.Of(x => Math.Exp(x) * x);
        f.Derivative(1, 7);
        f.Derivative(1, 7);
        var before = GC.GetAllocatedBytesForCurrentThread();
        f.Derivative(2, 7);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static double Factorial(int n) => n <= 1 ? 1 : n * Factorial(n - 1);

    private static double Falling(double a, int n) => n == 0 ? 1 : a * Falling(a - 1, n - 1);

    private static TestCaseData Case(Expression<Func<double, double>> f, Func<int, double, double> formula) =>
        new TestCaseData(f, formula).SetArgDisplayNames(f.ToString());
}
