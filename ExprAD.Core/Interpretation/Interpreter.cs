using ExprAD.IR;

namespace ExprAD.Interpretation;

/// <summary>
/// Runs a graph as it is written, a node at a time, with boxed values: slow and obvious, it says what a graph means.
/// Exceptions of the user's program come out as they were raised.
/// </summary>
internal sealed partial class Interpreter
{
    /// <summary>What every node met so far is worth; of a region node, its values.</summary>
    private readonly Dictionary<Node, object?> values = [];
    private readonly Action<Node>? observer;

    private Interpreter(Action<Node>? observer) => this.observer = observer;

    /// <summary>The results of <paramref name="graph"/>, in order. Memory that it writes is that of the inputs.</summary>
    public static object?[] Run(Graph graph, params object?[] inputs) => Run(graph, null, inputs);

    /// <summary>The same; <paramref name="observer"/> is told of every node that is evaluated, each time.</summary>
    public static object?[] Run(Graph graph, Action<Node>? observer, object?[] inputs)
    {
        if (inputs.Length != graph.Inputs.Count)
        {
            throw new ArgumentException($"{graph.Name} takes {graph.Inputs.Count} inputs, not {inputs.Length}.", nameof(inputs));
        }

        return new Interpreter(observer).Run(graph.Body, [.. inputs.Select((v, i) => Conversions.Widen(v, graph.Inputs[i].Node.Type))]);
    }

    private object?[] Run(Region region, params ReadOnlySpan<object?> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            values[region.Parameters[i]] = arguments[i];
        }

        foreach (var node in region.Nodes)
        {
            observer?.Invoke(node);
            values[node] = Evaluate(node);
        }

        return [.. region.Results.Select(Value)];
    }

    private object? Evaluate(Node node) =>
        Meanings.TryGetValue(node.Op, out var meaning) ? meaning(this, node) : Scalar(node, (ScalarOp)node.Op);

    private object? Value(Node node) => node.IsConstant ? node.Attribute : values[node];

    private object? Operand(Node node, int i) => Value(node.Operands[i]);

    private object?[] Operands(Node node, int from = 0) => [.. node.Operands[from..].ToArray().Select(Value)];

    private object Scalar(Node node, ScalarOp op)
    {
        var meaning = op.Implementation(node.Operands) ?? throw new InvalidOperationException($"{node} has no meaning.");
        return node.Type.IsVector ? ByLane(node, x => Lanes.Evaluate(op, meaning, x)) : Evaluation.Evaluate(meaning, Operands(node));
    }

    private object?[] If(Node node) => Run(node.Regions[(bool)Operand(node, 0)! ? 0 : 1]);

    private object?[] For(Node node)
    {
        var index = node.Regions[0].Parameters[0].Type.Kind;
        var count = Scalars.ToInt64(Operand(node, 0)!);
        var carried = Operands(node, from: 1);
        for (var i = 0L; i < count; i++)
        {
            carried = Run(node.Regions[0], [Scalars.Convert(i, index), .. carried]);
        }

        return carried;
    }

    private object?[] While(Node node)
    {
        var carried = Operands(node);
        while ((bool)Run(node.Regions[0], carried)[0]!)
        {
            carried = Run(node.Regions[1]);
        }

        return carried;
    }

    private object?[] Invoke(Function function, object?[] arguments) =>
        function.Split is { } split ? InvokeSplit(function, split, arguments) : Call(function, arguments);

    /// <summary>Each call has values of its own.</summary>
    private object?[] Call(Function function, object?[] arguments)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        return new Interpreter(observer).Run(function.Body, arguments);
    }

    private object?[] Try(Node node)
    {
        try
        {
            return Run(node.Regions[0]);
        }
        catch
        {
            Run(node.Regions[1]);
            throw;
        }
    }
}
