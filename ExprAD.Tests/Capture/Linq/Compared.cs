using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using ExprAD.Capture;
using ExprAD.Interpretation;
using ExprAD.IR;
using ExprAD.Text;
using ExprAD.Transforms;
using ExprAD.Verification;

namespace ExprAD.Tests.Capture.Linq;

/// <summary>Captured functions beside the same functions as C# runs them.</summary>
internal static class Compared
{
    /// <summary>Asserts that the graph of <paramref name="f"/> gives the value, or raises the exception, that <paramref name="f"/> does.</summary>
    [OverloadResolutionPriority(1)]
    public static Graph Same(Expression<Func<double[], double>> f, params double[][] arguments) => Check(f, [.. arguments.Select(a => new object[] { a })]);

    public static Graph Same(Expression<Func<double[], double[], double>> f, params (double[], double[])[] arguments) =>
        Check(f, [.. arguments.Select(a => new object[] { a.Item1, a.Item2 })]);

    public static Graph Same(Expression<Func<double, double>> f, params double[] arguments) => Check(f, [.. arguments.Select(a => new object[] { a })]);

    public static Graph Same(Expression<Func<double[,], double>> f, params double[][,] arguments) => Check(f, [.. arguments.Select(a => new object[] { a })]);

    public static Graph Same(Expression<Func<double[][], double>> f, params double[][][] arguments) => Check(f, [.. arguments.Select(a => new object[] { a })]);

    public static Graph Same(Expression<Func<float[], float>> f, params float[][] arguments) => Check(f, [.. arguments.Select(a => new object[] { a })]);

    public static Graph Same(Expression<Func<List<double>, double>> f, params List<double>[] arguments) => Check(f, [.. arguments.Select(a => new object[] { a })]);

    public static Graph Check(LambdaExpression f, params object[][] arguments)
    {
        var captured = FunctionCapture.Capture(f, strict: true);
        Verifier.Verify(captured.Graph);
        var graph = Prune.Run(captured.Graph, strict: true);
        Verifier.Verify(graph);
        var compiled = f.Compile();
        foreach (var values in arguments)
        {
            var expected = Outcome(() => compiled.GetType().GetMethod("Invoke")!.Invoke(compiled, BindingFlags.DoNotWrapExceptions, null, values, null)!);
            var actual = Outcome(() => Interpreter.Run(graph, [.. values, .. CapturedConstants.Of(f).Values])[0]!);
            Assert.That(actual, Is.EqualTo(expected), () => $"{f}\n{Text(values)}\n{GraphPrinter.Print(graph)}");
        }

        return graph;
    }

    /// <summary>How many nodes of an operation there are.</summary>
    public static int Count(this Graph graph, Op op) => graph.AllNodes().Count(n => n.Op == op);

    /// <summary>The number of loops, counted and other.</summary>
    public static int Loops(this Graph graph) => graph.Count(Ops.For) + graph.Count(Ops.While);

    /// <summary>Asserts that a graph is a single loop over what is there, which keeps nothing in memory.</summary>
    public static void IsOneLoop(this Graph graph)
    {
        Assert.That(graph.Loops(), Is.EqualTo(1), () => GraphPrinter.Print(graph));
        Assert.That(graph.Count(Ops.NewArray), Is.Zero, () => GraphPrinter.Print(graph));
    }

    private static object Outcome(Func<object> run)
    {
        try
        {
            return run();
        }
        catch (Exception e)
        {
            return (e.GetType(), e.Message);
        }
    }

    private static string Text(object[] values) => string.Join(", ", values.Select(v => v is double[] a ? $"[{string.Join(", ", a)}]" : $"{v}"));
}
