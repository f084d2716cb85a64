using ExprAD.Interpretation;
using ExprAD.IR;
using ExprAD.Optimization;
using ExprAD.Tests.Emission;
using ExprAD.Tests.Generators;
using ExprAD.Text;
using ExprAD.Verification;

namespace ExprAD.Tests.Differentiation;

/// <summary>Differentiates graphs built at random and compares with differences of their own values, after every pass.</summary>
public class GeneratedGraphsTests
{
    private int compared;
    private int skipped;

    [Test]
    public void Gradients_of_generated_graphs_agree_with_differences()
    {
        Campaign.Run(programs: 300, size: 160, Check);
        TestContext.Out.WriteLine($"{compared} derivatives compared, {skipped} not smooth enough");
        Assert.That(compared, Is.GreaterThan(skipped));
    }

    private void Check(Choices choices)
    {
        var arguments = RandomGraph.Arguments(choices);
        var graph = RandomGraph.Build(choices);
        List<(string Pass, Graph Graph)> stages = [("built", graph)];
        var at = stages[0];
        try
        {
            Verifier.Verify(graph);
            var options = new GradOptions();
            var value = Value(graph, arguments);
            var primal = Pipeline.Primal(graph, options, (pass, made) => stages.Add((pass, made)));
            Pipeline.Gradient(primal, [0, 1, 2, 3], options, (pass, made) => stages.Add((pass, made)));
            double[]? first = null;
            foreach (var stage in stages)
            {
                at = stage;
                var (pass, made) = stage;
                var results = Run(made, arguments);
                DisagreementException.UnlessClose(value, results[0], $"value after '{pass}'");
                if (made.Results.Count > 1)
                {
                    first ??= CompareWithDifferences(graph, arguments, results);
                    for (var i = 0; i < first.Length; i++)
                    {
                        DisagreementException.UnlessClose(first[i], results[i + 1], $"derivative {i} after '{pass}'");
                    }
                }

                CompareText(made, pass);
            }

            CompareCompilers(stages[^1].Graph, arguments);
        }
        catch (Exception e)
        {
            var graphs = stages.Where(s => s == stages[0] || s == at).Select(s => $"// {s.Pass}\n{GraphPrinter.Print(s.Graph)}");
            throw new FailedProgramException($"f({string.Join(", ", arguments.Select(Describe))})\n{string.Join("\n", graphs)}", e);
        }
    }

    private double[] CompareWithDifferences(Graph graph, object?[] arguments, double[] results)
    {
        var at = 1;
        foreach (var (set, x, what) in Leaves(arguments))
        {
            if (Differences.Check(results[at++], t => Value(graph, set(t)), x, 1e-6, what))
            {
                compared++;
            }
            else
            {
                skipped++;
            }
        }

        return results[1..];
    }

    private static void CompareText(Graph graph, string pass)
    {
        var text = GraphPrinter.Print(graph);
        var parsed = GraphParser.Parse(text);
        Verifier.Verify(parsed);
        DisagreementException.Unless(GraphPrinter.Print(parsed) == text, $"the text after '{pass}' changes when read back");
    }

    private static void CompareCompilers(Graph gradient, object?[] arguments)
    {
        var interpreted = Run(gradient, arguments);
        foreach (var compiled in (ReadOnlySpan<EmittedFunction>)[EmittedFunction.Fast(gradient), EmittedFunction.Plain(gradient)])
        {
            // The second call uses the memory of the first one again.
            compiled.Run(WithDestinations(gradient, arguments));
            var results = compiled.Run(WithDestinations(gradient, arguments)).SelectMany(Flatten).ToArray();
            for (var i = 0; i < interpreted.Length; i++)
            {
                DisagreementException.UnlessSame(interpreted[i], results[i], $"result {i} of {compiled.Compiler}");
            }
        }
    }

    /// <summary>All results in one line of numbers.</summary>
    private static double[] Run(Graph graph, object?[] arguments) =>
        [.. Interpreter.Run(graph, WithDestinations(graph, arguments)).SelectMany(Flatten)];

    /// <summary>The arguments, and zeros in the shape of those whose gradients the caller gives the memory for.</summary>
    private static object?[] WithDestinations(Graph graph, object?[] arguments)
    {
        var names = graph.Inputs.Select(i => "∂" + i.Name).ToList();
        return [.. Copy(arguments), .. graph.Inputs.Skip(arguments.Length).Select(d => Arrays.ZerosLike(arguments[names.IndexOf(d.Name)]))];
    }

    private static double Value(Graph graph, object?[] arguments) => (double)Interpreter.Run(graph, Copy(arguments))[0]!;

    private static IEnumerable<double> Flatten(object? value) => value switch
    {
        double[] array => array,
        double[][] rows => rows.SelectMany(r => r),
        _ => [(double)value!],
    };

    private static IEnumerable<(Func<double, object?[]> Set, double X, string What)> Leaves(object?[] arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            var k = i;
            if (arguments[k] is double x)
            {
                yield return (t => [.. arguments.Select((a, j) => j == k ? t : a)], x, $"{k}");
            }
            else if (arguments[k] is double[] array)
            {
                for (var j = 0; j < array.Length; j++)
                {
                    var at = j;
                    yield return (t => With(c => ((double[])c[k]!)[at] = t), array[at], $"{k}[{at}]");
                }
            }
            else if (arguments[k] is double[][] rows)
            {
                for (var r = 0; r < rows.Length; r++)
                {
                    for (var j = 0; j < rows[r].Length; j++)
                    {
                        var (row, at) = (r, j);
                        yield return (t => With(c => ((double[][])c[k]!)[row][at] = t), rows[row][at], $"{k}[{row}][{at}]");
                    }
                }
            }
        }

        object?[] With(Action<object?[]> change)
        {
            var copy = Copy(arguments);
            change(copy);
            return copy;
        }
    }

    private static object?[] Copy(object?[] arguments) => [.. arguments.Select(a => a switch
    {
        double[] array => array.Clone(),
        double[][] rows => rows.Select(r => (double[])r.Clone()).ToArray(),
        _ => a,
    })];

    private static string Describe(object? argument) => argument switch
    {
        double x => x.ToString("R"),
        double[] array => $"[{string.Join(", ", array.Select(x => x.ToString("R")))}]",
        double[][] rows => $"[{string.Join(", ", rows.Select(Describe))}]",
        _ => $"{argument}",
    };
}
