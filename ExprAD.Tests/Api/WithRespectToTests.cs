namespace ExprAD.Tests.Api;

public class WithRespectToTests
{
    private static readonly GradientFunction<double[], double, int> F = Grad.Of((double[] w, double b, int n) => w[0] * b * n);

    [Test]
    public void The_others_hold_default()
    {
        Assert.That(F.WithRespectTo("b").ValueAndGradient([2], 3, 5), Is.EqualTo((30.0, ((double[]?)null, 10.0, 0))));
        var (dw, db, _) = F.WithRespectTo("w").Gradient([2], 3, 5);
        Assert.That(dw, Is.EqualTo(new double[] { 15 }));
        Assert.That(db, Is.Zero);
    }

    [Test]
    public void Names_add_up_in_any_order()
    {
        var (dw, db, _) = F.WithRespectTo("b", "w", "b").Gradient([2], 3, 5);
        Assert.That(dw, Is.EqualTo(new double[] { 15 }));
        Assert.That(db, Is.EqualTo(10));
    }

    [Test]
    public void Another_choice_starts_from_the_whole() =>
        Assert.That(F.WithRespectTo("w").WithRespectTo("b").Gradient([2], 3, 5).Item2, Is.EqualTo(10));

    [Test]
    public void Unknown_names_are_refused_at_once() => Assert.That(
        () => F.WithRespectTo("w", "c"),
        Throws.ArgumentException.With.Property("ParamName").EqualTo("names").And.Message.Contains("'c'").And.Message.Contains("w, b, n"));

    [Test]
    public void What_holds_no_floats_is_refused() => Assert.That(
        () => F.WithRespectTo("n"),
        Throws.ArgumentException.With.Message.Contains("'n'"));

    [Test]
    public void No_names_are_refused()
    {
        Assert.That(() => F.WithRespectTo(), Throws.ArgumentException);
        Assert.That(() => F.WithRespectTo(null!), Throws.ArgumentNullException);
        Assert.That(() => F.WithRespectTo([null!]), Throws.ArgumentNullException);
    }
}
