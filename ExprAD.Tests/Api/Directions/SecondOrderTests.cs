namespace ExprAD.Tests.Api.Directions;

public class SecondOrderTests
{
    private readonly GradientFunction<double[]> rosenbrock = Grad.Of((double[] x) =>
        Enumerable.Range(0, x.Length - 1).Sum(i => (100 * Math.Pow(x[i + 1] - (x[i] * x[i]), 2)) + Math.Pow(1 - x[i], 2)));

    [TestCase(2)]
    [TestCase(5)]
    [TestCase(17)]
    public void The_Hessian_is_that_of_the_formula(int length)
    {
        double[] x = [.. Enumerable.Range(0, length).Select(i => 1 + (0.1 * i))];
        var expected = new double[length, length];
        for (var i = 0; i < length; i++)
        {
            expected[i, i] = (i > 0 ? 200 : 0) + (i < length - 1 ? (1200 * x[i] * x[i]) - (400 * x[i + 1]) + 2 : 0);
            if (i > 0)
            {
                expected[i, i - 1] = expected[i - 1, i] = -400 * x[i - 1];
            }
        }

        Assert.That(rosenbrock.Hessian(x), Is.EqualTo(expected).Within(1e-11));
    }

    [Test]
    public void Products_are_those_with_the_Hessian()
    {
        double[] x = [0.2, -1, 3, 0.5], v = [1, -2, 0.5, 3];
        var hessian = rosenbrock.Hessian(x);
        double[] expected = [.. Enumerable.Range(0, 4).Select(i => Enumerable.Range(0, 4).Sum(j => hessian[i, j] * v[j]))];
        var into = new double[4];

        rosenbrock.HessianVectorProduct(x, v, into);

        Assert.That(rosenbrock.HessianVectorProduct(x, v), Is.EqualTo(expected).Within(1e-10));
        Assert.That(into, Is.EqualTo(expected).Within(1e-10));
    }

    [Test]
    public void Of_a_number_the_second_derivative_is_a_number()
    {
        Assert.That(Grad.Of(x => x * x * x).Hessian(2.0), Is.EqualTo(12));
        Assert.That(Grad.Of((float x) => x * x * x).Hessian(2f), Is.EqualTo(12f));
    }

    [Test]
    public void Of_several_parameters_the_Hessian_has_all_of_them_for_rows()
    {
        var f = Grad.Of((double[] w, Point p, double b) => w.Sum() * p.X * b * b);

        Assert.That(f.ColumnNames([1, 2], new(3, 4), 5), Is.EqualTo(new[] { "w[0]", "w[1]", "p.X", "p.Y", "b" }));
        Assert.That(f.Hessian([1, 2], new(3, 4), 5), Is.EqualTo(new double[,]
        {
            { 0, 0, 25, 0, 30 },
            { 0, 0, 25, 0, 30 },
            { 25, 25, 0, 0, 30 },
            { 0, 0, 0, 0, 0 },
            { 30, 30, 30, 0, 18 },
        }));
        Assert.That(f.WithRespectTo("b").Hessian([1, 2], new(3, 4), 5), Is.EqualTo(new double[,] { { 18 } }));
        Assert.That(f.HessianVectorProduct([1, 2], new(3, 4), 5, ([0, 0], new(0, 0), 1)), Is.EqualTo((new double[] { 30, 30 }, new Point(30, 0), 18.0)));
    }

    [Test]
    public void The_directional_derivative_is_the_product_with_the_gradient()
    {
        double[] x = [0.2, -1, 3], dx = [1, -2, 0.5];
        var (value, gradient) = rosenbrock.ValueAndGradient(x);

        var (valueAgain, derivative) = rosenbrock.Jvp(x, dx);

        Assert.That(valueAgain, Is.EqualTo(value));
        Assert.That(derivative, Is.EqualTo(gradient.Zip(dx, (a, b) => a * b).Sum()).Within(1e-10));
    }

    [Test]
    public void Names_what_does_not_fit()
    {
        double[] x = [1, 2], v = [1, 2];

        Assert.That(Assert.Throws<ArgumentException>(() => rosenbrock.HessianVectorProduct(x, [1]))!.ParamName, Is.EqualTo("v"));
        Assert.That(Assert.Throws<ArgumentNullException>(() => rosenbrock.HessianVectorProduct(x, null!))!.ParamName, Is.EqualTo("v"));
        Assert.That(Assert.Throws<ArgumentNullException>(() => rosenbrock.HessianVectorProduct(x, v, null!))!.ParamName, Is.EqualTo("into"));
        Assert.That(Assert.Throws<ArgumentException>(() => rosenbrock.HessianVectorProduct(x, v, new double[3]))!.ParamName, Is.EqualTo("into"));
        Assert.That(Assert.Throws<ArgumentException>(() => rosenbrock.HessianVectorProduct(x, v, v))!.ParamName, Is.EqualTo("into"));
        Assert.That(Assert.Throws<ArgumentException>(() => rosenbrock.Hessian(x, new double[2, 3]))!.ParamName, Is.EqualTo("into"));
    }

    [Test]
    public void Products_allocate_nothing_where_there_is_memory_for_them()
    {
        double[] x = [1, 2, 3], v = [1, 2, 3], into = new double[3];
        var square = new double[3, 3];
        rosenbrock.HessianVectorProduct(x, v, into);
        rosenbrock.Hessian(x, square);
        rosenbrock.Jvp(x, v);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
        {
            rosenbrock.HessianVectorProduct(x, v, into);
            rosenbrock.Hessian(x, square);
            rosenbrock.Jvp(x, v);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private sealed record Point(double X, double Y);
}
