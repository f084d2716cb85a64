using System.Linq.Expressions;
using ExprAD.Emission.Planning;
using ExprAD.Emission.Runtime;
using ExprAD.IR;

namespace ExprAD.Emission;

/// <summary>Turns a graph into expressions, in program order.</summary>
internal sealed class GraphEmitter
{
    /// <summary>
    /// Operations in one method. Measured: all sizes from 250 to 2,000 run equally fast, more are slower by up to 80 % once the JIT's limits
    /// are met; a straight line in one method is a few percent faster than in two.
    /// </summary>
    public const int ChunkSize = 1500;

    private readonly List<Compiled<Action<Workspace>>?> chunks = [];

    private GraphEmitter(EmissionPlan plan)
    {
        Plan = plan;
        Calls = new MachineCalls(plan);
    }

    public EmissionPlan Plan { get; }

    public MachineCalls Calls { get; }

    public Frame Frame { get; } = new();

    public Sites Sites { get; } = new();

    /// <summary>
    /// The graph with <paramref name="inputs"/>, in the order of the graph's, and <paramref name="workspace"/>, of type <see cref="Workspace"/>.
    /// Each input is evaluated once at most.
    /// </summary>
    public static EmittedGraph Emit(Graph graph, IReadOnlyList<Expression> inputs, Expression workspace, int chunkSize = ChunkSize)
    {
        var emitter = new GraphEmitter(EmissionPlan.Of(graph, chunkSize));
        var main = new MethodEmitter(emitter, emitter.Plan.Main, workspace);
        for (var i = 0; i < inputs.Count; i++)
        {
            main.BindInput(graph.Inputs[i].Node, inputs[i]);
        }

        main.EmitStretch();
        var results = graph.Results.Select(main.Value).ToArray();
        return new EmittedGraph(
            main.Variables,
            main.Statements,
            results,
            new WorkspaceLayout(emitter.Sites.Tapes, emitter.Sites.Single, emitter.Sites.Many, emitter.Frame.Size, [.. emitter.chunks.Select(c => c!.Delegate)]),
            [.. emitter.chunks.Select(c => c!.Compiler)]);
    }

    /// <summary>Makes a chunk a method, and returns the number to run it by.</summary>
    public int Compile(Chunk chunk)
    {
        var number = chunks.Count;
        chunks.Add(null);
        var workspace = Expression.Parameter(typeof(Workspace), "workspace");
        var method = new MethodEmitter(this, chunk, workspace);
        method.EmitStretch();
        var body = Expression.Block(typeof(void), method.Variables, method.Statements);
        chunks[number] = GuardedCompiler.Compile(Expression.Lambda<Action<Workspace>>(body, workspace));
        return number;
    }
}
