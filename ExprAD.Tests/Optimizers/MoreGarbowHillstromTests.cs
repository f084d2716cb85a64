namespace ExprAD.Tests.Optimizers;

/// <summary>The published minima are found from the standard starts.</summary>
public class MoreGarbowHillstromTests
{
    private static IEnumerable<TestProblem> Problems => MoreGarbowHillstrom.Problems;

    private static IEnumerable<TestProblem> WellConditioned => Problems.Where(p => p.Name != "10 Meyer");

    [TestCaseSource(nameof(Problems))]
    public void By_least_squares(object problem)
    {
        var p = (TestProblem)problem;
        var found = Jacobian.Of(p.Residuals).LeastSquares(p.Start, new() { MaxIterations = 3000 });

        AssertMinimum(p, found.Value, found.Converged, $"{found.Reason} after {found.Iterations} iterations, gradient {found.GradientNorm:E2}");
    }

    [TestCaseSource(nameof(Problems))]
    public void By_quasi_Newton(object problem)
    {
        var p = (TestProblem)problem;
        var found = Grad.Of(p.SumOfSquares()).Minimize(p.Start, new() { Method = MinimizationMethod.Bfgs });

        AssertMinimum(p, found.Value, found.Converged, $"{found.Reason} after {found.Iterations} iterations, gradient {found.GradientNorm:E2}");
    }

    /// <summary>All but Meyer's, whose Newton equations are of a condition of 10²⁰: more than conjugate gradients bear.</summary>
    [TestCaseSource(nameof(WellConditioned))]
    public void By_Newton_and_conjugate_gradients(object problem)
    {
        var p = (TestProblem)problem;
        var found = Grad.Of(p.SumOfSquares()).Minimize(p.Start, new() { Method = MinimizationMethod.NewtonConjugateGradient, GradientTolerance = 1e-10 });

        AssertMinimum(p, found.Value, found.Converged, $"{found.Reason} after {found.Iterations} iterations, gradient {found.GradientNorm:E2}");
    }

    private static void AssertMinimum(TestProblem p, double value, bool converged, string how)
    {
        // The published values have six digits; a minimum of zero is reached as far as a flat valley lets the gradient tell.
        var nearest = p.Minima.MinBy(m => Math.Abs(m - value));
        Assert.Multiple(() =>
        {
            Assert.That(value, Is.EqualTo(nearest).Within(nearest == 0 ? 1e-9 : 2e-5 * nearest), how);
            Assert.That(converged, how);
        });
    }
}
