using ExprAD.Differentiation.Forward;
using ExprAD.Differentiation.Reverse;
using ExprAD.Differentiation.Taylor;
using ExprAD.Interpretation;
using ExprAD.IR;
using ExprAD.Tests.Generators;
using ExprAD.Text;
using ExprAD.Transforms;
using ExprAD.Verification;

namespace ExprAD.Tests.Differentiation;

/// <summary>
/// The modes against each other on graphs built at random, to the third order: whatever way a derivative is come by, it is the same number.
/// </summary>
public class GeneratedDirectionsTests
{
    private static readonly int[] Inputs = [0, 1, 2, 3];

    /// <summary>What can be told apart from rounding; results beyond are those of graphs that amplify it.</summary>
    private const double Largest = 1e6;

    [Test]
    public void Forward_and_reverse_mode_are_adjoint() => Run(programs: 150, (graph, arguments, choices) =>
    {
        var (u, v) = (Direction(arguments, choices), Direction(arguments, choices));
        var gradient = Gradient(graph);
        var hv = Evaluate(ForwardMode.Jvp(gradient, Inputs, strict: false), [.. arguments, .. v])[Inputs.Length..];
        var hu = Evaluate(ReverseMode.Vjp(gradient, Inputs, strict: false), [.. arguments, .. u])[Inputs.Length..];

        // ⟨u, H·v⟩ = ⟨Hᵀ·u, v⟩, by forward over reverse and by reverse over reverse.
        Compare(Dot(u, hv), Dot(hu, v), "second order");
        Compare(Evaluate(ForwardMode.Jvp(graph, Inputs, strict: false), [.. arguments, .. v])[^1], Dot(Evaluate(gradient, arguments), v), "first order");
    });

    [Test]
    public void Third_derivatives_do_not_depend_on_the_order_of_directions() => Run(programs: 60, (graph, arguments, choices) =>
    {
        var (u, v, w) = (Direction(arguments, choices), Direction(arguments, choices), Direction(arguments, choices));
        var product = ResultSelection.Run(ForwardMode.Jvp(Gradient(graph), Inputs, strict: false), Inputs.Select(i => i + Inputs.Length), strict: false);

        // Its inputs are the arguments and a direction.
        double Forward(object?[] a, object?[] b, object?[] c) =>
            Dot(c, Evaluate(ForwardMode.Jvp(product, Inputs, strict: false), [.. arguments, .. a, .. b])[Inputs.Length..]);
        double Backward(object?[] a, object?[] b, object?[] c) =>
            Dot(c, Evaluate(ReverseMode.Vjp(product, Inputs, strict: false), [.. arguments, .. a, .. b])[Inputs.Length..]);

        var expected = Forward(u, v, w);
        Compare(expected, Forward(w, u, v), "forward thrice");
        Compare(expected, Backward(v, w, u), "reverse over forward over reverse");
    });

    [Test]
    public void Lanes_are_directions_of_their_own() => Run(programs: 100, (graph, arguments, choices) =>
    {
        object?[][] directions = [.. Enumerable.Range(0, 3).Select(_ => Direction(arguments, choices))];
        var together = Evaluate(ForwardMode.Jvp(graph, Inputs, strict: true, lanes: 3), [.. arguments, .. directions.SelectMany(d => d)]);
        var alone = ForwardMode.Jvp(graph, Inputs, strict: true);
        for (var lane = 0; lane < 3; lane++)
        {
            DisagreementException.UnlessSame(Numbers(Evaluate(alone, [.. arguments, .. directions[lane]])[1]).Single(), Numbers(together[lane + 1]).Single(), $"lane {lane}");
        }
    });

    [Test]
    public void Series_are_what_nested_forward_mode_gives() => Run(programs: 100, (graph, arguments, _) =>
    {
        var nested = graph;
        for (var order = 1; order <= 3; order++)
        {
            nested = ResultSelection.Run(ForwardMode.Jvp(nested, [0], strict: false), [1], strict: false);
            nested = Fixed(nested);
            Compare(Evaluate(TaylorMode.Derivative(graph, 0, order, strict: false), arguments)[0], Evaluate(nested, arguments)[0], $"order {order}");
        }
    });

    private static void Run(int programs, Action<Graph, object?[], Choices> check) => Campaign.Run(programs, size: 120, choices =>
    {
        var arguments = RandomGraph.Arguments(choices);
        var built = RandomGraph.Build(choices);
        var graph = Prune.Run(ReadOnlyMemory.Run(built, strict: false), strict: false);
        try
        {
            check(graph, arguments, choices);
        }
        catch (NotDifferentiableException) when (graph.Functions.Count > 0)
        {
            // Reverse over reverse through functions that call themselves.
        }
        catch (Exception e)
        {
            throw new FailedProgramException(GraphPrinter.Print(graph), e);
        }
    });

    /// <summary>The gradient alone, such that it can be differentiated in either mode.</summary>
    private static Graph Gradient(Graph graph) =>
        ResultSelection.Run(ReverseMode.Gradient(graph, Inputs, strict: false, again: true), Enumerable.Range(1, Inputs.Length), strict: false);

    /// <summary>The tangent that is the last input set to one.</summary>
    private static Graph Fixed(Graph graph)
    {
        var builder = new GraphBuilder();
        Node[] inputs = [.. graph.Inputs.SkipLast(1).Select(i => builder.Input(i.Node.Type, i.Name, i.Role, i.Differentiable))];
        var results = Splice.Run(builder, graph, [.. inputs, builder.Constant(1.0)]);
        return ReadOnlyMemory.Run(builder.Build("fixed", results, ["derivative"]), strict: false);
    }

    private static object?[] Evaluate(Graph graph, object?[] arguments)
    {
        Verifier.Verify(graph);
        return Interpreter.Run(graph, [.. arguments.Select(Copy)]);
    }

    private static void Compare(object? a, object? b, string what)
    {
        var (x, y) = (Numbers(a).Single(), Numbers(b).Single());
        if (double.IsFinite(x) && double.IsFinite(y) && Math.Abs(x) < Largest && Math.Abs(y) < Largest)
        {
            DisagreementException.UnlessClose(x, y, what, 1e-7);
        }
    }

    private static double Dot(object?[] a, object?[] b) => a.Zip(b, (x, y) => Numbers(x).Zip(Numbers(y), (p, q) => p * q).Sum()).Sum();

    private static object?[] Direction(object?[] arguments, Choices choices) => [.. arguments.Select(a => a switch
    {
        double[] array => array.Select(_ => choices.Number()).ToArray(),
        double[][] rows => rows.Select(r => r.Select(_ => choices.Number()).ToArray()).ToArray(),
        _ => (object?)choices.Number(),
    })];

    private static IEnumerable<double> Numbers(object? value) => value switch
    {
        double[] array => array,
        double[][] rows => rows.SelectMany(r => r),
        _ => [(double)value!],
    };

    private static object? Copy(object? argument) => argument switch
    {
        double[] array => array.Clone(),
        double[][] rows => rows.Select(r => (double[])r.Clone()).ToArray(),
        _ => argument,
    };
}
