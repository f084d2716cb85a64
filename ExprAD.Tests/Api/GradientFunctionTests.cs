namespace ExprAD.Tests.Api;

public class GradientFunctionTests
{
    [Test]
    public void A_function_of_a_number()
    {
        var f = Grad.Of(x => x * Math.Sin(x));
        var (value, slope) = f.ValueAndGradient(2);
        Assert.Multiple(() =>
        {
            Assert.That(value, Is.EqualTo(2 * Math.Sin(2)));
            Assert.That(slope, Is.EqualTo(Math.Sin(2) + (2 * Math.Cos(2))).Within(1e-15));
            Assert.That(f.Value(2), Is.EqualTo(value));
            Assert.That(f.Gradient(2), Is.EqualTo(slope));
            Assert.That(f.Compiled(2), Is.EqualTo((value, slope)));
        });
    }

    [Test]
    public void A_function_of_an_array()
    {
        var f = Grad.Of((double[] w) => w[0] * w[1] * w[1]);
        double[] w = [2, 3, 5];
        var (value, gradient) = f.ValueAndGradient(w);
        Assert.Multiple(() =>
        {
            Assert.That(value, Is.EqualTo(18));
            Assert.That(gradient, Is.EqualTo(new double[] { 9, 12, 0 }));
            Assert.That(f.Gradient(w), Is.EqualTo(gradient).And.Not.SameAs(gradient));
            Assert.That(w, Is.EqualTo(new double[] { 2, 3, 5 }));
        });
    }

    [Test]
    public void Arrays_of_other_shapes()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Grad.Of((double[,] a) => a[1, 0] * a[0, 1]).Gradient(new double[,] { { 1, 2 }, { 3, 4 } }), Is.EqualTo(new double[,] { { 0, 3 }, { 2, 0 } }));
            Assert.That(Grad.Of((double[,,] a) => a[0, 0, 1] * 7).Gradient(new double[1, 1, 2]), Is.EqualTo(new double[,,] { { { 0, 7 } } }));
            Assert.That(Grad.Of((double[][] a) => a[0][1] * a[1][0]).Gradient([[1, 2], [3]]), Is.EqualTo(new double[][] { [0, 3], [2] }));
            Assert.That(Grad.Of((List<double> a) => a[0] * a[1]).Gradient([2, 3]), Is.EqualTo(new List<double> { 3, 2 }));
            Assert.That(Grad.Of((float[] a) => a[0] * a[1]).Gradient([2, 3]), Is.EqualTo(new float[] { 3, 2 }));
        });
    }

    [Test]
    public void Numbers_of_single_precision()
    {
        var f = Grad.Of((float x) => x / 3);
        (double value, float slope) = f.ValueAndGradient(0.5f);
        Assert.Multiple(() =>
        {
            Assert.That(value, Is.EqualTo(0.5f / 3));
            Assert.That(slope, Is.EqualTo(1f / 3));
        });
    }

    [Test]
    public void Several_parameters()
    {
        var f = Grad.Of((double[] w, double b, float[] v) => (w[0] * b) + (w[1] * v[0]));
        (double value, (double[] dw, double db, float[] dv)) = f.ValueAndGradient([2, 3], 5, [7]);
        Assert.Multiple(() =>
        {
            Assert.That(value, Is.EqualTo(31));
            Assert.That(dw, Is.EqualTo(new double[] { 5, 7 }));
            Assert.That(db, Is.EqualTo(2));
            Assert.That(dv, Is.EqualTo(new float[] { 3 }));
        });
    }

    [Test]
    public void Three_to_eight_parameters()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Grad.Of((double a, double b, double c) => a * b * c).Gradient(2, 3, 5), Is.EqualTo((15.0, 10.0, 6.0)));
            Assert.That(Grad.Of((double a, double b, double c, double d) => a * b * c * d).Gradient(2, 3, 5, 1), Is.EqualTo((15.0, 10.0, 6.0, 30.0)));
            Assert.That(Grad.Of((double a, double b, double c, double d, double e) => a * b * c * d * e).Gradient(2, 3, 5, 1, 1), Is.EqualTo((15.0, 10.0, 6.0, 30.0, 30.0)));
            Assert.That(Grad.Of((double a, double b, double c, double d, double e, double f) => a * b * c * (d + e + f)).Gradient(2, 3, 5, 1, 0, 0), Is.EqualTo((15.0, 10.0, 6.0, 30.0, 30.0, 30.0)));
            Assert.That(Grad.Of((double a, double b, double c, double d, double e, double f, double g) => a * b * c * (d + e + f - g)).Gradient(2, 3, 5, 1, 0, 0, 0), Is.EqualTo((15.0, 10.0, 6.0, 30.0, 30.0, 30.0, -30.0)));
            Assert.That(Grad.Of((double a, double b, double c, double d, double e, double f, double g, double h) => a * b * c * (d + e + f - g + (2 * h))).Gradient(2, 3, 5, 1, 0, 0, 0, 0), Is.EqualTo((15.0, 10.0, 6.0, 30.0, 30.0, 30.0, -30.0, 60.0)));
        });
    }

    [Test]
    public void What_is_not_differentiable_holds_default()
    {
        var f = Grad.Of((double[] w, int i, string s) => w[i] * s.Length);
        var (value, (dw, di, ds)) = f.ValueAndGradient([1, 2], 1, "abc");
        Assert.Multiple(() =>
        {
            Assert.That(value, Is.EqualTo(6));
            Assert.That(dw, Is.EqualTo(new double[] { 0, 3 }));
            Assert.That(di, Is.Zero);
            Assert.That(ds, Is.Null);
        });
    }

    [Test]
    public void Captured_data_is_read_at_each_call()
    {
        var scale = 2.0;
        double[] data = [1, 2];
        var f = Grad.Of(x => x * scale * data[1]);
        Assert.That(f.ValueAndGradient(3), Is.EqualTo((12.0, 4.0)));
        scale = 5;
        data[1] = 10;
        Assert.That(f.ValueAndGradient(3), Is.EqualTo((150.0, 50.0)));
    }

    [Test]
    public void Many_threads_may_call_at_once()
    {
        var f = Grad.Of((double[] w, double b) => (w[0] * b) + Math.Exp(w[1]));
        var errors = 0;
        Parallel.For(0, 2000, i =>
        {
            var (value, (dw, db)) = f.ValueAndGradient([i, 0], 2);
            if (value != (2 * i) + 1 || dw[0] != 2 || dw[1] != 1 || db != i || f.Value([i, 0], 3) != (3 * i) + 1)
            {
                Interlocked.Increment(ref errors);
            }
        });
        Assert.That(errors, Is.Zero);
    }

    [Test]
    public void An_exception_of_the_function_passes_through_and_the_next_call_works()
    {
        var f = Grad.Of((double[] w, int i) => w[0] * w[i]);
        Assert.That(() => f.ValueAndGradient([2, 3], 2), Throws.TypeOf<IndexOutOfRangeException>());
        Assert.That(f.Gradient([2, 3], 1).Item1, Is.EqualTo(new double[] { 3, 2 }));
    }

    [Test]
    public void An_exception_in_the_middle_of_a_loop_leaves_nothing_behind()
    {
        var f = Grad.Of((double[] w, int[] path) => path.Aggregate(1.0, (a, i) => Math.Sin(a * w[i]) + Math.Exp(a)));
        double[] w = [0.1, 0.2, 0.3];
        int[] path = [0, 1, 2, 1];
        var expected = f.Gradient(w, path).Item1;
        Assert.That(() => f.Gradient(w, [0, 1, 2, 3, 0]), Throws.TypeOf<IndexOutOfRangeException>());
        Assert.That(f.Gradient(w, path).Item1, Is.EqualTo(expected));
        Assert.That(f.Check(w, path).Passed, f.Check(w, path).ToString());
    }

    [Test]
    public void A_row_that_is_missing_raises_as_in_the_plain_function()
    {
        var f = Grad.Of((double[][] rows) => rows[0][0] * rows[1].Length);
        Assert.That(() => f.Value([[1], null!]), Throws.TypeOf<NullReferenceException>());
        Assert.That(() => f.Gradient([[1], null!]), Throws.TypeOf<NullReferenceException>());

        var first = Grad.Of((double[][] rows) => rows[0][0] * 2);
        Assert.That(first.Gradient([[1], null!]), Is.EqualTo(new double[]?[] { [2], null }));
    }

    [Test]
    public void Calls_within_calls_do_not_share_memory()
    {
        GradientFunction<double[]>? f = null;
        var depth = 0;
        Func<double, double> callback = t =>
        {
            if (depth++ > 0)
            {
                return t;
            }

            var (value, gradient) = f!.ValueAndGradient([0.1, 0.2, 0.3]);
            return value + gradient[2];
        };
        f = Grad.Of((double[] w) => w.Aggregate(1.0, (a, t) => Math.Sin(a * t) + callback(0.5)));
        double[] w = [0.5, 0.25];
        var (value, gradient) = f.ValueAndGradient(w);

        var nested = new[] { 0.1, 0.2, 0.3 }.Aggregate(1.0, (a, t) => Math.Sin(a * t) + 0.5);
        var before = new[] { 0.1, 0.2 }.Aggregate(1.0, (a, t) => Math.Sin(a * t) + 0.5);
        var first = Math.Sin(w[0]) + nested + (Math.Cos(before * 0.3) * before);
        Assert.That(value, Is.EqualTo(Math.Sin(first * w[1]) + 0.5).Within(1e-14));
        Assert.That(gradient[1], Is.EqualTo(Math.Cos(first * w[1]) * first).Within(1e-14));
        Assert.That(gradient[0], Is.EqualTo(Math.Cos(first * w[1]) * w[1] * Math.Cos(w[0])).Within(1e-14));
    }

    [Test]
    public void Let_and_StopGradient_run_by_themselves()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Grad.Let(3.0, v => v * v), Is.EqualTo(9));
            Assert.That(Grad.StopGradient(3.0), Is.EqualTo(3));
            Assert.That(() => Grad.Let<double, double>(3.0, null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("body"));
        });
    }
}
