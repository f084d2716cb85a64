namespace ExprAD.Tests.Optimizers;

public class LeastSquaresTests
{
    // G. E. P. Box, W. G. Hunter, J. S. Hunter, "Statistics for Experimenters", 1978, 483–487: BoxBOD of NIST's Statistical Reference Datasets, with its certified values.
    private static readonly double[] BoxX = [1, 2, 3, 5, 7, 10];
    private static readonly double[] BoxY = [109, 149, 149, 191, 213, 224];

    private static readonly JacobianFunction<double[], double[]> Box =
        Jacobian.Of((double[] b) => BoxX.Zip(BoxY, (x, y) => b[0] * (1 - Math.Exp(-b[1] * x)) - y).ToArray());

    [Test]
    public void Certified_values_and_standard_errors_are_found()
    {
        var found = Box.LeastSquares([100, 0.75]);

        Assert.Multiple(() =>
        {
            Assert.That(found.Converged, found.ToString());
            Assert.That(found.Minimizer[0], Is.EqualTo(213.80940889).Within(1e-5));
            Assert.That(found.Minimizer[1], Is.EqualTo(0.54723748542).Within(1e-8));
            Assert.That(found.Value, Is.EqualTo(1168.0088766).Within(1e-6));
            Assert.That(found.StandardErrors(), Is.EqualTo(new[] { 12.354515176, 0.10455993237 }).Within(1e-4));
            Assert.That(found.Residuals.Sum(r => r * r), Is.EqualTo(found.Value).Within(1e-9));
        });
    }

    [Test]
    public void Bounds_hold()
    {
        var found = Box.LeastSquares([100, 0.3], new() { UpperBounds = [200, 1], LowerBounds = [0, 0] });

        Assert.That(found.Converged, found.ToString());
        Assert.That(found.Minimizer[0], Is.EqualTo(200));
        Assert.That(found.Minimizer[1], Is.EqualTo(0.66).Within(0.01));
    }

    [Test]
    public void Residuals_may_be_of_any_shape_and_unknowns_too()
    {
        var f = Jacobian.Of(((double A, double[] B) p) => new { First = p.A - 3, Rest = new[] { p.B[0] * p.B[0] - 4, p.B[0] + p.A - 5 } });
        var found = f.LeastSquares((0, [1.0]));

        Assert.That(found.Minimizer.A, Is.EqualTo(3).Within(1e-8));
        Assert.That(found.Minimizer.B[0], Is.EqualTo(2).Within(1e-8));
    }

    [Test]
    public void Fewer_residuals_than_unknowns_leave_one_of_many_solutions()
    {
        var found = Jacobian.Of((double[] x) => new[] { x[0] + 2 * x[1] - 3 }).LeastSquares([0, 0]);

        Assert.That(found.Converged, found.ToString());
        Assert.That(found.Value, Is.LessThan(1e-15));
    }

    [Test]
    public void Unknowns_that_nothing_depends_on_stay()
    {
        var found = Jacobian.Of((double[] x) => new[] { x[0] - 1, x[0] * 2 - 2 }).LeastSquares([5, 7]);

        Assert.That(found.Minimizer, Is.EqualTo(new[] { 1.0, 7 }).Within(1e-9));
        Assert.That(found.StandardErrors()[1], Is.NaN.Or.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void A_start_where_residuals_are_not_finite_is_refused() =>
        Assert.That(() => Jacobian.Of((double[] x) => new[] { Math.Log(x[0]) }).LeastSquares([-1]), Throws.ArgumentException.With.Message.Contains("not finite"));

    [Test]
    public void A_search_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.That(() => Box.LeastSquares([1, 1], new() { CancellationToken = cancellation.Token }), Throws.InstanceOf<OperationCanceledException>());
    }
}
