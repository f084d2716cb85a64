using System.Linq.Expressions;
using ExprAD.Capture;
using ExprAD.Interpretation;
using ExprAD.IR;
using ExprAD.Optimization;
using ExprAD.Tests.Emission;
using ExprAD.Text;
using ExprAD.Transforms;
using ExprAD.Verification;

namespace ExprAD.Tests.Transforms;

/// <summary>Loops in stretches: the same bits as the interpreter's for any number of threads, and the numbers of the plain loop but for the order of sums.</summary>
internal sealed class ParallelisationTests
{
    private static readonly NameResolver Names = NameResolver.Of(typeof(Checks), typeof(ParallelisationTests), typeof(ArgumentNullException));
    private static readonly double[] X = [.. Enumerable.Range(0, 101).Select(i => Math.Sin(i) + 0.1)];
    private static readonly double[][] Rows = [.. Enumerable.Range(0, 37).Select(i => Enumerable.Range(0, 101).Select(j => Math.Cos(i + (2 * j))).ToArray())];

    private static IEnumerable<TestCaseData> Functions()
    {
        TestCaseData Of(string name, Expression<Func<double[], double>> f, int split) => new TestCaseData(f, split).SetArgDisplayNames(name);
        yield return Of("sum of squares", x => x.Sum(t => t * t), 1);
        yield return Of("log-sum-exp", x => Grad.Let(x.Max(), m => m + Math.Log(x.Sum(t => Math.Exp(t - m)))), 1);
        yield return Of("pairs", x => x.Sum(a => x.Sum(b => Math.Sin(a * b))), 1);
        yield return Of("rows times vector", x => Rows.Sum(r => Math.Pow(r.Zip(x, (a, b) => a * b).Sum(), 2)), 1);
        yield return Of("neighbours", x => Enumerable.Range(0, x.Length - 1).Sum(i => (x[i + 1] - (x[i] * x[i])) * (x[i + 1] - (x[i] * x[i]))), 1);
        yield return Of("recurrence", x => x.Aggregate(0.5, (s, t) => Math.Sin(s) + t), 0);
        yield return Of("filtered", x => x.Where(t => t > 0).Sum(t => t * t * t), 1);
    }

    [TestCaseSource(nameof(Functions))]
    public void Stretches_give_what_the_loop_gives(Expression<Func<double[], double>> f, int split)
    {
        var function = FunctionCapture.Capture(f, strict: false);
        var gradient = Pipeline.Gradient(Pipeline.Primal(function.Graph, GradOptions.Default), [0], GradOptions.Default);
        object?[] Inputs() => [X, .. CapturedConstants.Of(f).Values, new double[X.Length]];

        var plain = Interpreter.Run(gradient, Inputs());
        foreach (var threads in (int[])[0, 1, 2, 7])
        {
            var graph = Parallelisation.Run(gradient, strict: false, threads, grain: 1);
            Verifier.Verify(graph);
            Assert.That(graph.Functions.Count(g => g.Split is not null), split == 0 ? Is.Zero : Is.GreaterThanOrEqualTo(split), () => GraphPrinter.Print(graph));
            var text = GraphPrinter.Print(graph);
            Assert.That(GraphPrinter.Print(GraphParser.Parse(text, Names)), Is.EqualTo(text));

            var expected = Interpreter.Run(graph, Inputs());
            AssertClose(expected, plain);
            var emitted = EmittedFunction.Fast(graph);
            for (var again = 0; again < 20; again++)
            {
                Assert.That(emitted.Run(Inputs()), Is.EqualTo(expected));
            }

            Assert.That(EmittedFunction.Plain(graph).Run(Inputs()), Is.EqualTo(expected));
        }
    }

    [Test]
    public void What_the_first_failing_iteration_raises_is_raised_and_the_next_call_works()
    {
        int[] indices = [.. Enumerable.Range(0, 100)];
        Expression<Func<double[], double>> f = x => indices.Sum(i => x[i] * x[i]);
        var graph = Pipeline.Primal(FunctionCapture.Capture(f, strict: false).Graph, GradOptions.Default);
        var emitted = EmittedFunction.Fast(Parallelisation.Run(graph, strict: false, threads: 0, grain: 1));
        object?[] Inputs(int n) => [Enumerable.Repeat(2.0, n).ToArray(), .. CapturedConstants.Of(f).Values];

        Assert.That(() => emitted.Run(Inputs(50)), Throws.InstanceOf<IndexOutOfRangeException>());
        Assert.That(emitted.Run(Inputs(100))[0], Is.EqualTo(400.0));
    }

    private static void AssertClose(object?[] actual, object?[] expected)
    {
        foreach (var (a, e) in actual.SelectMany(Numbers).Zip(expected.SelectMany(Numbers)))
        {
            Assert.That(a, Is.EqualTo(e).Within(1e-12 * (1 + Math.Abs(e))));
        }
    }

    private static IEnumerable<double> Numbers(object? value) => value is double[] array ? array : [(double)value!];
}
