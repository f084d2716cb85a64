namespace ExprAD.Tests.Batching;

public class BatchTests
{
    private static readonly GradientFunction<double[]> Function = Grad.Of((double[] x) => x.Sum(t => Math.Exp(-t) * t) * x[0]);

    private static double[][] Points(int count) => [.. Enumerable.Range(0, count).Select(i => new[] { Math.Sin(i), Math.Cos(i), i % 7 - 3.0 })];

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(1000)]
    public void Every_sample_has_the_value_and_gradient_it_has_alone(int count)
    {
        var xs = Points(count);
        var (values, gradients) = Function.Batch(xs);

        Assert.Multiple(() =>
        {
            Assert.That(values, Is.EqualTo(xs.Select(x => Function.Value(x))));
            Assert.That(gradients, Is.EqualTo(xs.Select(Function.Gradient)));
        });
    }

    [Test]
    public void Sums_are_the_same_for_every_number_of_threads()
    {
        var xs = Points(5003);
        var sums = new[] { 1, 2, 3, 0 }.Select(threads =>
            Grad.Of((double[] x) => x.Sum(t => Math.Exp(-t) * t) * x[0], new GradOptions { Threads = threads }).BatchSum(xs)).ToArray();

        Assert.That(sums.Select(s => s.Value).Distinct(), Has.One.Items);
        Assert.That(sums.Select(s => s.Gradient), Is.All.EqualTo(sums[0].Gradient));
        Assert.That(sums[0].Value, Is.EqualTo(xs.Sum(x => Function.Value(x))).Within(1e-9));
        Assert.That(sums[0].Gradient[1], Is.EqualTo(xs.Sum(x => Function.Gradient(x)[1])).Within(1e-9));
    }

    [Test]
    public void Memory_that_is_there_is_filled()
    {
        var xs = Points(40);
        var (values, into) = (new double[40], Points(40));
        var first = into[0];
        Function.Batch(xs, values, into);

        Assert.That(into[0], Is.SameAs(first));
        Assert.That(into, Is.EqualTo(xs.Select(Function.Gradient)));
        Assert.That(() => Function.Batch(xs, new double[3], into), Throws.ArgumentException);
    }

    [Test]
    public void Rows_go_with_what_they_share()
    {
        var f = Grad.Of((double[] w, double[] row) => Math.Pow(w[0] + w[1] * row[0] - row[1], 2)).WithRespectTo("w");
        double[] w = [0.5, -1];
        var rows = Points(100);
        var (values, gradients) = f.Batch(w, rows);
        var (value, (sum, none)) = f.BatchSum(w, rows);

        Assert.Multiple(() =>
        {
            Assert.That(values, Is.EqualTo(rows.Select(r => f.Value(w, r))));
            Assert.That(gradients.Select(g => g.Item1), Is.EqualTo(rows.Select(r => f.Gradient(w, r).Item1)));
            Assert.That(value, Is.EqualTo(values.Sum()).Within(1e-9));
            Assert.That(sum[1], Is.EqualTo(gradients.Sum(g => g.Item1[1])).Within(1e-9));
            Assert.That(none, Is.Null);
        });
    }

    [Test]
    public void Numbers_and_records_are_samples_too()
    {
        var (values, gradients) = Grad.Of(x => x * x).Batch([1, 2, 3]);
        var (value, gradient) = Grad.Of(((double A, double B) p) => p.A * p.B).BatchSum([(1, 2), (3, 4)]);

        Assert.Multiple(() =>
        {
            Assert.That(values, Is.EqualTo(new[] { 1, 4, 9 }));
            Assert.That(gradients, Is.EqualTo(new[] { 2, 4, 6 }));
            Assert.That(value, Is.EqualTo(14));
            Assert.That(gradient, Is.EqualTo((6.0, 4.0)));
        });
    }

    [Test]
    public void Hessian_vector_products_and_Jacobians_come_sample_by_sample()
    {
        var xs = Points(50);
        var f = Jacobian.Of((double[] x) => new[] { x[0] * x[1], Math.Sin(x[2]) });
        var (values, jacobians) = f.Batch(xs);

        Assert.Multiple(() =>
        {
            Assert.That(Function.BatchHessianVectorProduct(xs, xs), Is.EqualTo(xs.Select(x => Function.HessianVectorProduct(x, x))));
            Assert.That(values, Is.EqualTo(xs.Select(f.Value)));
            Assert.That(jacobians, Is.EqualTo(xs.Select(x => f.At(x))));
            Assert.That(() => Function.BatchHessianVectorProduct(xs, Points(3)), Throws.ArgumentException);
        });
    }

    [Test]
    public void What_the_first_sample_throws_that_throws_passes_through()
    {
        var f = Grad.Of((double[] x) => x[(int)x[0]] * x[0]);
        var xs = Enumerable.Range(0, 500).Select(i => i == 200 ? null! : new[] { i is 100 or 300 ? 7.0 : 0 }).ToArray();

        Assert.That(() => f.Batch(xs), Throws.InstanceOf<IndexOutOfRangeException>());
        xs[100] = xs[0];
        Assert.That(() => f.Batch(xs), Throws.ArgumentNullException);
    }

    [Test]
    public void Samples_of_different_shapes_have_no_sum()
    {
        Assert.That(() => Function.BatchSum([[1], [1, 2]]), Throws.ArgumentException);
        Assert.That(() => Function.BatchSum([]), Throws.ArgumentException);
    }
}
