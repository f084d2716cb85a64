using System.Linq.Expressions;
using ExprAD.Capture;
using ExprAD.Differentiation.Reverse;
using ExprAD.Interpretation;
using ExprAD.IR;
using ExprAD.Tests.Generators;
using ExprAD.Text;
using ExprAD.Transforms;
using ExprAD.Verification;

namespace ExprAD.Tests.Capture.Linq;

public class GeneratedPipelineTests
{
    [Test]
    public void Generated_chains_mean_what_they_do_in_CSharp() => Campaign.Run(1500, 80, choices =>
    {
        var pipelines = new RandomPipelines(choices);
        var f = pipelines.Build();
        var graph = Captured(f);
        var compiled = f.Compile();
        var data = CapturedConstants.Of(f).Values;
        for (var i = 0; i < 3; i++)
        {
            var x = pipelines.Argument();
            var expected = Outcome(() => compiled(x));
            var actual = Outcome(() => (double)Interpreter.Run(graph, [x, .. data])[0]!);

            // No generated chain has an argument out of range; .NET 10 raises this for an empty Concat in some orders of operators.
            if (!expected.Equals(actual) && expected is not nameof(ArgumentOutOfRangeException))
            {
                throw new FailedProgramException(
                    $"{f}\n[{string.Join(", ", x)}]\n{GraphPrinter.Print(graph)}",
                    new InvalidOperationException($"expected {expected}, got {actual}"));
            }
        }
    });

    [Test]
    public void Gradients_of_generated_chains_agree_with_differences()
    {
        var (compared, skipped) = (0, 0);
        Campaign.Run(400, 80, choices =>
        {
            var pipelines = new RandomPipelines(choices);
            var f = pipelines.Build();
            var gradient = Gradient(f);
            var compiled = f.Compile();

            // Numbers, no two alike: where two are, there is a kink.
            double[] x = [.. pipelines.Argument().Select((t, i) => (double.IsNaN(t) ? 0.625 : t) + i * 0.0137)];
            if (Outcome(() => compiled(x)) is not double y || !double.IsFinite(y))
            {
                return;
            }

            double Value(double[] of) => Outcome(() => compiled(of)) is double value ? value : double.NaN;
            try
            {
                var results = Interpreter.Run(gradient, [x, .. CapturedConstants.Of(f).Values]);
                DisagreementException.UnlessClose(y, (double)results[0]!, "value");
                for (var i = 0; i < x.Length; i++)
                {
                    var at = i;
                    var isSmooth = Differences.Check(((double[])results[1]!)[i], t => Value([.. x[..at], t, .. x[(at + 1)..]]), x[i], 1e-6, $"x[{i}]");
                    (compared, skipped) = isSmooth ? (compared + 1, skipped) : (compared, skipped + 1);
                }
            }
            catch (Exception e)
            {
                throw new FailedProgramException($"{f}\n[{string.Join(", ", x)}]\n{GraphPrinter.Print(gradient)}", e);
            }
        });
        Assert.That(compared, Is.GreaterThan(skipped));
    }

    private static Graph Gradient(Expression<Func<double[], double>> f)
    {
        try
        {
            var graph = Captured(f);
            return ReverseMode.Gradient(graph, [0], strict: false);
        }
        catch (Exception e) when (e is not FailedProgramException)
        {
            throw new FailedProgramException($"{f}\n{GraphPrinter.Print(Captured(f))}", e);
        }
    }

    private static Graph Captured(Expression<Func<double[], double>> f)
    {
        try
        {
            var captured = FunctionCapture.Capture(f, strict: true).Graph;
            Verifier.Verify(captured);
            var graph = Prune.Run(ReadOnlyMemory.Run(captured, strict: true), strict: true);
            Verifier.Verify(graph);
            return graph;
        }
        catch (Exception e)
        {
            throw new FailedProgramException($"{f}", e);
        }
    }

    private static object Outcome(Func<double> f)
    {
        try
        {
            return f();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            return e.GetType().Name;
        }
    }
}
