using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace ExprAD.Tests.Optimizers;

/// <summary>Compiled functions serve all minimisers of MathNet's.</summary>
public class MathNetTests
{
    private static readonly GradientFunction<double[]> Rosenbrock = Grad.Of((double[] x) => 100 * Math.Pow(x[1] - x[0] * x[0], 2) + Math.Pow(1 - x[0], 2));

    private static readonly Vector<double> Start = Vector<double>.Build.Dense([-1.2, 1]);

    private static IEnumerable<TestCaseData> Minimisers()
    {
        yield return Case("BFGS", f => new BfgsMinimizer(1e-8, 1e-8, 1e-8).FindMinimum(f, Start));
        yield return Case("BFGS-B", f => new BfgsBMinimizer(1e-8, 1e-8, 1e-8).FindMinimum(f, Start - 5, Start + 5, Start));
        yield return Case("L-BFGS", f => new LimitedMemoryBfgsMinimizer(1e-8, 1e-8, 1e-8, 10).FindMinimum(f, Start));
        yield return Case("conjugate gradient", f => new ConjugateGradientMinimizer(1e-4, 5000).FindMinimum(f, Start));
        yield return Case("Newton", f => new NewtonMinimizer(1e-8, 1000).FindMinimum(f, Start));
        yield return Case("Nelder-Mead", f => new NelderMeadSimplex(1e-12, 5000).FindMinimum(f, Start));
    }

    [TestCaseSource(nameof(Minimisers))]
    public void Minimisers_find_the_minimum(object minimise)
    {
        var run = (Func<IObjectiveFunction, MinimizationResult>)minimise;
        Assert.Multiple(() =>
        {
            Assert.That(run(Rosenbrock.ToObjectiveFunction()).MinimizingPoint, Is.EqualTo(new[] { 1.0, 1 }).Within(1e-3));
            Assert.That(run(Rosenbrock.ToObjectiveFunction([0, 0])).MinimizingPoint, Is.EqualTo(new[] { 1.0, 1 }).Within(1e-3));
        });
    }

    [Test]
    public void Levenberg_and_Marquardt_find_the_minimum()
    {
        var f = Jacobian.Of((double[] x) => new[] { 10 * (x[1] - x[0] * x[0]), 1 - x[0], 0.1 * x[1] - 0.1 });
        var found = new LevenbergMarquardtMinimizer().FindMinimum(f.ToObjectiveModel([0, 0]), Start);

        Assert.That(found.MinimizingPoint, Is.EqualTo(new[] { 1.0, 1 }).Within(1e-6));
    }

    [Test]
    public void An_objective_gives_what_the_function_gives()
    {
        var objective = Rosenbrock.ToObjectiveFunction();
        objective.EvaluateAt(Start);
        var fork = objective.Fork();
        fork.EvaluateAt(Start + 1);

        Assert.Multiple(() =>
        {
            Assert.That(objective.Value, Is.EqualTo(Rosenbrock.Value([-1.2, 1])));
            Assert.That(objective.Gradient, Is.EqualTo(Rosenbrock.Gradient([-1.2, 1])));
            Assert.That(objective.Hessian.ToArray(), Is.EqualTo(Rosenbrock.Hessian([-1.2, 1])));
            Assert.That(fork.Value, Is.EqualTo(Rosenbrock.Value([-0.2, 2])).Within(1e-12));
        });
    }

    private static TestCaseData Case(string name, Func<IObjectiveFunction, MinimizationResult> run) => new TestCaseData(run).SetArgDisplayNames(name);
}
