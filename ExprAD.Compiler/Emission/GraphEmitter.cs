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

    private GraphEmitter(EmissionPlan plan, Frame frame, Sites sites, FunctionMethods functions)
    {
        Plan = plan;
        Calls = new MachineCalls(plan);
        (Frame, Sites, Functions) = (frame, sites, functions);
    }

    public EmissionPlan Plan { get; }

    public MachineCalls Calls { get; }

    public Frame Frame { get; }

    public Sites Sites { get; }

    public FunctionMethods Functions { get; }

    /// <summary>
    /// The graph with <paramref name="inputs"/>, in the order of the graph's, and <paramref name="workspace"/>, of type <see cref="Workspace"/>.
    /// Each input is evaluated once at most. <paramref name="compile"/>: what compiles the methods of functions, if not the usual.
    /// </summary>
    public static EmittedGraph Emit(
        Graph graph, IReadOnlyList<Expression> inputs, Expression workspace, int chunkSize = ChunkSize, Func<LambdaExpression, Compiled<Delegate>>? compile = null)
    {
        var placement = new ArrayPlacement(graph);
        var functions = new FunctionMethods(placement, compile ?? GuardedCompiler.Compile);
        var emitter = new GraphEmitter(EmissionPlan.Of(graph, placement, chunkSize), functions.Frame, functions.Sites, functions);
        var main = new MethodEmitter(emitter, emitter.Plan.Main, workspace);
        for (var i = 0; i < inputs.Count; i++)
        {
            main.BindInput(graph.Inputs[i].Node, inputs[i]);
        }

        main.EmitStretch();
        var results = graph.Results.Select(main.Value).ToArray();
        var layout = new WorkspaceLayout(
            emitter.Sites.Tapes, emitter.Sites.Single, emitter.Sites.Many, emitter.Frame.Size,
            [.. emitter.chunks.Select(c => c!.Delegate)], functions.Delegates, functions.Names, functions.Splits, functions.Handed.Size);
        return new EmittedGraph(main.Variables, main.Statements, results, layout, [.. emitter.chunks.Select(c => c!.Compiler), .. functions.Compilers]);
    }

    /// <summary>What emits the body of a function: one method, however long, since its calls can't hand values over in the one workspace.</summary>
    public static MethodEmitter OfFunction(Graph definition, ArrayPlacement placement, FunctionMethods functions, Expression workspace)
    {
        var emitter = new GraphEmitter(EmissionPlan.Of(definition, placement, int.MaxValue), functions.Frame, functions.Sites, functions);
        return new MethodEmitter(emitter, emitter.Plan.Main, workspace);
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
