namespace ExprAD.Tests.Recursion;

/// <summary>Methods of a user's that call themselves, through the public functions.</summary>
internal sealed class RecursiveMethodTests
{
    private static int calls;

    [Test]
    public void A_recursion_that_is_too_deep_raises_and_the_next_call_works()
    {
        var f = Grad.OfMethod((double x, int n) => Deep(x, n));
        Assert.That(() => f.ValueAndGradient(0.5, 100_000_000), Throws.TypeOf<InsufficientExecutionStackException>().With.Message.Contains(nameof(Deep)));
        Assert.That(() => f.Value(0.5, 100_000_000), Throws.TypeOf<InsufficientExecutionStackException>());
        var (value, gradient) = f.ValueAndGradient(0.5, 3);
        Assert.That(value, Is.EqualTo(Deep(0.5, 3)));
        Assert.That(gradient.Item1, Is.EqualTo(3 * 0.25).Within(1e-12));
    }

    [Test]
    public void Threads_with_small_stacks_are_kept_within_them()
    {
        var f = Grad.OfMethod((double x, int n) => Deep(x, n));
        f.ValueAndGradient(0.9, 1000);
        Exception? raised = null;
        var thread = new Thread(() => raised = Assert.Catch(() => f.ValueAndGradient(0.9, 1_000_000)), maxStackSize: 512 << 10);
        thread.Start();
        thread.Join();
        Assert.That(raised, Is.TypeOf<InsufficientExecutionStackException>());
    }

    [Test]
    public void Calls_after_the_first_allocate_nothing()
    {
        var f = Grad.OfMethod((double[] x) => Determinant(x, 4, 0, new[] { 0, 1, 2, 3 }));
        double[] x = [.. Enumerable.Range(0, 16).Select(i => Math.Sin(i * i))], into = new double[16];
        for (var i = 0; i < 3; i++)
        {
            f.ValueAndGradient(x, into);
            f.Value(x);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        f.ValueAndGradient(x, into);
        f.Value(x);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(f.Check(x).Passed);
    }

    [Test]
    public void Effects_happen_once_for_each_call()
    {
        var f = Grad.OfMethod((double x) => Tree(x, 4));
        calls = 0;
        var plain = Tree(0.3, 4);
        var expected = calls;
        foreach (var call in new Func<double>[] { () => f.Value(0.3), () => f.ValueAndGradient(0.3).Value })
        {
            calls = 0;
            Assert.That(call(), Is.EqualTo(plain));
            Assert.That(calls, Is.EqualTo(expected));
        }
    }

    [Test]
    public void Exceptions_come_out_from_any_depth_and_the_next_call_works()
    {
        var f = Grad.OfMethod((double[] x, int n) => Walk(x, n));
        Assert.That(() => f.ValueAndGradient([1, 2, 3], 7), Throws.TypeOf<IndexOutOfRangeException>());
        var (value, (gradient, _)) = f.ValueAndGradient([1, 2, 3], 2);
        Assert.That(value, Is.EqualTo(6));
        Assert.That(gradient, Is.EqualTo(new[] { 6.0, 3, 2 }));
    }

    [Test]
    public void Second_derivatives_go_through_recursion()
    {
        var f = Grad.OfMethod((double[] x) => Deep(x[0], 3) * Deep(x[1], 2));
        var hessian = f.Hessian([0.7, 0.6]);
        Assert.That(hessian[0, 0], Is.EqualTo(6 * 0.7 * 0.36).Within(1e-12));
        Assert.That(hessian[0, 1], Is.EqualTo(3 * 0.49 * 1.2).Within(1e-12));
        Assert.That(hessian[1, 1], Is.EqualTo(2 * 0.343).Within(1e-12));
    }

    [Test]
    public void Explanations_and_exports_show_functions()
    {
        var f = Grad.OfMethod((double x) => Deep(x, 4));
        Assert.That(f.Explain(), Does.Contain("function").And.Contains(nameof(Deep)));
        Assert.That(f.ToCSharp(), Does.Contain(nameof(Deep)));
        Assert.That(f.ToMermaid(), Does.Contain(nameof(Deep)));
    }

    private static double Deep(double x, int n) => n == 0 ? 1 : x * Deep(x, n - 1);

    private static double Walk(double[] x, int n) => n < 0 ? 1 : x[n] * Walk(x, n - 1);

    private static double Tree(double x, int n)
    {
        calls++;
        return n == 0 ? x : Math.Sin(Tree(x, n - 1)) + (x * Tree(x * x, n - 1));
    }

    private static double Determinant(double[] a, int n, int row, int[] columns)
    {
        if (row == n)
        {
            return 1;
        }

        double sum = 0, sign = 1;
        for (var j = 0; j < columns.Length; j++)
        {
            var rest = new int[columns.Length - 1];
            for (int k = 0, m = 0; k < columns.Length; k++)
            {
                if (k != j)
                {
                    rest[m++] = columns[k];
                }
            }

            sum += sign * a[(row * n) + columns[j]] * Determinant(a, n, row + 1, rest);
            sign = -sign;
        }

        return sum;
    }
}
