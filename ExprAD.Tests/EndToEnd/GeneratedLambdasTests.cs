using System.Linq.Expressions;
using ExprAD.Capture;
using ExprAD.Interpretation;
using ExprAD.IR;
using ExprAD.Optimization;
using ExprAD.Tests.Capture;
using ExprAD.Tests.Emission;
using ExprAD.Tests.Generators;
using ExprAD.Text;
using ExprAD.Verification;
using static FastExpressionCompiler.ToCSharpPrinter;

namespace ExprAD.Tests.EndToEnd;

using Function = Expression<Func<double, double[], Model, double[][], double>>;

/// <summary>
/// Functions at random, through the public API and step by step: values as the base class library computes them,
/// gradients as differences and the interpreter say, and the same from both compilers and after every pass.
/// </summary>
public class GeneratedLambdasTests
{
    private static readonly NameResolver Names = NameResolver.Of(
    [
        .. new[] { typeof(GeneratedLambdasTests), typeof(Grad), typeof(Graph) }.SelectMany(t => t.Assembly.GetTypes()).Where(t => !t.IsGenericType),
        .. typeof(object).Assembly.GetExportedTypes().Where(t => t.Namespace == nameof(System) && !t.IsGenericType),
    ]);

    private int compared;
    private int skipped;
    private int refused;

    [Test]
    public void Generated_lambdas_and_their_gradients_are_right() => Run(statements: false);

    [Test]
    public void Generated_programs_and_their_gradients_are_right() => Run(statements: true);

    private void Run(bool statements)
    {
        (compared, skipped, refused) = (0, 0, 0);
        Campaign.Run(programs: 100, size: 200, choices => Check(choices, statements));
        TestContext.Out.WriteLine($"{compared} derivatives compared, {skipped} not smooth enough");
        Assert.Multiple(() =>
        {
            Assert.That(compared, Is.GreaterThan(skipped));
            Assert.That(refused, Is.LessThan(10), "programs refused");
        });
    }

    private void Check(Choices choices, bool statements)
    {
        var arguments = Arguments.Of(choices);
        Function f = RandomLambda.Build(choices, statements);
        try
        {
            var plain = f.Compile();
            var expected = Outcome(() => arguments.Apply(plain));
            CompareGraphs(f, arguments, expected);
            var gradient = CompareFunction(f, arguments, expected, strict: true);
            var faster = CompareFunction(f, arguments, expected, strict: false);
            if (gradient is null || expected is not double value || !double.IsFinite(value))
            {
                return;
            }

            for (var i = 0; i < gradient.Length; i++)
            {
                DisagreementException.UnlessClose(gradient[i], faster![i], $"derivative {i} of the faster function", 1e-7);
            }

            CompareWithDifferences(plain, arguments, gradient);
        }
        catch (NotDifferentiableException) when (statements)
        {
            // Assigning variables from lambdas that run in loops of their own is refused, which is an answer too if it stays rare.
            refused++;
        }
        catch (Exception e)
        {
            throw new FailedProgramException($"{Text(f)}\nof {arguments}", e);
        }
    }

    /// <summary>Through the public API. The gradient as a line of numbers; null where the function raises an exception.</summary>
    private static double[]? CompareFunction(Function f, Arguments arguments, object expected, bool strict)
    {
        var function = Grad.Of(f, new GradOptions { Strict = strict });
        Compare(expected, Outcome(() => arguments.Apply(function.Value)), $"value (strict: {strict})", strict);

        double[]? gradient = null;
        Compare(expected, Outcome(() => arguments.Apply((x, w, m, r) =>
        {
            var (value, all) = function.ValueAndGradient(x, w, m, r);
            gradient = new Arguments(all.Item1, all.Item2, all.Item3, all.Item4).Flatten();
            return value;
        })), $"value beside the gradient (strict: {strict})", strict);

        // Again, into memory that held something else.
        Compare(expected, Outcome(() => arguments.Apply((x, w, m, r) =>
        {
            var other = arguments.Copy();
            var into = (other.X, other.W, other.M, other.R);
            var value = function.ValueAndGradient(x, w, m, r, ref into);
            var again = new Arguments(into.X, into.W, into.M, into.R).Flatten();
            for (var i = 0; i < gradient!.Length; i++)
            {
                DisagreementException.UnlessSame(gradient[i], again[i], $"derivative {i} in given memory (strict: {strict})");
            }

            return value;
        })), $"value beside the gradient in given memory (strict: {strict})", strict);
        return gradient;
    }

    /// <summary>Step by step: the interpreter after every pass, and at the end both compilers.</summary>
    private static void CompareGraphs(Function f, Arguments arguments, object expected)
    {
        var options = new GradOptions { Strict = true };
        var captured = FunctionCapture.Capture(f, strict: true);
        List<(string Pass, Graph Graph)> stages = [("capture", captured.Graph)];
        var primal = Pipeline.Primal(captured.Graph, options, (pass, made) => stages.Add((pass, made)));
        int[] inputs = [.. Enumerable.Range(0, primal.Inputs.Count).Where(i => primal.Inputs[i].Differentiable)];
        var gradient = Pipeline.Gradient(primal, inputs, options, (pass, made) => stages.Add((pass, made)));
        object?[]? first = null;
        foreach (var (pass, made) in stages)
        {
            Verifier.Verify(made);
            var results = Results(made, inputs => Interpreter.Run(made, inputs));
            Compare(expected, results is Type ? results : ((object?[])results)[0]!, $"value after '{pass}'", strict: true);
            if (made.Results.Count > 1 && results is object?[] numbers)
            {
                first ??= numbers;
                for (var i = 0; i < first.Length; i++)
                {
                    DisagreementException.UnlessClose((double)first[i]!, (double)numbers[i]!, $"result {i} after '{pass}'", 1e-7);
                }
            }

            var text = GraphPrinter.Print(made);
            DisagreementException.Unless(GraphPrinter.Print(GraphParser.Parse(text, Names)) == text, $"the text after '{pass}' changes when read back");
        }

        var interpreted = Results(gradient, inputs => Interpreter.Run(gradient, inputs));
        foreach (var compiled in (ReadOnlySpan<EmittedFunction>)[EmittedFunction.Fast(gradient), EmittedFunction.Plain(gradient)])
        {
            var results = Results(gradient, compiled.Run);
            DisagreementException.Unless(results as Type == interpreted as Type, $"{compiled.Compiler} raises {results}, the interpreter {interpreted}");
            for (var i = 0; i < (results as object?[] ?? []).Length; i++)
            {
                DisagreementException.UnlessSame((double)((object?[])interpreted)[i]!, (double)((object?[])results)[i]!, $"result {i} of {compiled.Compiler}");
            }
        }

        object Results(Graph graph, Func<object?[], object?[]> run) => Outcome(() =>
        {
            var copy = arguments.Copy();
            var given = SameValue.Inputs(captured, f, [copy.X, copy.W, copy.M, copy.R]);
            var names = graph.Inputs.Select(i => "∂" + i.Name).ToList();
            return (object?[])[.. run([.. given, .. graph.Inputs.Skip(given.Length).Select(d => Arrays.ZerosLike(given[names.IndexOf(d.Name)]))]).SelectMany(Arguments.Flatten).Cast<object?>()];
        });
    }

    private void CompareWithDifferences(Func<double, double[], Model, double[][], double> plain, Arguments arguments, double[] gradient)
    {
        var x = arguments.Flatten();
        for (var i = 0; i < x.Length; i++)
        {
            var k = i;
            double F(double t)
            {
                double[] moved = [.. x];
                moved[k] = t;
                return Outcome(() => arguments.With(moved).Apply(plain)) is double value ? value : double.NaN;
            }

            if (Differences.Check(gradient[i], F, x[i], 1e-6, $"derivative {i}"))
            {
                compared++;
            }
            else
            {
                skipped++;
            }
        }
    }

    private static void Compare(object expected, object actual, string what, bool strict)
    {
        if (expected is double number && actual is double given)
        {
            if (strict)
            {
                DisagreementException.UnlessSame(number, given, what);
            }
            else
            {
                DisagreementException.UnlessClose(number, given, what);
            }
        }
        else if (expected is double || actual is Type)
        {
            // What nothing depends on is not computed and does not raise; of several exceptions, any may come.
            DisagreementException.Unless(expected is Type, $"{what}: {expected} expected, {actual} given");
        }
    }

    /// <summary>What a call gives, or the type of the exception it raises.</summary>
    private static object Outcome<T>(Func<T> call)
    {
        try
        {
            return call()!;
        }
        catch (Exception e) when (e is ArithmeticException or InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException)
        {
            return e.GetType();
        }
    }

    private static string Text(Function f)
    {
        try
        {
            return f.ToCSharpString();
        }
        catch (Exception)
        {
            return f.ToString();
        }
    }
}
