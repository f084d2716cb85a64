using System.Linq.Expressions;
using ExprAD.Capture;
using ExprAD.Emission;
using ExprAD.IR;

namespace ExprAD.Kernels;

/// <summary>Kernels that are called with more than the argument: a direction in its shape, or weights in the shape of the value.</summary>
internal sealed partial class KernelFactory
{
    /// <summary>The kernel of a graph whose results make up the value.</summary>
    public static Kernel<ResultKernel<T, TResult>> Result<T, TResult>(CapturedFunction function, Graph graph) =>
        new KernelFactory(function, graph, typeof(T)).MakeResult<T, TResult>();

    /// <summary>The kernel of a graph whose last inputs are the tangents of <paramref name="inputs"/>, and whose results make up the value and then its derivative.</summary>
    public static Kernel<JvpKernel<T, TResult>> Jvp<T, TResult>(CapturedFunction function, Graph graph, IReadOnlyList<int> inputs) =>
        new KernelFactory(function, graph, typeof(T)).MakeJvp<T, TResult>(inputs);

    /// <summary>
    /// The kernel of a graph whose last inputs are the adjoints of those results that hold floats; the results make up the value, and then the product
    /// with respect to <paramref name="inputs"/>.
    /// </summary>
    public static Kernel<VjpKernel<T, TResult>> Vjp<T, TResult>(CapturedFunction function, Graph graph, IReadOnlyList<int> inputs) =>
        new KernelFactory(function, graph, typeof(T)).MakeVjp<T, TResult>(inputs);

    /// <summary>The kernel of a graph whose last inputs are the tangents of <paramref name="inputs"/>, and whose results are a product with respect to these.</summary>
    public static Kernel<ProductKernel<T>> Product<T>(CapturedFunction function, Graph graph, IReadOnlyList<int> inputs) =>
        new KernelFactory(function, graph, typeof(T)).MakeProduct<T>(inputs);

    /// <summary>The inputs that the graph has beside the function's own, the destinations aside.</summary>
    private int[] Added => [.. Enumerable.Range(0, graph.Inputs.Count).Skip(function.Graph.Inputs.Count).Where(i => graph.Inputs[i].Role != InputRole.Destination)];

    private Kernel<ResultKernel<T, TResult>> MakeResult<T, TResult>()
    {
        var body = GraphEmitter.Emit(graph, Inputs(i => reader[i]), workspace);
        var block = Expression.Block(
            typeof(TResult),
            [.. reader.Variables, .. body.Variables],
            [.. reader.Statements, .. body.Statements, Value(typeof(TResult), body, first: 0, tangent: false)]);
        return Compile(Expression.Lambda<ResultKernel<T, TResult>>(block, argument, data, workspace), body);
    }

    private Kernel<JvpKernel<T, TResult>> MakeJvp<T, TResult>(IReadOnlyList<int> inputs)
    {
        var direction = Expression.Parameter(typeof(T), "direction");
        var (value, derivative) = (Expression.Parameter(typeof(TResult).MakeByRefType(), "value"), Expression.Parameter(typeof(TResult).MakeByRefType(), "derivative"));
        var tangents = DirectionReader.Read(root, direction, reader, inputs, "dx");
        var numbers = Added.Zip(inputs).ToDictionary();
        var body = GraphEmitter.Emit(graph, Inputs(i => numbers.TryGetValue(i, out var input) ? tangents[input] : reader[i]), workspace);
        var count = function.Graph.Results.Count;
        var block = Expression.Block(
            typeof(void),
            [.. reader.Variables, .. tangents.Variables, .. body.Variables],
            [
                .. reader.Statements, .. tangents.Statements, .. body.Statements,
                Expression.Assign(value, Value(typeof(TResult), body, first: 0, tangent: false)),
                Expression.Assign(derivative, Value(typeof(TResult), body, count, tangent: true)),
            ]);
        return Compile(Expression.Lambda<JvpKernel<T, TResult>>(block, argument, direction, value, derivative, data, workspace), body);
    }

    private Kernel<VjpKernel<T, TResult>> MakeVjp<T, TResult>(IReadOnlyList<int> inputs)
    {
        var weights = Expression.Parameter(typeof(TResult), "weights");
        var (value, product) = (Expression.Parameter(typeof(TResult).MakeByRefType(), "value"), Expression.Parameter(typeof(T).MakeByRefType(), "product"));
        var target = Expression.Parameter(typeof(Target), "target");
        var results = InputNames.Leaves(function.Result).Where(l => l.Differentiable).Select(l => l.Input).Order();
        var seeds = DirectionReader.Read(function.Result, weights, null, [.. results], "u");
        var numbers = Added.Zip(results).ToDictionary();
        var writer = new GradientWriter(root, reader, inputs.ToHashSet(), product, target, seeds.Memory);
        var (body, block) = MakeProduct(
            inputs, function.Graph.Results.Count, writer, i => numbers.TryGetValue(i, out var result) ? Seed(seeds[result], i) : reader[i], seeds.Statements);
        var whole = Expression.Block(
            typeof(void),
            [.. block.Variables, .. seeds.Variables],
            [.. block.Expressions, Expression.Assign(value, Value(typeof(TResult), body, first: 0, tangent: false))]);
        return Compile(Expression.Lambda<VjpKernel<T, TResult>>(whole, argument, weights, value, product, target, data, workspace), body);
    }

    /// <summary>Weights as the graph takes them: a list that the function makes is an array there.</summary>
    private Expression Seed(Expression weights, int input) =>
        graph.Inputs[input].Node.Type.Clr.IsArray && !weights.Type.IsArray ? Expression.Call(weights, nameof(List<>.ToArray), null) : weights;

    private Kernel<ProductKernel<T>> MakeProduct<T>(IReadOnlyList<int> inputs)
    {
        var direction = Expression.Parameter(typeof(T), "direction");
        var product = Expression.Parameter(typeof(T).MakeByRefType(), "product");
        var target = Expression.Parameter(typeof(Target), "target");
        var tangents = DirectionReader.Read(root, direction, reader, inputs, "v");
        var numbers = Added.Zip(inputs).ToDictionary();
        var writer = new GradientWriter(root, reader, inputs.ToHashSet(), product, target, tangents.Memory);
        var (body, block) = MakeProduct(
            inputs, first: 0, writer, i => numbers.TryGetValue(i, out var input) ? tangents[input] : reader[i], tangents.Statements);
        var whole = Expression.Block(typeof(void), [.. block.Variables, .. tangents.Variables], block.Expressions);
        return Compile(Expression.Lambda<ProductKernel<T>>(whole, argument, direction, product, target, data, workspace), body);
    }

    /// <summary>The function's value, or what is in its shape, of the results from number <paramref name="first"/> on.</summary>
    private Expression Value(Type type, EmittedGraph body, int first, bool tangent) =>
        Conversions.To(Assemble(function.Result, body, first, tangent), type);

    private static Expression Assemble(ParameterShape shape, EmittedGraph body, int first, bool tangent)
    {
        if (shape is CompositeShape composite)
        {
            return Construction.New(composite, composite.Members.ToDictionary(m => m, m => Assemble(m.Shape, body, first, tangent)));
        }

        var leaf = (LeafShape)shape;
        var result = body.Results[first + leaf.Input];
        return tangent && !leaf.Differentiable ? Expression.Default(leaf.Type)
            : leaf.Type.IsAssignableFrom(result.Type) ? result
            : IrType.Of(leaf.Type).IsList ? Expression.New(leaf.Type.GetConstructor([typeof(IEnumerable<>).MakeGenericType(leaf.Type.GenericTypeArguments)])!, result)
            : Conversions.To(result, leaf.Type);
    }
}
