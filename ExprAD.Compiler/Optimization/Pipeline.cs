using System.Diagnostics;
using ExprAD.Differentiation.Reverse;
using ExprAD.IR;
using ExprAD.Transforms;
using ExprAD.Transforms.Vectorization;
using ExprAD.Verification;

namespace ExprAD.Optimization;

/// <summary>
/// Every pass, in order. Merging, folding, identities and loop-invariant motion are not passes: the builder does them
/// whenever a graph is built, so each pass that rebuilds does them too.
/// </summary>
internal static partial class Pipeline
{
    /// <summary>After capture, before differentiating: what is simpler here is simpler twice afterwards.</summary>
    private static readonly Pass[] BeforeDifferentiating =
    [
        // First, since what was handed to such a loop is never written afterwards. Without a limit memory is not what counts,
        // and arrays that are new are known to be others than all there were, so that loops over them run in vectors.
        new("rotating buffers", (g, o) => o.TapeLimit is null ? g : RotatingBuffers.Run(g, o.Strict)),

        // Early, since pure loads are what the others can merge, hoist and recompute.
        new("read-only memory", (g, o) => ReadOnlyMemory.Run(g, o.Strict)),

        // Before all that looks at functions one by one: what was two of their calls is one body then.
        new("unfolding", (g, o) => Unfolding.Run(g, o.Strict)),

        // Capture builds what the user wrote, also what nothing uses; it must not be differentiated.
        new("prune", (g, o) => Prune.Run(g, o.Strict)),
    ];

    /// <summary>Only on the way into a derivative.</summary>
    private static readonly Pass[] ToBeDifferentiated =
    [
        // Formulas with a derivative of their own, which meets no 0·∞ where that of their steps does.
        new("recognition", (g, o) => Recognition.Run(g, o.Strict)),
    ];

    /// <summary>After differentiating, over value and gradient together.</summary>
    private static readonly Pass[] AfterDifferentiating =
    [
        // Blocks have served their purpose, and would keep what is in them apart.
        new("open blocks", (g, o) => OpenBlocks.Run(g, o.Strict)),

        // The formulas as their steps again, which value and derivative share.
        new("expansion", (g, o) => Expansion.Run(g, o.Strict)),

        // The mirrored loops stand behind the loops they mirror; side by side they share what both compute.
        new("fusion", (g, o) => Fusion.Run(g, o.Strict)),

        // What was handed from one branch or loop to another is of no use once they are one.
        new("prune", (g, o) => Prune.Run(g, o.Strict)),

        // The shadows that become results are still visible as fresh arrays to all passes before: fresh memory is not aliased.
        new("destinations", (g, o) => Destinations.Run(g, o.Strict)),
    ];

    /// <summary>On the way to machine code: no longer what one would write, or export.</summary>
    private static readonly Pass[] BeforeEmission =
    [
        // Of a function that was not differentiated.
        new("open blocks", (g, o) => OpenBlocks.Run(g, o.Strict)),

        // Whole loops, before their iterations are taken together.
        new("parallel loops", (g, o) => Parallelisation.Run(g, o.Strict, o.Threads)),

        // Last, since nothing else knows vectors.
        new("vectorization", (g, o) => o.Simd && !o.Strict ? Vectorization.Run(g, VectorSize.OfMachine) : g),
    ];

    /// <summary>The function as captured, ready to be differentiated or emitted.</summary>
    public static Graph Primal(Graph graph, GradOptions options, Action<string, Graph>? onPass = null) =>
        Run(BeforeDifferentiating, graph, options, onPass);

    /// <summary>
    /// The function that gives value and gradient of <paramref name="primal"/> for the inputs numbered
    /// <paramref name="inputs"/>. Gradients of arrays go to further inputs of role <see cref="InputRole.Destination"/>.
    /// </summary>
    public static Graph Gradient(Graph primal, IReadOnlyList<int> inputs, GradOptions options, Action<string, Graph>? onPass = null, Action<string>? tell = null)
    {
        var function = Run(ToBeDifferentiated, primal, options, onPass);
        var gradient = ReverseMode.Gradient(function, inputs, options.Strict, options.TapeLimit, tell: tell);
        Verify(gradient);
        onPass?.Invoke("differentiate (reverse)", gradient);
        return Run(AfterDifferentiating, gradient, options, onPass);
    }

    /// <summary>The graph as it is compiled for this machine. It is for nothing but the emitter.</summary>
    public static Graph ForMachine(Graph graph, GradOptions options) => Run(BeforeEmission, graph, options, null);

    private static Graph Run(Pass[] passes, Graph graph, GradOptions options, Action<string, Graph>? onPass)
    {
        Verify(graph);
        foreach (var pass in passes)
        {
            graph = pass.Run(graph, options);
            Verify(graph);
            onPass?.Invoke(pass.Name, graph);
        }

        return graph;
    }

    /// <summary>After each pass in Debug, and so in tests.</summary>
    [Conditional("DEBUG")]
    private static void Verify(Graph graph) => Verifier.Verify(graph);
}
