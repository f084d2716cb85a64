namespace ExprAD.Tests.Optimizers;

public class MinimizeTests
{
    private static readonly GradientFunction<double[]> Rosenbrock =
        Grad.Of((double[] x) => x.Zip(x.Skip(1), (a, b) => 100 * Math.Pow(b - a * a, 2) + Math.Pow(1 - a, 2)).Sum());

    private static readonly MinimizationMethod[] Methods = Enum.GetValues<MinimizationMethod>();

    private sealed record Model(double[] Weights, double Bias, int Degree);

    private sealed class Recorder : IProgress<MinimizationProgress>
    {
        public List<MinimizationProgress> Reports { get; } = [];

        public void Report(MinimizationProgress value) => Reports.Add(value);
    }

    [TestCaseSource(nameof(Methods))]
    public void Every_method_finds_the_minimum_of_the_chained_Rosenbrock_function(MinimizationMethod method)
    {
        double[] start = [-1.2, 1, -1.2, 1, 0.5, 2];
        double[] before = [.. start];
        var found = Rosenbrock.Minimize(start, new() { Method = method });

        Assert.Multiple(() =>
        {
            Assert.That(found.Converged, found.ToString());
            Assert.That(found.Value, Is.LessThan(4).And.GreaterThanOrEqualTo(0));
            Assert.That(Rosenbrock.Gradient(found.Minimizer), Is.All.EqualTo(0).Within(1e-7));
            Assert.That(found.GradientNorm, Is.LessThan(1e-7));
            Assert.That(start, Is.EqualTo(before));
        });
    }

    [TestCase(MinimizationMethod.LimitedMemoryBfgs)]
    [TestCase(MinimizationMethod.NewtonConjugateGradient)]
    public void Many_unknowns_are_no_obstacle(MinimizationMethod method)
    {
        var found = Rosenbrock.Minimize([.. Enumerable.Repeat(0.9, 2000)], new() { Method = method });

        Assert.That(found.Converged, found.ToString());
        Assert.That(found.Value, Is.LessThan(1e-12));
    }

    [TestCase(MinimizationMethod.Bfgs)]
    [TestCase(MinimizationMethod.LimitedMemoryBfgs)]
    [TestCase(MinimizationMethod.ConjugateGradient)]
    public void Bounds_hold(MinimizationMethod method)
    {
        // Unbounded at (1, 1); with x ≤ ½ at (½, ¼).
        var found = Rosenbrock.Minimize([-1.2, 1], new() { Method = method, UpperBounds = [0.5, double.PositiveInfinity], LowerBounds = [-2, -1] });

        Assert.That(found.Converged, found.ToString());
        Assert.That(found.Minimizer, Is.EqualTo(new[] { 0.5, 0.25 }).Within(1e-6));
    }

    [Test]
    public void A_start_outside_the_bounds_is_moved_to_them()
    {
        var found = Grad.Of(x => x * x).Minimize(5.0, new() { LowerBounds = [1], UpperBounds = [2] });

        Assert.That(found.Minimizer, Is.EqualTo(1));
        Assert.That(found.Converged);
    }

    [Test]
    public void Records_are_searched_through_and_keep_what_is_not_a_float()
    {
        var f = Grad.Of((Model m) => m.Weights.Sum(w => Math.Pow(w - m.Degree, 2)) + Math.Pow(m.Bias + 1, 2));
        var found = f.Minimize(new Model([0, 10], 7, 3));

        Assert.Multiple(() =>
        {
            Assert.That(found.Minimizer.Weights, Is.EqualTo(new[] { 3.0, 3 }).Within(1e-6));
            Assert.That(found.Minimizer.Bias, Is.EqualTo(-1).Within(1e-6));
            Assert.That(found.Minimizer.Degree, Is.EqualTo(3));
        });
    }

    [Test]
    public void What_is_not_differentiated_stays_what_it_was()
    {
        var f = Grad.Of(((double A, double B) p) => Math.Pow(p.A - p.B, 2)).WithRespectTo("p.Item2");

        Assert.That(f.Minimize((3, 1)).Minimizer, Is.EqualTo((3.0, 3.0)));
    }

    [Test]
    public void The_minimum_itself_is_a_good_start()
    {
        foreach (var method in Methods)
        {
            var found = Rosenbrock.Minimize([1, 1, 1], new() { Method = method });

            Assert.That(found.Converged, found.ToString());
            Assert.That(found.Iterations, Is.Zero);
        }
    }

    [Test]
    public void Where_the_function_is_not_defined_the_search_steps_back()
    {
        var f = Grad.Of(x => x - Math.Log(x));

        Assert.That(f.Minimize(50.0).Minimizer, Is.EqualTo(1).Within(1e-6));
    }

    [Test]
    public void What_falls_without_end_is_said_to()
    {
        var found = Grad.Of(x => -x * x * x * x).Minimize(1.0);

        Assert.That(found.Converged, Is.False);
        Assert.That(found.Reason, Is.EqualTo(StopReason.Unbounded));
    }

    [Test]
    public void A_kink_is_no_exception()
    {
        var found = Grad.Of((double[] x) => Math.Abs(x[0]) + Math.Abs(x[1] - 1)).Minimize([3, -4]);

        Assert.That(found.Value, Is.LessThan(1e-3));
    }

    [Test]
    public void A_start_where_the_function_is_not_finite_is_refused() =>
        Assert.That(() => Grad.Of(x => Math.Log(x)).Minimize(-1.0), Throws.ArgumentException.With.Message.Contains("not finite"));

    [Test]
    public void Bounds_that_fit_no_unknowns_are_refused() => Assert.Multiple(() =>
    {
        Assert.That(() => Rosenbrock.Minimize([1, 2], new() { LowerBounds = [1] }), Throws.ArgumentException.With.Message.Contains("1 elements for 2 unknowns"));
        Assert.That(() => Rosenbrock.Minimize([1, 2], new() { LowerBounds = [1, 1], UpperBounds = [0, 2] }), Throws.ArgumentException);
        Assert.That(
            () => Rosenbrock.Minimize([1, 2], new() { Method = MinimizationMethod.Newton, LowerBounds = [1, 1] }),
            Throws.ArgumentException.With.Message.Contains("takes no bounds"));
    });

    [Test]
    public void Progress_is_told_of_each_iteration()
    {
        foreach (var method in Methods)
        {
            var recorder = new Recorder();
            var found = Rosenbrock.Minimize([-1.2, 1], new() { Method = method, Progress = recorder });

            Assert.Multiple(() =>
            {
                Assert.That(recorder.Reports.Select(r => r.Iteration), Is.EqualTo(Enumerable.Range(1, found.Iterations)));
                Assert.That(recorder.Reports.Select(r => r.Value), Is.Ordered.Descending);
                Assert.That(recorder.Reports[^1].Evaluations, Is.LessThanOrEqualTo(found.Evaluations));
            });
        }
    }

    [Test]
    public void A_search_can_be_cancelled_and_ends_at_the_greatest_number_of_iterations()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        foreach (var method in Methods)
        {
            Assert.That(
                () => Rosenbrock.Minimize([-1.2, 1], new() { Method = method, CancellationToken = cancellation.Token }), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(Rosenbrock.Minimize([-1.2, 1], new() { Method = method, MaxIterations = 3 }).Reason, Is.EqualTo(StopReason.MaxIterations));
        }
    }
}
