using System.Diagnostics;
using System.Linq.Expressions;
using ExprAD.Capture;
using ExprAD.Emission;
using ExprAD.Emission.Runtime;
using ExprAD.IR;

namespace ExprAD.Kernels;

/// <summary>Makes kernels of graphs: the way from the user's argument into the graph's inputs, the body, and the way back.</summary>
internal sealed class KernelFactory
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

    /// <summary>The kernel of a graph whose second result is the derivative, and whose last inputs are the tangents of <paramref name="inputs"/>.</summary>
    public static Kernel<TangentKernel<T>> Tangent<T>(CapturedFunction function, Graph graph, IReadOnlyList<int> inputs) =>
        new KernelFactory(function, graph, typeof(T)).MakeTangent<T>(inputs);

    private Kernel<ValueKernel<T>> MakeValue<T>()
    {
        var body = GraphEmitter.Emit(graph, Inputs(i => reader[i]), workspace);
        var block = Expression.Block(
            typeof(double),
            [.. reader.Variables, .. body.Variables],
            [.. reader.Statements, .. body.Statements, Conversions.To(body.Results[0], typeof(double))]);
        return Compile(Expression.Lambda<ValueKernel<T>>(block, argument, data, workspace), body);
    }

    private Kernel<TangentKernel<T>> MakeTangent<T>(IReadOnlyList<int> inputs)
    {
        var direction = Expression.Parameter(typeof(T), "direction");
        var tangents = ArgumentReader.Read(graph, root, direction);
        var first = graph.Inputs.Count - inputs.Count;
        var body = GraphEmitter.Emit(graph, Inputs(i => i < first ? reader[i] : tangents[inputs[i - first]]), workspace);
        var block = Expression.Block(
            typeof(double),
            [.. reader.Variables, .. tangents.Variables, .. body.Variables],
            [.. reader.Statements, .. tangents.Statements, .. body.Statements, Conversions.To(body.Results[1], typeof(double))]);
        return Compile(Expression.Lambda<TangentKernel<T>>(block, argument, direction, data, workspace), body);
    }

    private Kernel<GradientKernel<T>> MakeGradient<T>(IReadOnlyList<int> inputs)
    {
        var gradient = Expression.Parameter(typeof(T).MakeByRefType(), "gradient");
        var target = Expression.Parameter(typeof(Target), "target");
        var writer = new GradientWriter(root, reader, inputs.ToHashSet(), gradient, target);
        var memory = writer.Prepare();
        var positions = inputs.Index().ToDictionary(i => i.Item, i => i.Index + 1);
        var destinations = inputs.ToLookup(i => graph.Results[positions[i]]);
        var body = GraphEmitter.Emit(graph, Inputs(Input), workspace);
        Expression[] written = [.. writer.Write(Result)];
        var block = Expression.Block(
            typeof(double),
            [.. reader.Variables, .. writer.Variables, .. body.Variables],
            [.. reader.Statements, .. memory, .. body.Statements, .. written, Conversions.To(body.Results[0], typeof(double))]);
        return Compile(Expression.Lambda<GradientKernel<T>>(block, argument, gradient, target, data, workspace), body);

        Expression Input(int i) => graph.Inputs[i].Role == InputRole.Destination
            ? writer.Arrays[destinations[graph.Inputs[i].Node].Single()]
            : reader[i];

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
