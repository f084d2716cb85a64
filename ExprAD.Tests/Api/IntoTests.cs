namespace ExprAD.Tests.Api;

public class IntoTests
{
    private static readonly GradientFunction<double[]> F = Grad.Of((double[] w) => w[0] * w[1]);
    private static readonly GradientFunction<double[], double[]> G = Grad.Of((double[] w, double[] v) => w[0] * v[1]);
    private static readonly GradientFunction<double[], double> H = Grad.Of((double[] w, double b) => w[0] * b);

    [Test]
    public void The_array_is_overwritten()
    {
        double[] into = [100, 100, 100];
        Assert.That(F.ValueAndGradient([2, 3, 5], into), Is.EqualTo(6));
        Assert.That(into, Is.EqualTo(new double[] { 3, 2, 0 }));
    }

    [Test]
    public void Nothing_is_allocated()
    {
        double[] w = [2, 3, 5], into = new double[3];
        var tuple = (new double[3], 0.0);
        F.ValueAndGradient(w, into);
        H.ValueAndGradient(w, 2, ref tuple);
        F.Value(w);
        var before = GC.GetAllocatedBytesForCurrentThread();
        F.ValueAndGradient(w, into);
        H.ValueAndGradient(w, 2, ref tuple);
        F.Value(w);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void Nothing_is_allocated_for_rows()
    {
        var f = Grad.Of((double[][] a) => a[0][0] * a[1][1]);
        double[][] a = [[1], [2, 3]], into = [[9], [9, 9]];
        f.ValueAndGradient(a, into);
        var before = GC.GetAllocatedBytesForCurrentThread();
        f.ValueAndGradient(a, into);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void Arrays_of_all_shapes_are_overwritten()
    {
        double[,] matrix = { { 9, 9 } };
        double[,,] cube = { { { 9, 9 } } };
        double[][] rows = [[9], [9, 9]];
        List<double> list = [9, 9];
        float[] single = [9, 9];
        Grad.Of((double[,] a) => a[0, 1] * 2).ValueAndGradient(new double[1, 2], matrix);
        Grad.Of((double[,,] a) => a[0, 0, 1] * 2).ValueAndGradient(new double[1, 1, 2], cube);
        Grad.Of((double[][] a) => a[1][1] * 2).ValueAndGradient([[1], [1, 1]], rows);
        Grad.Of((List<double> a) => a[1] * 2).ValueAndGradient([1, 1], list);
        Grad.Of((float[] a) => a[1] * 2).ValueAndGradient([1, 1], single);
        Assert.Multiple(() =>
        {
            Assert.That(matrix, Is.EqualTo(new double[,] { { 0, 2 } }));
            Assert.That(cube, Is.EqualTo(new double[,,] { { { 0, 2 } } }));
            Assert.That(rows, Is.EqualTo(new double[][] { [0], [0, 2] }));
            Assert.That(list, Is.EqualTo(new double[] { 0, 2 }));
            Assert.That(single, Is.EqualTo(new float[] { 0, 2 }));
        });
    }

    [Test]
    public void A_tuple_of_arrays_is_filled()
    {
        double[] dw = [9, 9], dv = [9, 9];
        Assert.That(G.ValueAndGradient([2, 3], [5, 7], (dw, dv)), Is.EqualTo(14));
        Assert.That(dw, Is.EqualTo(new double[] { 7, 0 }));
        Assert.That(dv, Is.EqualTo(new double[] { 0, 2 }));
    }

    [Test]
    public void A_number_needs_a_reference()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => Grad.Of(x => x * x).ValueAndGradient(3, 0), Throws.ArgumentException.With.Property("ParamName").EqualTo("into"));
            Assert.That(() => H.ValueAndGradient([2], 3, (new double[1], 0)), Throws.ArgumentException.With.Message.Contains("respect to b").And.Property("ParamName").EqualTo("into"));
        });
    }

    [Test]
    public void By_reference_numbers_are_assigned_and_memory_is_used_or_made()
    {
        var slope = 0.0;
        Assert.That(Grad.Of(x => x * x).ValueAndGradient(3, ref slope), Is.EqualTo(9));
        Assert.That(slope, Is.EqualTo(6));

        double[] dw = [9];
        var into = (dw, 9.0);
        H.ValueAndGradient([2], 3, ref into);
        Assert.That(into, Is.EqualTo((dw, 2.0)));
        Assert.That(dw, Is.EqualTo(new double[] { 3 }));

        (double[], double) none = default;
        H.ValueAndGradient([2], 3, ref none);
        Assert.That(none.Item1, Is.EqualTo(new double[] { 3 }));
    }

    [Test]
    public void Missing_memory_is_refused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => F.ValueAndGradient([1, 2], null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("into"));
            Assert.That(() => G.ValueAndGradient([1, 2], [1, 2], (new double[2], null!)), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("into").And.Message.Contains("respect to v"));
            Assert.That(
                () => Grad.Of((double[][] a) => a[0][0]).ValueAndGradient([[1], [2]], [[1], null!]),
                Throws.ArgumentNullException.With.Property("ParamName").EqualTo("into").And.Message.Contains("a[1]"));
        });
    }

    [Test]
    public void Memory_of_another_shape_is_refused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => F.ValueAndGradient([1, 2], new double[3]), Refused("w takes 2 elements, and there is room for 3"));
            Assert.That(() => F.ValueAndGradient([1, 2], new double[1]), Refused("room for 1"));
            Assert.That(() => Grad.Of((double[,] a) => a[0, 0]).ValueAndGradient(new double[2, 3], new double[3, 2]), Refused("a takes 2"));
            Assert.That(() => Grad.Of((double[,] a) => a[0, 0]).ValueAndGradient(new double[2, 3], new double[2, 2]), Refused("a takes 3"));
            Assert.That(() => Grad.Of((double[][] a) => a[0][0]).ValueAndGradient([[1], [2]], [[1], [2, 3]]), Refused("a[1] takes 1"));
            Assert.That(() => Grad.Of((List<double> a) => a[0]).ValueAndGradient([1], []), Refused("a takes 1"));
            var tuple = (new double[3], 0.0);
            Assert.That(() => H.ValueAndGradient([1], 2, ref tuple), Refused("w takes 1"));
        });
    }

    [Test]
    public void Memory_of_the_argument_is_refused()
    {
        double[] w = [1, 2], v = [3, 4];
        double[][] rows = [[1], [2]];
        Assert.Multiple(() =>
        {
            Assert.That(() => F.ValueAndGradient(w, w), Refused("Memory of the argument"));
            Assert.That(() => G.ValueAndGradient(w, v, (v, new double[2])), Refused("Memory of the argument"));
            Assert.That(() => G.ValueAndGradient(w, v, (new double[2], w)), Refused("Memory of the argument"));
            var twice = new double[2];
            Assert.That(() => G.ValueAndGradient(w, v, (twice, twice)), Refused("two parts"));
            Assert.That(() => Grad.Of((double[][] a) => a[0][0]).ValueAndGradient(rows, [.. rows]), Refused("Memory of the argument"));
            Assert.That(w, Is.EqualTo(new double[] { 1, 2 }));
        });
    }

    [Test]
    public void What_is_not_differentiated_stays_when_passed_by_value_and_is_default_by_reference()
    {
        var f = G.WithRespectTo("w");
        double[] dw = [9, 9], other = [9, 9];
        f.ValueAndGradient([2, 3], [5, 7], (dw, other));
        Assert.That(dw, Is.EqualTo(new double[] { 7, 0 }));
        Assert.That(other, Is.EqualTo(new double[] { 9, 9 }));
        f.ValueAndGradient([2, 3], [5, 7], (dw, null!));
        var tuple = (dw, other);
        f.ValueAndGradient([2, 3], [5, 7], ref tuple);
        Assert.That(tuple, Is.EqualTo((dw, (double[]?)null)));
    }

    private static NUnit.Framework.Constraints.IResolveConstraint Refused(string message) =>
        Throws.ArgumentException.With.Property("ParamName").EqualTo("into").And.Message.Contains(message);
}
