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

    [Test]
    public void A_gradient_that_is_written_row_by_row_is_not_called_zero() =>
        Assert.That(Grad.Of((double[][] a) => a.Sum(row => row.Sum())).Explain(), Does.Not.Contain("is zero"));

    [Test]
    public void What_each_loop_stores_is_told_in_bytes()
    {
        var text = Grad.Of((double[] w) => Math.Log(w.Sum(t => Math.Exp(t)))).Explain();

        Assert.That(text, Does.Contain("stored for the reverse sweep: 8 B × w.Length a call")
            .And.Contain("for 0 .. w.Length").And.Contain("tape: 8 B an iteration (Math.Exp(t)), 8 B × w.Length a call"));
    }

    [Test]
    public void The_bytes_of_nested_loops_are_products_of_trip_counts()
    {
        var text = Grad.Of((double[] w, double[] v) => Math.Log(w.Sum(t => v.Sum(s => Math.Exp(t * s))))).Explain();

        Assert.That(text, Does.Contain("8 B × w.Length × v.Length a call"), text);
    }

    [Test]
    public void What_a_mirrored_loop_computes_again_is_told()
    {
        var text = Grad.Of((double[] w) => Math.Log(w.Sum(t => t * (t + 1)))).Explain();

        Assert.That(text, Does.Contain("computed again: t + 1"), text);
    }

    [Test]
    public void The_function_is_told_in_one_line()
    {
        Assert.Multiple(() =>
        {
            Assert.That($"{Grad.Of(x => x * Math.Sin(x))}", Is.EqualTo("x * Math.Sin(x)  ->  (value, gradient)"));
            Assert.That($"{Grad.Of((float x, float y) => x * y)}", Is.EqualTo("x * y  ->  (value, gradient)"));
        });
    }

    [Test]
    public void The_gradient_is_written_in_C_sharp() =>
        Assert.That(Grad.Of((double x, double y) => x * Math.Sin(y)).WithRespectTo("x").ToCSharp(), Does.Contain("ValueAndGradient(").And.Contain("Math.Sin(y)").And.Not.Contain("Cos"));

    [Test]
    public void The_gradient_is_drawn()
    {
        var f = Grad.Of(x => x * Math.Sin(x));

        Assert.That(f.ToDot(), Does.StartWith("digraph {").And.Contain("label=\"∂x\""));
        Assert.That(f.ToMermaid(), Does.StartWith("flowchart TD").And.Contain("((\"∂x\"))"));
    }
}
