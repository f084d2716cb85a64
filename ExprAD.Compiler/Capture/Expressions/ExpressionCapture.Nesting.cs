using System.Linq.Expressions;
using ExprAD.Capture.Linq;
using ExprAD.Capture.Text;
using ExprAD.IR;
using ExprAD.Optimization;
using ExprAD.Transforms;

namespace ExprAD.Capture;

/// <summary>
/// Derivatives within the function. The inner function is captured as a graph of its own, in which what it uses from around it are inputs like others;
/// that graph is differentiated, and the derivative built in place of the call. To the derivatives further out it is code like any other.
/// </summary>
internal sealed partial class ExpressionCapture
{
    /// <summary><c>Grad.At(f, x…)</c>: the gradient of f there, a tuple where there are several x.</summary>
    private Value GradientAt(MethodCallExpression call, Scope scope)
    {
        var function = InnerLambda(call.Arguments[0], scope);
        Value[] arguments = [.. call.Arguments.Skip(1).Select(a => Settled(a, scope))];
        var inner = InnerGraph(function, arguments);
        int[] varied = [.. Enumerable.Range(0, inner.Arguments.Count).Where(i => inner.Arguments[i].Type.HoldsFloats)];
        var derivatives = Pipeline.Inner(inner.Graph, varied, Builder.Strict) is { } derivative
            ? Splice.Run(Builder, derivative, [.. inner.Arguments, .. inner.Free])
            : [];
        var numbers = varied.Zip(derivatives).ToDictionary();
        Node[] gradient = [.. inner.Arguments.Select((a, i) => numbers.TryGetValue(i, out var part) ? part : Builder.Default(a.Type))];
        ReadOnlySpan<Node> nodes = gradient;
        var parts = new Value[arguments.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = arguments[i].Rebuild(ref nodes);
        }

        memo.Reached(IsReadOnly ? -1 : Memo.Never);
        return parts.Length == 1 ? parts[0] : Construct(call.Type.GetConstructors().Single(), parts);
    }

    private LambdaValue InnerLambda(Expression function, Scope scope) => Visit(function, scope) as LambdaValue
        ?? throw Refuse("the code of a delegate that was captured is not known when the function is built", "Write a lambda that calls it.", function);

    /// <summary>An argument as it is carried: a sequence is an array.</summary>
    private Value Settled(Expression argument, Scope scope) =>
        Visit(argument, scope) is var value && value is Sequence sequence ? sequence.Collect() : value;

    /// <summary>
    /// The inner function as a graph of the parts of its arguments and of what it uses from around it.
    /// </summary>
    private InnerFunction InnerGraph(LambdaValue function, Value[] arguments)
    {
        var nodes = arguments.SelectMany(Flatten).ToArray();
        var demands = obligations.Mark();
        var region = Builder.DraftFunction(nodes.Select(n => n.Type), parameters =>
        {
            ReadOnlySpan<Node> rest = [.. parameters];
            var values = new Value[arguments.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = arguments[i].Rebuild(ref rest);
            }

            return [ToNode(Invoke(function, values))];
        });
        var (graph, free, map) = Extraction.Run(region, "inner", CSharpText.Of(function.Lambda.Body), Builder.Strict);
        obligations.SettleInner(demands, graph, free, map);
        return new InnerFunction(graph, nodes, free);
    }
}

/// <summary>A function within the function: its graph, and what the graph's inputs are where it is called.</summary>
internal sealed record InnerFunction(Graph Graph, IReadOnlyList<Node> Arguments, IReadOnlyList<Node> Free);
