using System.Diagnostics;
using System.Linq.Expressions;
using ExprAD.Capture;
using ExprAD.Emission;
using ExprAD.Emission.Runtime;
using ExprAD.IR;

namespace ExprAD.Kernels;

/// <summary>Makes kernels of graphs: the way from the user's argument into the graph's inputs, the body, and the way back.</summary>
internal sealed partial class KernelFactory
{
    private readonly ParameterExpression argument;
    private readonly ParameterExpression data = Expression.Parameter(typeof(object[]), "data");
    private readonly ParameterExpression workspace = Expression.Parameter(typeof(Workspace), "workspace");
    private readonly CapturedFunction function;
    private readonly Graph graph;
    private readonly ParameterShape root;
    private readonly ArgumentReader reader;
    private readonly long start = Stopwatch.GetTimestamp();

    private KernelFactory(CapturedFunction function, Graph graph, Type argumentType)
    {
        (this.function, this.graph) = (function, graph);
        argument = Expression.Parameter(argumentType, "argument");
        root = RootShape.Of(function.Parameters, argumentType);
        reader = ArgumentReader.Read(graph, root, argument);
    }

    /// <summary>The kernel of a graph whose first result is the value.</summary>
    public static Kernel<ValueKernel<T>> Value<T>(CapturedFunction function, Graph graph) =>
        new KernelFactory(function, graph, typeof(T)).MakeValue<T>();

    /// <summary>
    /// The kernel of a graph whose results are the value and the gradients with respect to <paramref name="inputs"/>.
    /// A result that is an input of role <see cref="InputRole.Destination"/> lies in the caller's memory from the start.
    /// </summary>
    public static Kernel<GradientKernel<T>> Gradient<T>(CapturedFunction function, Graph graph, IReadOnlyList<int> inputs) =>
        new KernelFactory(function, graph, typeof(T)).MakeGradient<T>(inputs);

    private Kernel<ValueKernel<T>> MakeValue<T>()
    {
        var body = GraphEmitter.Emit(graph, Inputs(i => reader[i]), workspace);
        var block = Expression.Block(
            typeof(double),
            [.. reader.Variables, .. body.Variables],
            [.. reader.Statements, .. body.Statements, Conversions.To(body.Results[0], typeof(double))]);
        return Compile(Expression.Lambda<ValueKernel<T>>(block, argument, data, workspace), body);
    }

    private Kernel<GradientKernel<T>> MakeGradient<T>(IReadOnlyList<int> inputs)
    {
        var gradient = Expression.Parameter(typeof(T).MakeByRefType(), "gradient");
        var target = Expression.Parameter(typeof(Target), "target");
        var (body, block) = MakeProduct(inputs, first: 1, new GradientWriter(root, reader, inputs.ToHashSet(), gradient, target), input => reader[input], []);
        var value = Expression.Block(typeof(double), block.Variables, [.. block.Expressions, Conversions.To(body.Results[0], typeof(double))]);
        return Compile(Expression.Lambda<GradientKernel<T>>(value, argument, gradient, target, data, workspace), body);
    }

    /// <summary>
    /// What runs a graph whose results from number <paramref name="first"/> on are in the shape of <paramref name="inputs"/>, one each, and go to <paramref name="writer"/>.
    /// What <paramref name="part"/> gives is called after <paramref name="preparation"/>.
    /// </summary>
    private (EmittedGraph Body, BlockExpression Block) MakeProduct(
        IReadOnlyList<int> inputs, int first, GradientWriter writer, Func<int, Expression> part, IEnumerable<Expression> preparation)
    {
        var memory = writer.Prepare();
        var positions = inputs.Index().ToDictionary(i => i.Item, i => i.Index + first);
        var destinations = inputs.ToLookup(i => graph.Results[positions[i]]);
        var body = GraphEmitter.Emit(graph, Inputs(Input), workspace);
        Expression[] written = [.. writer.Write(Result)];
        return (body, Expression.Block(
            [.. reader.Variables, .. writer.Variables, .. body.Variables],
            [.. reader.Statements, .. preparation, .. memory, .. body.Statements, .. written]));

        Expression Input(int i) => graph.Inputs[i].Role == InputRole.Destination
            ? writer.Arrays[destinations[graph.Inputs[i].Node].Single()]
            : part(i);

        Expression Result(int input) =>
            !writer.Arrays.TryGetValue(input, out var array) ? body.Results[positions[input]]
            : IsDestination(graph.Results[positions[input]]) ? array
            : Expression.Call(typeof(Destinations), nameof(Destinations.Copy), [array.Type], body.Results[positions[input]], array);
    }

    private bool IsDestination(Node node) => graph.Inputs.Any(i => i.Node == node && i.Role == InputRole.Destination);

    /// <summary>What the graph is called with, in the order of its inputs: captured data, and what <paramref name="part"/> gives for the others.</summary>
    private Expression[] Inputs(Func<int, Expression> part)
    {
        var positions = function.Data.Index().Where(d => d.Item.Input >= 0).ToDictionary(d => d.Item.Input, d => d.Index);
        return [.. Enumerable.Range(0, graph.Inputs.Count).Select(i => positions.TryGetValue(i, out var position) ? Captured(position) : part(i))];
    }

    private UnaryExpression Captured(int position) =>
        Expression.Convert(Expression.ArrayIndex(data, Expression.Constant(position)), function.Data[position].Type);

    private Kernel<TDelegate> Compile<TDelegate>(Expression<TDelegate> lambda, EmittedGraph body)
        where TDelegate : Delegate
    {
        var emission = Stopwatch.GetElapsedTime(start);
        var compiled = GuardedCompiler.Compile(lambda);
        var origin = new KernelOrigin(compiled.Compiler, compiled.Reason, body.ChunkCompilers, emission, Stopwatch.GetElapsedTime(start) - emission);
        return new Kernel<TDelegate>(compiled.Delegate, new WorkspacePool(body.Layout), origin);
    }
}
