namespace ExprAD.Tests.Sparsity;

public class SparseDerivativesTests
{
    private static double[] Point(int count) => [.. Enumerable.Range(0, count).Select(i => Math.Sin(i + 1) + 1.5)];

    [Test]
    public void A_tridiagonal_system_has_three_diagonals()
    {
        var f = Jacobian.Of((double[] x) => Enumerable.Range(0, x.Length)
            .Select(i => (3 - 2 * x[i]) * x[i] - (i > 0 ? x[i - 1] : 0) - (i < x.Length - 1 ? 2 * x[i + 1] : 0) + 1).ToArray());

        AssertSparse(f, Point(9), 3 * 9 - 2);
    }

    [Test]
    public void An_arrow_has_a_row_a_column_and_a_diagonal()
    {
        var f = Jacobian.Of((double[] x) => Enumerable.Range(0, x.Length)
            .Select(i => i == 0 ? x.Sum(t => t * t) : x[i] * x[0]).ToArray());

        AssertSparse(f, Point(12), 3 * 12 - 2);
    }

    [Test]
    public void Indices_that_are_data_are_followed()
    {
        int[] from = [3, 1, 1, 0, 4];
        var f = Jacobian.Of((double[] x) => from.Select(i => x[i] * x[i]).ToArray());

        AssertSparse(f, Point(5), 5);
        Assert.That(f.SparsityPattern(Point(5)), Is.EqualTo(new[] { (0, 3), (1, 1), (2, 1), (3, 0), (4, 4) }));

        // Read anew at each call.
        from[0] = 2;
        Assert.That(f.SparsityPattern(Point(5))[0], Is.EqualTo((0, 2)));
        AssertSparse(f, Point(5), 5);
    }

    [Test]
    public void The_pattern_is_that_of_the_branches_taken()
    {
        var f = Jacobian.Of((double[] x) => x.Select((t, i) => t > 0 ? t * x[0] : t * x[x.Length - 1]).ToArray());
        double[] up = [1, 2, 3], mixed = [1, -2, 3], down = [-1, -2, -3];

        AssertSparse(f, up, 5);
        AssertSparse(f, mixed, 5);
        AssertSparse(f, down, 5);
        AssertSparse(f, up, 5);
    }

    [Test]
    public void Sizes_that_are_captured_are_seen_to_change()
    {
        var count = 2;
        var f = Jacobian.Of((double[] x) => Enumerable.Range(0, count).Select(i => x[i] * x[i + 1]).ToArray());

        AssertSparse(f, Point(6), 4);
        count = 4;
        AssertSparse(f, Point(6), 8);
    }

    [Test]
    public void Loops_are_followed_iteration_by_iteration()
    {
        var f = Jacobian.Of((double[] x) => Enumerable.Range(0, x.Length)
            .Select(i => Enumerable.Range(0, i + 1).Aggregate(1.0, (p, k) => p * Math.Cos(x[k]))).ToArray());

        AssertSparse(f, Point(7), 28);
    }

    [Test]
    public void Inputs_and_results_of_any_shape_are_numbered_in_their_order()
    {
        var f = Jacobian.Of(((double[,] M, double[] V, float S) p) => new { A = p.M[1, 0] * p.V[1], B = new[] { (double)p.S, p.M[0, 1] } });
        var x = (new double[,] { { 1, 2 }, { 3, 4 } }, new[] { 5.0, 6 }, 7f);

        Assert.That(f.SparsityPattern(x), Is.EqualTo(new[] { (0, 2), (0, 5), (1, 6), (2, 1) }));
        AssertSparse(f, x, 4);
    }

    [Test]
    public void Rosenbrock_chained_has_a_tridiagonal_Hessian()
    {
        var f = Grad.Of((double[] x) => x.Zip(x.Skip(1), (a, b) => 100 * Math.Pow(b - a * a, 2) + Math.Pow(1 - a, 2)).Sum());

        AssertSparse(f, Point(8), 3 * 8 - 2);
    }

    [Test]
    public void Linear_operations_join_nothing()
    {
        var f = Grad.Of((double[] x) => x.Sum() + x.Sum(t => t * t * t) + 3 * (x[0] - x[3]));

        AssertSparse(f, Point(6), 6);
    }

    [Test]
    public void A_function_of_a_sum_has_a_full_Hessian()
    {
        var f = Grad.Of((double[] x) => Math.Exp(x.Sum() / 10));

        AssertSparse(f, Point(6), 36);
    }

    [Test]
    public void An_arrow_shaped_Hessian_is_recovered()
    {
        var f = Grad.Of((double[] x) => x.Skip(1).Sum(t => x[0] * t * t));

        AssertSparse(f, Point(10), 3 * 10 - 3);
    }

    /// <summary>Heat spreads by one place a step; the array is written over in place.</summary>
    private static double[] Diffused(double[] u, int steps)
    {
        var now = (double[])u.Clone();
        for (var s = 0; s < steps; s++)
        {
            var before = (double[])now.Clone();
            for (var i = 1; i < now.Length - 1; i++)
            {
                now[i] += 0.1 * before[i] * (before[i - 1] - 2 * before[i] + before[i + 1]);
            }
        }

        return now;
    }

    [TestCase(1, 8 * 3 + 2)]
    [TestCase(2, 2 + 2 * 4 + 6 * 5)]
    public void What_is_written_over_in_place_is_followed(int steps, int nonZeros) =>
        AssertSparse(Jacobian.Of((double[] u) => Diffused(u, steps)), Point(10), nonZeros);

    private static double Energy(double[] x)
    {
        var (sum, i) = (0.0, 0);
        while (i < x.Length - 2)
        {
            var d = x[i] - x[i + 2];
            sum += Math.Exp(d) * d;
            i++;
        }

        return sum;
    }

    [Test]
    public void Hessians_of_methods_with_loops_are_sparse() =>
        AssertSparse(Grad.OfMethod<double[]>(Energy), Point(9), 9 + (2 * 7));

    private static double Overwriting(double[] x)
    {
        x[0] = x[1] * x[2];
        return x[0] * x[0];
    }

    [Test]
    public void A_function_that_writes_to_its_argument_finds_the_same_each_time()
    {
        var f = Grad.OfMethod<double[]>(Overwriting);
        double[] x = [1, 2, 3];

        Assert.That(f.SparseHessian(x).ToArray(), Is.EqualTo(f.Hessian([1, 2, 3])).Within(1e-12));
        Assert.That(x, Is.EqualTo(new[] { 1.0, 2, 3 }));
    }

    [Test]
    public void What_is_not_differentiated_has_no_columns()
    {
        var f = Grad.Of(((double[] W, double B) p) => p.W.Sum(t => t * t * p.B)).WithRespectTo("p.Item1");

        AssertSparse(f, ([1.0, 2, 3], 4.0), 3);
    }

    [Test]
    public void An_array_that_is_missing_is_named()
    {
        var f = Grad.Of((double[] x) => x.Sum(t => t * t));

        Assert.That(() => f.SparseHessian(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("x"));
    }

    [Test]
    public void What_the_caller_does_to_a_matrix_stays_in_it()
    {
        var f = Grad.Of((double[] x) => x.Sum(t => t * t * t));
        var first = f.SparseHessian([1, 2]);
        first.Clear();
        first[0, 1] = 5;

        Assert.That(f.SparseHessian([1, 2]).ToArray(), Is.EqualTo(new double[,] { { 6, 0 }, { 0, 12 } }));
    }

    [Test]
    public void Threads_share_patterns()
    {
        var f = Grad.Of((double[] x) => x.Zip(x.Skip(1), (a, b) => a * a * b).Sum());
        Parallel.For(0, 64, i => AssertSparse(f, Point(3 + (i % 5)), 3 * (3 + (i % 5)) - 3));
    }

    private static void AssertSparse<T, TResult>(JacobianFunction<T, TResult> f, T x, int nonZeros)
    {
        var (sparse, dense) = (f.SparseAt(x), f.At(x));
        Assert.Multiple(() =>
        {
            Assert.That(sparse.ToArray(), Is.EqualTo(dense).Within(1e-12));
            Assert.That(f.SparsityPattern(x), Has.Count.EqualTo(nonZeros));
        });
    }

    private static void AssertSparse<T>(GradientFunction<T> f, T x, int nonZeros)
    {
        var (sparse, dense) = (f.SparseHessian(x), f.Hessian(x));
        Assert.Multiple(() =>
        {
            Assert.That(sparse.ToArray(), Is.EqualTo(dense).Within(1e-12));
            Assert.That(f.HessianSparsityPattern(x), Has.Count.EqualTo(nonZeros));
        });
    }
}
