using System.Linq.Expressions;

namespace ExprAD.Tests.Api;

public class ArgumentTests
{
    private static readonly GradientFunction<double[], double[][], int> F =
        Grad.Of((double[] weights, double[][] rows, int i) => weights[i] * rows[0][0]);

    [Test]
    public void A_null_lambda_is_refused() => Assert.That(
        () => Grad.Of((Expression<Func<double, double>>)null!),
        Throws.ArgumentNullException.With.Property("ParamName").EqualTo("f"));

    [Test]
    public void Null_arrays_are_refused_by_the_name_of_the_parameter()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => F.Value(null!, [[1]], 0), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("weights"));
            Assert.That(() => F.Gradient([1], null!, 0), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("rows"));
            Assert.That(() => F.ValueAndGradient([1], null!, 0), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("rows"));
            Assert.That(() => Grad.Of((double[] w) => w[0]).Gradient(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("w"));
        });
    }

    [Test]
    public void Data_that_is_not_used_may_be_null()
    {
        var f = Grad.Of((double x, int[] unused) => x * x);
        Assert.That(f.Value(3, null!), Is.EqualTo(9));
        Assert.That(f.Gradient(3, null!).Item1, Is.EqualTo(6));
    }

    [Test]
    public void Data_that_is_used_may_not()
    {
        var f = Grad.Of((double x, int[] powers) => x * powers[0]);
        Assert.That(() => f.Value(3, null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("powers"));
    }

    [Test]
    public void What_the_function_tests_for_null_may_be_null()
    {
        var f = Grad.Of((double x, double[]? mask) => mask == null ? x : x * mask[0]);
        Assert.Multiple(() =>
        {
            Assert.That(f.Gradient(3, null), Is.EqualTo((1.0, (double[]?)null)));
            Assert.That(f.Gradient(3, [5]).Item2, Is.EqualTo(new double[] { 3 }));
        });
    }

    [Test]
    public void Options_are_checked()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => new GradOptions { Threads = -1 }, Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => new GradOptions { MemoryLimit = 0 }, Throws.TypeOf<ArgumentOutOfRangeException>());
        });
    }
}
