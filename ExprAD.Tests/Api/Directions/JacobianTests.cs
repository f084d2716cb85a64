namespace ExprAD.Tests.Api.Directions;

public class JacobianTests
{
    private readonly JacobianFunction<double[], double[]> polar = Jacobian.Of((double[] x) => new[] { x[0] * Math.Cos(x[1]), x[0] * Math.Sin(x[1]), x[0] });

    [Test]
    public void Has_a_row_for_each_number_of_the_value_and_a_column_for_each_of_the_argument()
    {
        double[] x = [2, 0.5];
        double[,] expected = { { Math.Cos(0.5), -2 * Math.Sin(0.5) }, { Math.Sin(0.5), 2 * Math.Cos(0.5) }, { 1, 0 } };

        Assert.That(polar.At(x), Is.EqualTo(expected).Within(1e-15));
        Assert.That(polar.Value(x), Is.EqualTo(new[] { 2 * Math.Cos(0.5), 2 * Math.Sin(0.5), 2 }));
    }

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(8)]
    [TestCase(13)]
    [TestCase(40)]
    public void Is_the_same_by_columns_and_by_rows(int length)
    {
        var square = Jacobian.Of((double[] x) => x.Select((t, i) => t * x[0] * (i + 1)).ToArray());
        var wide = Jacobian.Of((double[] x) => new[] { x.Select((t, i) => t * x[0] * (i + 1)).Sum(), x.Sum(Math.Sin) });
        double[] at = [.. Enumerable.Range(1, length).Select(i => 0.3 * i)];

        var (columns, rows) = (square.At(at), wide.At(at));

        for (var j = 0; j < length; j++)
        {
            Assert.That(rows[0, j], Is.EqualTo(Enumerable.Range(0, length).Sum(i => columns[i, j])).Within(1e-12 * length * length));
            Assert.That(rows[1, j], Is.EqualTo(Math.Cos(at[j])).Within(1e-15));
        }
    }

    [Test]
    public void Few_rows_in_one_sweep_are_those_of_many_one_by_one()
    {
        double[] at = [.. Enumerable.Range(1, 40).Select(i => Math.Sin(i) + 1)];
        var (few, many) = (Jacobian.Of((double[] x) => FirstRows(x, 3)), Jacobian.Of((double[] x) => FirstRows(x, x.Length / 8)));
        var (three, five) = (few.At(at), many.At(at));
        for (var j = 0; j < at.Length; j++)
        {
            for (var i = 0; i < 3; i++)
            {
                Assert.That(three[i, j], Is.EqualTo(five[i, j]).Within(1e-15), $"[{i}, {j}]");
            }
        }
    }

    [Test]
    public void Products_agree_with_the_matrix()
    {
        double[] x = [2, 0.5], dx = [0.3, -1.2], u = [0.7, -2, 0.1];
        var matrix = polar.At(x);

        var (value, derivative) = polar.Jvp(x, dx);
        var (valueAgain, product) = polar.Vjp(x, u);

        Assert.That(value, Is.EqualTo(polar.Value(x)));
        Assert.That(valueAgain, Is.EqualTo(value));
        Assert.That(derivative, Is.EqualTo(Enumerable.Range(0, 3).Select(i => (matrix[i, 0] * dx[0]) + (matrix[i, 1] * dx[1]))).Within(1e-15));
        Assert.That(product, Is.EqualTo(Enumerable.Range(0, 2).Select(j => (matrix[0, j] * u[0]) + (matrix[1, j] * u[1]) + (matrix[2, j] * u[2]))).Within(1e-15));
    }

    [Test]
    public void Of_a_record_has_named_rows_and_columns()
    {
        var f = Jacobian.Of((Flight p) => new Forces(p.Speed * p.Speed * p.Area[0], new[] { p.Speed * p.Area[1], p.Area[0] }));
        var at = new Flight("A", 3, [2, 5]);

        Assert.That(f.ColumnNames(at), Is.EqualTo(new[] { "p.Speed", "p.Area[0]", "p.Area[1]" }));
        Assert.That(f.RowNames(at), Is.EqualTo(new[] { "Drag", "Lift[0]", "Lift[1]" }));
        Assert.That(f.At(at), Is.EqualTo(new double[,] { { 12, 9, 0 }, { 5, 0, 3 }, { 0, 1, 0 } }));
        Assert.That(f.Vjp(at, new Forces(1, [2, 3])).Product.Area, Is.EqualTo(new double[] { 12, 6 }));
        Assert.That(f.Jvp(at, new Flight("", 1, [0, 0])).Derivative.Drag, Is.EqualTo(12));
    }

    [Test]
    public void Of_several_parameters_has_columns_for_all()
    {
        var f = Jacobian.Of((double r, double[] t) => ValueTuple.Create(r * t[0], t));

        Assert.That(f.At(3, [5, 7]), Is.EqualTo(new double[,] { { 5, 3, 0 }, { 0, 1, 0 }, { 0, 0, 1 } }));
        Assert.That(f.Jvp(3, [5, 7], 1, [0, 1]).Derivative.Item2, Is.EqualTo(new double[] { 0, 1 }));
        Assert.That(f.WithRespectTo("r").At(3, [5, 7]), Is.EqualTo(new double[,] { { 5 }, { 0 }, { 0 } }));
    }

    [Test]
    public void Of_matrices_and_jagged_arrays_goes_row_by_row()
    {
        var matrix = Jacobian.Of((double[,] a) => new[] { a[0, 1] * a[1, 0], a[1, 1] });
        var jagged = Jacobian.Of((double[][] a) => a.Select(row => row.Select(t => t * t).ToArray()).ToArray());

        Assert.That(matrix.At(new double[,] { { 1, 2 }, { 3, 4 } }), Is.EqualTo(new double[,] { { 0, 3, 2, 0 }, { 0, 0, 0, 1 } }));
        Assert.That(jagged.At([[1], [2, 3]]), Is.EqualTo(new double[,] { { 2, 0, 0 }, { 0, 4, 0 }, { 0, 0, 6 } }));
        Assert.That(jagged.Vjp([[1], [2, 3]], [[1], [1, 2]]).Product, Is.EqualTo(new double[][] { [2], [4, 12] }));
    }

    [Test]
    public void Of_methods_is_that_of_what_they_do()
    {
        double[] x = [2, 3, 5];
        double[,] expected = { { 2, 0, 0 }, { 3, 2, 0 }, { 0, 5, 3 } };

        Assert.That(Jacobian.OfMethod<double[], double[]>(Products).At(x), Is.EqualTo(expected));
        Assert.That(Jacobian.Of<double[], double[]>(Products).At(x), Is.EqualTo(expected));
        Assert.That(Jacobian.OfMethod((double r, double t) => new[] { r * t, r }).At(2, 3), Is.EqualTo(new double[,] { { 3, 2 }, { 1, 0 } }));
        Assert.That(Jacobian.OfMethod<double[], double[]>(Products).Vjp(x, [0, 0, 1]).Product, Is.EqualTo(new double[] { 0, 5, 3 }));
    }

    [Test]
    public void Of_lists_is_that_of_their_numbers()
    {
        var f = Jacobian.Of((List<double> x) => x.Select(t => t * t).ToList());

        Assert.That(f.Value([1, 2]), Is.EqualTo(new List<double> { 1, 4 }));
        Assert.That(f.At([1, 2]), Is.EqualTo(new double[,] { { 2, 0 }, { 0, 4 } }));
        Assert.That(f.Jvp([1, 2], [1, 10]).Derivative, Is.EqualTo(new List<double> { 2, 40 }));
        Assert.That(f.Vjp([1, 2], [1, 10]).Product, Is.EqualTo(new List<double> { 2, 40 }));
    }

    [Test]
    public void Of_a_function_of_a_number_has_one_column()
    {
        var f = Jacobian.Of(t => new[] { t, t * t });

        Assert.That(f.At(3), Is.EqualTo(new double[,] { { 1 }, { 6 } }));
        Assert.That(f.Vjp(3, [0, 2]).Product, Is.EqualTo(12));
    }

    [Test]
    public void Fills_memory_of_the_right_size_only()
    {
        var into = new double[3, 2];
        polar.At([2, 0.5], into);

        Assert.That(into, Is.EqualTo(polar.At([2, 0.5])));
        Assert.That(Assert.Throws<ArgumentException>(() => polar.At([2, 0.5], new double[2, 3]))!.ParamName, Is.EqualTo("into"));
        Assert.That(Assert.Throws<ArgumentNullException>(() => polar.At([2, 0.5], null!))!.ParamName, Is.EqualTo("into"));
    }

    [Test]
    public void Names_the_direction_that_does_not_fit()
    {
        double[] x = [2, 0.5];

        Assert.That(Assert.Throws<ArgumentException>(() => polar.Jvp(x, [1]))!.ParamName, Is.EqualTo("dx"));
        Assert.That(Assert.Throws<ArgumentNullException>(() => polar.Jvp(x, null!))!.ParamName, Is.EqualTo("dx"));
        Assert.That(Assert.Throws<ArgumentException>(() => polar.Vjp(x, [1]))!.ParamName, Is.EqualTo("u"));
        Assert.That(Assert.Throws<ArgumentNullException>(() => polar.Vjp(x, null!))!.ParamName, Is.EqualTo("u"));
    }

    [Test]
    public void Is_refused_of_a_value_without_floating_point_numbers() =>
        Assert.That(
            Assert.Throws<NotDifferentiableException>(() => Jacobian.Of((double x) => new[] { (int)x }))!.Message,
            Does.Contain("new[]").And.Contain("int[]"));

    private static double[] Products(double[] x)
    {
        var y = new double[x.Length];
        y[0] = 2 * x[0];
        for (var i = 1; i < x.Length; i++)
        {
            y[i] = x[i] * x[i - 1];
        }

        return y;
    }

    private sealed record Flight(string Name, double Speed, double[] Area);

    private sealed record Forces(double Drag, double[] Lift);

    private static double[] FirstRows(double[] x, int count)
    {
        var rows = new double[count];
        for (var i = 0; i < count; i++)
        {
            rows[i] = Math.Exp(x[i] * 0.1) * x[i + 1] + (x[i] > 1 ? x[2 * i] * x[0] : Math.Sin(x[i]));
        }

        return rows;
    }
}
