namespace ExprAD.Tests.Capture.Methods;

/// <summary>The ways to pass a method.</summary>
public class MethodApiTests
{
    private double scale = 2;

    private static double Sum(double[] w)
    {
        double total = 0;
        foreach (var t in w)
        {
            total += t * t;
        }

        return total;
    }

    private static float Single(float x) => x * x;

    private double Scaled(double x) => scale * x * Helper(x);

    private double Helper(double x) => x + scale;

    [Test]
    public void A_method_stands_where_a_lambda_could()
    {
        Assert.That(Grad.OfMethod<double[]>(Sum).Gradient([1.0, 2]), Is.EqualTo(new[] { 2.0, 4 }));
        Assert.That(Grad.Of<double[]>(Sum).Gradient([1.0, 2]), Is.EqualTo(new[] { 2.0, 4 }));
        Assert.That(Grad.OfMethod<float>(Single).Gradient(3f), Is.EqualTo(6f));
        Assert.That(Grad.Of((double[] w) => 3 * Sum(w)).Gradient([1.0, 2]), Is.EqualTo(new[] { 6.0, 12 }));
    }

    [Test]
    public void Up_to_eight_parameters()
    {
        var f = Grad.OfMethod((double a, double b, double[] c, double d, double e, double g, double h, double i) =>
        {
            var product = a * b;
            foreach (var t in c)
            {
                product *= t;
            }

            return product + d * e * g * h * i;
        });
        var (value, gradient) = f.ValueAndGradient(1, 2, [3.0], 1, 1, 1, 1, 4);
        Assert.That((value, gradient.Item1, gradient.Item3[0], gradient.Item8), Is.EqualTo((10.0, 6.0, 2.0, 1.0)));
    }

    [Test]
    public void Options_are_taken() =>
        Assert.That(Grad.OfMethod<double[]>(Sum, new GradOptions { Strict = true }).Value([0.1, 0.2, 0.3]), Is.EqualTo(Sum([0.1, 0.2, 0.3])));

    [Test]
    public void A_method_is_compiled_once_whatever_the_object()
    {
        var (one, other) = (new MethodApiTests(), new MethodApiTests { scale = 5 });
        var (f, g) = (Grad.OfMethod(one.Scaled), Grad.OfMethod(other.Scaled));
        Assert.That(f.Gradient(1), Is.EqualTo(8.0));
        Assert.That(g.Gradient(1), Is.EqualTo(35.0));
        one.scale = 3;
        Assert.That(f.Gradient(1), Is.EqualTo(15.0));
    }

    [Test]
    public void The_graph_speaks_of_the_source()
    {
        var f = Grad.OfMethod<double[]>(Sum);
        Assert.That(f.ToString(), Is.EqualTo("MethodApiTests.Sum(w)  ->  (value, gradient)"));
        Assert.That(f.Explain(), Does.Contain("t * t").And.Not.Contain("goto"));
    }
}
