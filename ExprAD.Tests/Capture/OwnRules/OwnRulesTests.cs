namespace ExprAD.Tests.Capture.OwnRules;

/// <summary>Methods that come with their own derivatives.</summary>
public class OwnRulesTests
{
    private static int calls;

    [Derivative(nameof(SlopeOfCube))]
    private static double Cube(double x)
    {
        calls++;
        return x * x * x;
    }

    private static double SlopeOfCube(double x) => 3 * x * x;

    [Derivative(nameof(Self))]
    private static double Self(double x) => Math.Exp(x);

    /// <summary>By its result: y′ = 1 − y².</summary>
    [Derivative(nameof(SlopeOfSquash))]
    private static double Squash(double x) => Math.Tanh(x);

    private static double SlopeOfSquash(double x, double y) => x > 100 ? 0 : 1 - y * y;

    [Derivative(nameof(ByWidth), nameof(ByHeight))]
    private static double Area(double width, int n, double height) => n * width * height;

    private static double ByWidth(double width, int n, double height) => n * height;

    private static double ByHeight(double width, int n, double height) => n * width;

    [Derivative(nameof(SlopeOfCube))]
    private static float Wrong(float x) => x;

    [Derivative(nameof(OpaqueSlope))]
    private static double Opaque(double x) => x * x;

    private static double OpaqueSlope(double x) => 2 * __refvalue(__makeref(x), double);

    [Test]
    public void The_derivative_is_the_one_given()
    {
        var f = Grad.Of(x => 2 * Cube(x) + x);
        Assert.That(f.ValueAndGradient(2), Is.EqualTo((18.0, 25.0)));
        Assert.That(f.Check(1.3).Passed, f.Check(1.3).ToString());
        Assert.That(Grad.Of((double[] w) => 2 * Cube(w[0])).Hessian([2.0])[0, 0], Is.EqualTo(24).Within(1e-12));
    }

    [Test]
    public void The_method_is_called_once()
    {
        var f = Grad.OfMethod((double x) =>
        {
            var y = Cube(x);
            return y * y;
        });
        f.Gradient(1);
        calls = 0;
        Assert.That(f.ValueAndGradient(2), Is.EqualTo((64.0, 192.0)));
        Assert.That(calls, Is.EqualTo(1));
    }

    [Test]
    public void It_may_be_its_own_derivative() =>
        Assert.That(Grad.Of((double[] w) => Self(2 * w[0])).Hessian([0.0])[0, 0], Is.EqualTo(4).Within(1e-12));

    [Test]
    public void A_derivative_may_take_the_result()
    {
        var report = Grad.Of(x => x * Squash(x * x)).Check(0.7);
        Assert.That(report.Passed, report.ToString());
    }

    [Test]
    public void Integers_have_no_derivative_among_others()
    {
        var f = Grad.Of((double[] w) => Area(w[0], w.Length, w[1]));
        Assert.That(f.Gradient([3.0, 4]), Is.EqualTo(new[] { 8.0, 6 }));
    }

    [Test]
    public void A_derivative_that_is_not_looked_into_has_none_itself()
    {
        var f = Grad.Of(x => Opaque(3 * x));
        Assert.That(f.Gradient(1), Is.EqualTo(18.0));
        Assert.That(() => Grad.Of((double[] w) => Opaque(3 * w[0])).Hessian([1.0]), Throws.TypeOf<NotDifferentiableException>());
    }

    [Test]
    public void An_attribute_that_does_not_fit_is_named() =>
        Assert.That(() => Grad.Of((float x) => Wrong(x)), Throws.TypeOf<NotDifferentiableException>().With.Message.Contains("OwnRulesTests.Wrong").And.Message.Contains("SlopeOfCube"));

    [Test]
    public void Rules_are_registered_for_what_is_not_ones_own()
    {
        DerivativeRules.Register(() => Native(default), x => 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x));
        DerivativeRules.Register(() => Hypot(default, default), (a, b) => a / Hypot(a, b), (a, b) => b / Hypot(a, b));
        DerivativeRules.Register((int n, float x) => Power(n, x), (int n, float x) => n * Power(n - 1, x));
        Assert.That(Grad.Of(x => Native(x)).Gradient(0.5), Is.EqualTo(2 / Math.Sqrt(Math.PI) * Math.Exp(-0.25)).Within(1e-15));
        Assert.That(Grad.Of((double a, double b) => Hypot(a, b)).ValueAndGradient(3, 4), Is.EqualTo((5.0, (0.6, 0.8))));
        Assert.That(Grad.Of((float x) => Power(3, x)).Gradient(2), Is.EqualTo(12f));
    }

    [Test]
    public void Functions_built_after_a_registration_use_it()
    {
        System.Linq.Expressions.Expression<Func<double, double>> f = x => Changing(x);
        Assert.That(Grad.Of(f).Gradient(3), Is.EqualTo(6.0));
        DerivativeRules.Register(() => Changing(default), x => 100);
        Assert.That(Grad.Of(f).Gradient(3), Is.EqualTo(100.0));
    }

    [Test]
    public void What_does_not_fit_is_refused_at_once()
    {
        var scale = 2.0;
        Assert.That(() => DerivativeRules.Register(() => Hypot(default, default), x => x), Throws.ArgumentException);
        Assert.That(() => DerivativeRules.Register(() => scale * 2, x => x), Throws.ArgumentException);
        Assert.That(() => DerivativeRules.Register(() => Native(default), null!), Throws.ArgumentNullException);
    }

    private static double Native(double x) => __refvalue(__makeref(x), double);

    private static double Hypot(double a, double b) => Math.Sqrt(a * a + b * b);

    private static float Power(int n, float x) => MathF.Pow(x, n);

    private static double Changing(double x) => x * x;
}
