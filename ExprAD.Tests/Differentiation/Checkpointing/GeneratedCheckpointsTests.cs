using ExprAD.Differentiation.Reverse.Checkpointing;
using ExprAD.Interpretation;
using ExprAD.IR;
using ExprAD.Optimization;
using ExprAD.Tests.Emission;
using ExprAD.Tests.Generators;
using ExprAD.Text;
using ExprAD.Verification;

namespace ExprAD.Tests.Differentiation.Checkpointing;

/// <summary>Differentiates graphs built at random under memory limits: not a bit of a gradient depends on what is kept and what is run again.</summary>
public class GeneratedCheckpointsTests
{
    private static readonly NameResolver Names = NameResolver.Of(typeof(Revolve));

    private int checkpointed;
    private int refused;

    [Test]
    public void Gradients_do_not_depend_on_the_memory_limit()
    {
        Campaign.Run(programs: 300, size: 160, Check);
        TestContext.Out.WriteLine($"{checkpointed} checkpointed, {refused} with too little memory");
        Assert.That(checkpointed, Is.GreaterThan(60));
    }

    private void Check(Choices choices)
    {
        var arguments = RandomGraph.Arguments(choices);
        var graph = RandomGraph.Build(choices);
        var limit = choices.Pick<long>([100, 200, 400, 100_000]);
        Graph? made = null;
        try
        {
            var plain = Gradient(graph, new GradOptions());
            made = Gradient(graph, new GradOptions { MemoryLimit = limit });
            if (!made.AllNodes().Any(n => Equals((n.Attribute as System.Reflection.MethodInfo)?.DeclaringType, typeof(Revolve))))
            {
                return;
            }

            CompareText(made);
            Compare(Run(a => Interpreter.Run(plain, a), plain, arguments), made, arguments);
            checkpointed++;
        }
        catch (InsufficientMemoryException)
        {
            refused++;
        }
        catch (Exception e)
        {
            throw new FailedProgramException($"{limit} bytes\n{GraphPrinter.Print(graph)}\n{(made is null ? "" : GraphPrinter.Print(made))}", e);
        }
    }

    private static Graph Gradient(Graph graph, GradOptions options)
    {
        var gradient = Pipeline.Gradient(Pipeline.Primal(graph, options), [0, 1, 2, 3], options);
        Verifier.Verify(gradient);
        return gradient;
    }

    private static void Compare(double[] expected, Graph made, object?[] arguments)
    {
        Same(expected, Run(a => Interpreter.Run(made, a), made, arguments), "interpreted");
        foreach (var compiled in (ReadOnlySpan<EmittedFunction>)[EmittedFunction.Fast(made), EmittedFunction.Plain(made)])
        {
            // The second call uses the memory of the first one again.
            _ = Run(compiled.Run, made, arguments);
            Same(expected, Run(compiled.Run, made, arguments), $"{compiled.Compiler}");
        }
    }

    private static void Same(double[] expected, double[] actual, string what)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            DisagreementException.UnlessSame(expected[i], actual[i], $"result {i}, {what}");
        }
    }

    private static void CompareText(Graph graph)
    {
        var text = GraphPrinter.Print(graph);
        var parsed = GraphParser.Parse(text, Names);
        Verifier.Verify(parsed);
        DisagreementException.Unless(GraphPrinter.Print(parsed) == text, "the text changes when read back");
    }

    private static double[] Run(Func<object?[], object?[]> run, Graph graph, object?[] arguments)
    {
        var names = graph.Inputs.Select(i => "∂" + i.Name).ToList();
        object?[] copies = [.. arguments.Select(Copy), .. graph.Inputs.Skip(arguments.Length).Select(d => Arrays.ZerosLike(arguments[names.IndexOf(d.Name)]))];
        return [.. run(copies).SelectMany(Flat)];
    }

    private static object? Copy(object? argument) => argument switch
    {
        double[] array => array.Clone(),
        double[][] rows => rows.Select(r => (double[])r.Clone()).ToArray(),
        _ => argument,
    };

    private static IEnumerable<double> Flat(object? value) => value switch
    {
        double[] array => array,
        double[][] rows => rows.SelectMany(r => r),
        _ => [(double)value!],
    };
}
