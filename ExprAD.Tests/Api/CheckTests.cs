using ExprAD.Checking;

namespace ExprAD.Tests.Api;

public class CheckTests
{
    [Test]
    public void A_right_gradient_passes_in_every_number()
    {
        var f = Grad.Of((double[] w, double b, float[] v, int n) => (Math.Exp(w[0]) * b * n) + Math.Sin(w[1] * v[0]));
        double[] w = [1, 2];
        var report = f.Check(w, 3, [0.5f], 7);
        Assert.That(report.Passed, report.ToString());
        Assert.That(report.ToString(), Does.Contain("w[0]").And.Contain("w[1]").And.Contain("b ").And.Contain("v[0]").And.Contain("4 of 4 agree"));
        Assert.That(w, Is.EqualTo(new double[] { 1, 2 }));
    }

    [Test]
    public void Only_what_is_differentiated_is_looked_at() =>
        Assert.That(Grad.Of((double x, double y) => x * y).WithRespectTo("y").Check(2, 3).ToString(), Does.Contain("1 of 1 agree"));

    [Test]
    public void Both_numbers_are_printed()
    {
        var text = Grad.Of(x => x * x).Check(3).ToString();
        Assert.That(text, Does.Contain("value 9").And.Match(@"x +6 +6 +(6|5\.9999|6\.0000)"));
    }

    [TestCase(0, Verdict.Agrees)]
    [TestCase(1, Verdict.Kink)]
    [TestCase(0.5, Verdict.Kink)]
    [TestCase(-1, Verdict.Kink)]
    [TestCase(1.1, Verdict.Differs)]
    public void At_a_kink_the_derivatives_of_both_sides_and_all_between_pass(double gradient, object verdict)
    {
        // Central differences of |x| at 0 are 0.
        var comparison = Comparison.Of("x", gradient, gradient, Math.Abs, 0, Tolerance.For(single: false, 0));
        Assert.That(comparison.Verdict, Is.EqualTo(verdict));
    }

    [TestCase(1e-3)]
    [TestCase(1.0)]
    [TestCase(1e6)]
    public void Differences_are_exact_enough_wherever(double x)
    {
        var estimate = Ridders.Central(Math.Log, x);
        Assert.That(estimate.Value, Is.EqualTo(1 / x).Within(1e-9).Percent);
        Assert.That(Ridders.OneSided(Math.Log, x, 1).Value, Is.EqualTo(1 / x).Within(1e-5).Percent);
    }

    [Test]
    public void A_wrong_gradient_differs()
    {
        var tolerance = Tolerance.For(single: false, 1);
        Assert.Multiple(() =>
        {
            Assert.That(Comparison.Of("x", 2.001, 2.001, x => x * x, 1, tolerance).Verdict, Is.EqualTo(Verdict.Differs));
            Assert.That(Comparison.Of("x", 2, 2.001, x => x * x, 1, tolerance).Remark, Is.EqualTo("differs from forward mode"));
            Assert.That(Comparison.Of("x", 0, 0, x => x * x, 1, tolerance).Verdict, Is.EqualTo(Verdict.Differs));
            Assert.That(Comparison.Of("x", double.NaN, double.NaN, x => x * x, 1, tolerance).Verdict, Is.EqualTo(Verdict.Differs));
        });
    }

    [Test]
    public void A_report_with_a_wrong_number_fails_and_says_which()
    {
        var comparison = new Comparison("w[3]", 1, 1, 2, 1e-9, Verdict.Differs, "differs");
        var report = new CheckReport("f(w)", 5, 5, sameValue: true, [.. Enumerable.Repeat(comparison with { Path = "w[0]", Verdict = Verdict.Agrees }, 100), comparison]);
        Assert.That(report.Passed, Is.False);
        Assert.That(report.ToString(), Does.Contain("w[3]").And.Contain("FAILED: 100 of 101 agree, 1 differ"));
    }

    [Test]
    public void Stopped_values_are_held()
    {
        var scale = 3.0;
        var f = Grad.Of((double x, double[] w) => (x * Grad.StopGradient(x) * scale) + Grad.StopGradient(w)[0] + (x > 0 ? Grad.StopGradient(Math.Exp(x)) * w[0] : 0));
        Assert.That(f.Gradient(2, [5]).Item1, Is.EqualTo(6));
        var report = f.Check(2, [5]);
        Assert.That(report.Passed, report.ToString());
        Assert.That(report.ToString(), Does.Contain("2 of 2 agree"));
    }

    [Test]
    public void A_jump_is_told()
    {
        var text = Grad.Of(x => Math.Floor(x)).Check(1).ToString();
        Assert.That(text, Does.Contain("none on the left, 0 on the right").And.Contain("1 at a kink"));
    }

    [Test]
    public void Outside_of_its_domain_a_function_is_not_compared()
    {
        var f = Grad.Of((double x, double[] table) => table[(int)x] * x);
        var report = f.Check(0.0, [7]);
        Assert.That(report.Passed, report.ToString());
    }

    [Test]
    public void A_pole_refutes_nothing()
    {
        var report = Grad.Of(x => Math.Sqrt(x)).Check(0);
        Assert.That(report.Passed, report.ToString());
        Assert.That(report.ToString(), Does.Contain("can't be compared"));
    }
}
