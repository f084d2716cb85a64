using System.Linq.Expressions;

namespace ExprAD.Tests.Api;

/// <summary>Which overload the C# compiler picks, for every way in which the entry is called.</summary>
public class CallShapesTests
{
    private record Params(double A, double[] W);

    [Test]
    public void A_lambda_without_types_is_a_function_of_a_double()
    {
        GradientFunction<double> f = Grad.Of(x => x * x);
        Assert.That(f.Value(3), Is.EqualTo(9));
    }

    [Test]
    public void Types_come_from_the_parameters()
    {
        GradientFunction<double> scalar = Grad.Of((double x) => x * x);
        GradientFunction<float> single = Grad.Of((float x) => x * x);
        GradientFunction<double[]> array = Grad.Of((double[] w) => w[0]);
        GradientFunction<double[], double> two = Grad.Of((double[] w, double b) => w[0] * b);
        GradientFunction<Params> record = Grad.Of((Params p) => p.A * p.W[0]);
        GradientFunction<(double A, double B)> tuple = Grad.Of(((double A, double B) p) => p.A * p.B);
        Assert.Multiple(() =>
        {
            Assert.That(scalar.Value(3), Is.EqualTo(9));
            Assert.That(single.Value(3), Is.EqualTo(9));
            Assert.That(array.Value([3]), Is.EqualTo(3));
            Assert.That(two.Value([3], 2), Is.EqualTo(6));
            Assert.That(record.Value(new(3, [2])), Is.EqualTo(6));
            Assert.That(tuple.Value((3, 2)), Is.EqualTo(6));
        });
    }

    [Test]
    public void Types_may_be_given()
    {
        GradientFunction<float> single = Grad.Of<float>(x => x * x);
        GradientFunction<double, double> two = Grad.Of<double, double>((x, y) => x * y);
        Assert.Multiple(() =>
        {
            Assert.That(single.Value(3), Is.EqualTo(9));
            Assert.That(two.Value(3, 2), Is.EqualTo(6));
        });
    }

    [Test]
    public void Trees_may_be_passed_whole()
    {
        Expression<Func<double, double>> f = x => x * x;
        Expression<Func<float, float>> g = x => x * x;
        Expression<Func<float[], double[], float>> h = (x, y) => x[0] * (float)y[0];
        Assert.Multiple(() =>
        {
            Assert.That(Grad.Of(f).Value(3), Is.EqualTo(9));
            Assert.That(Grad.Of(g).Value(3), Is.EqualTo(9));
            Assert.That(Grad.Of(h).Value([3], [2]), Is.EqualTo(6));
        });
    }

    [Test]
    public void Eight_parameters()
    {
        GradientFunction<double, double, double, double, double, double, double, double> f = Grad.Of(
            (double a, double b, double c, double d, double e, double f, double g, double h) => a * b * c * d * e * f * g * h);
        Assert.That(f.Value(1, 2, 3, 4, 5, 6, 7, 8), Is.EqualTo(40320));
    }

    [Test]
    public void A_whole_number_is_widened_to_double()
    {
        Assert.That(Grad.Of((double[] w) => 16_777_217 * w.Length).Value([1]), Is.EqualTo(16_777_217));
    }

    [Test]
    public void Options_come_last_everywhere()
    {
        var options = new GradOptions { Strict = true, Threads = 1, MemoryLimit = 64 << 20, Simd = false };
        Assert.Multiple(() =>
        {
            Assert.That(Grad.Of(x => x * x, options).Value(3), Is.EqualTo(9));
            Assert.That(Grad.Of((double[] w, float b) => w[0] * b, options).Value([3], 2), Is.EqualTo(6));
        });
    }
}
