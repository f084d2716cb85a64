namespace ExprAD.Tests.Api;

public class ExplainTests
{
    [Test]
    public void The_way_and_the_result_are_told()
    {
        var text = Grad.Of(x => x * Math.Sin(x)).Explain();
        Assert.That(text, Does.Contain("capture").And.Contain("differentiate (reverse)").And.Match(@"\d+ nodes")
            .And.Contain("compiled by").And.Contain("cos x").And.Contain("nothing is stored"));
    }

    [Test]
    public void A_gradient_that_is_always_zero_is_told()
    {
        var text = Grad.Of((double x, double[] w, double y) => Math.Floor(x) + y).Explain();
        Assert.That(text, Does.Contain("respect to x is zero: the value depends on it only through").And.Contain("respect to w is zero: the value does not depend on it"));
        Assert.That(text, Does.Not.Contain("respect to y"));
    }
}
