using ExprAD.Differentiation.Reverse.Checkpointing;
using ExprAD.IR;
using ExprAD.Transforms;

namespace ExprAD.Differentiation.Reverse;

/// <summary>
/// Reverse mode: from a function to the function that also gives the gradient of its first result.
/// </summary>
internal static class ReverseMode
{
    /// <summary>
    /// The graph with the same inputs and further results, the gradient of the first result with respect to each of <paramref name="inputs"/>,
    /// in their order: numbers for numbers, fresh arrays of the same shape for arrays.
    /// </summary>
    /// <param name="graph">The function.</param>
    /// <param name="inputs">The numbers of the inputs that it is differentiated with respect to.</param>
    /// <param name="strict">Whether every bit of the value stays as it is.</param>
    /// <param name="memoryLimit">The bytes that the tape may take: loops are checkpointed to stay below. Null for no limit.</param>
    /// <param name="again">Whether the graph that is made is to be differentiated in reverse mode in its turn: its tapes do not grow then.</param>
    /// <param name="tell">Is told, for people, what is checkpointed and what is not.</param>
    public static Graph Gradient(Graph graph, IReadOnlyList<int> inputs, bool strict, long? memoryLimit = null, bool again = false, Action<string>? tell = null)
    {
        var function = Augmentation.Run(WholeIterations.Run(IndexedTapes.Run(graph, strict), strict), inputs, strict);
        var functions = new AdjointFunctions(function, strict);
        var gates = new GatedCarries();
        HashSet<Node> needed;
        do
        {
            needed = Probe(function, inputs, gates, functions, strict);
        }
        while (functions.Learn());

        var (plan, notes) = CheckpointPlan.Of(function, needed, memoryLimit, bounded: again);
        foreach (var note in notes)
        {
            tell?.Invoke(note);
        }

        functions.Build();
        var builder = new GraphBuilder(strict);
        var stacks = functions.NewStacks(builder);
        var forward = new ForwardSweep(builder, plan, functions, stacks);
        forward.CopyInputs(function.Graph);
        forward.Rewrite(function.Graph.Body);
        var values = forward.Results(function.Graph.Body);
        var sweep = new AdjointSweep(builder, function, new KeptInSight(builder, plan, forward, functions, stacks), gates, functions, stacks);
        sweep.Run(builder.Number(1, values[0].Type));
        Node[] results = [.. values, .. inputs.Select(i => sweep.GradientOf(function.Graph.Inputs[i].Node))];
        string[] names = [.. graph.ResultNames, .. inputs.Select(i => "∂" + graph.Inputs[i].Name)];
        return Prune.Run(builder.Build($"gradient({graph.Name})", results, names, graph.Source), strict);
    }

    /// <summary>
    /// The graph with further inputs u, the adjoints of those of its results that hold floats, and with further results, what f'(x)ᵀ·u is
    /// with respect to each of <paramref name="inputs"/>.
    /// </summary>
    public static Graph Vjp(Graph graph, IReadOnlyList<int> inputs, bool strict, long? memoryLimit = null)
    {
        var gradient = Gradient(Weighting.Run(graph, strict), inputs, strict, memoryLimit);
        return ResultSelection.Run(gradient, Enumerable.Range(1, gradient.Results.Count - 1), strict);
    }

    /// <summary>Builds the sweep for a trial, as often as it takes, and sees which values of the forward sweep it needs.</summary>
    private static HashSet<Node> Probe(Augmented function, IReadOnlyList<int> inputs, GatedCarries gates, AdjointFunctions functions, bool strict)
    {
        while (true)
        {
            gates.Changed = false;
            var builder = new GraphBuilder(strict);
            var values = new ProbedValues(builder);
            var sweep = new AdjointSweep(builder, function, values, gates, functions, AdjointFunctions.NoStacks);
            sweep.Run(builder.Number(1, function.Graph.Results[0].Type));
            Node[] results = [.. inputs.Select(i => sweep.GradientOf(function.Graph.Inputs[i].Node))];
            if (!gates.Changed)
            {
                return values.Needed(builder.Build("probe", results, []));
            }
        }
    }
}
