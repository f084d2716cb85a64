using ExprAD.Differentiation.Forward;
using ExprAD.Differentiation.Reverse;
using ExprAD.IR;
using ExprAD.Sparsity;
using ExprAD.Transforms;

namespace ExprAD.Optimization;

/// <summary>The products of which sparse matrices are recovered, all in fresh memory.</summary>
internal static partial class Pipeline
{
    /// <summary>On which elements of the inputs those of the results depend.</summary>
    public static Graph Dependences(Graph graph, IReadOnlyList<int> inputs, GradOptions options) =>
        Primal(Dependence.Of(graph, inputs), options);

    /// <summary>For each lane the derivatives of the results along a direction, without the results.</summary>
    public static Graph Tangents(Graph graph, IReadOnlyList<int> inputs, GradOptions options, int lanes)
    {
        var jvp = ForwardMode.Jvp(Run(ToBeDifferentiated, graph, options, null), inputs, options.Strict, lanes);
        var count = graph.Results.Count;
        return Finish(ResultSelection.Run(jvp, Enumerable.Range(count, count * lanes), options.Strict), options, null, destinations: null);
    }

    /// <summary>The product of weights of the results with the Jacobian, without the results.</summary>
    public static Graph Adjoints(Graph graph, IReadOnlyList<int> inputs, GradOptions options)
    {
        var vjp = ReverseMode.Vjp(Run(ToBeDifferentiated, graph, options, null), inputs, options.Strict);
        var count = graph.Results.Count;
        return Finish(ResultSelection.Run(vjp, Enumerable.Range(count, vjp.Results.Count - count), options.Strict), options, null, destinations: null);
    }
}
