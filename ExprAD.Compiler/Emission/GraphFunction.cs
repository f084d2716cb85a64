using System.Linq.Expressions;
using ExprAD.Emission.Runtime;
using ExprAD.IR;

namespace ExprAD.Emission;

/// <summary>A compiled graph that is called like the interpreter: with the values of its inputs, for those of its results.</summary>
internal sealed class GraphFunction
{
    private readonly Func<object?[], Workspace, object?[]> function;
    private readonly WorkspacePool pool;

    public GraphFunction(Graph graph)
    {
        var (lambda, emitted) = Lambda(graph);
        function = GuardedCompiler.Compile(lambda).Delegate;
        pool = new WorkspacePool(emitted.Layout);
    }

    public static (Expression<Func<object?[], Workspace, object?[]>> Lambda, EmittedGraph Emitted) Lambda(
        Graph graph, int chunkSize = GraphEmitter.ChunkSize, Func<LambdaExpression, Compiled<Delegate>>? compile = null)
    {
        var arguments = Expression.Parameter(typeof(object[]), "arguments");
        var workspace = Expression.Parameter(typeof(Workspace), "workspace");
        var inputs = graph.Inputs.Select((input, i) =>
            (Expression)Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(i)), input.Node.Type.Clr));
        var emitted = GraphEmitter.Emit(graph, [.. inputs], workspace, chunkSize, compile);
        var results = Expression.NewArrayInit(typeof(object), emitted.Results.Select(r => Expression.Convert(r, typeof(object))));
        var body = Expression.Block(emitted.Variables, [.. emitted.Statements, results]);
        return (Expression.Lambda<Func<object?[], Workspace, object?[]>>(body, arguments, workspace), emitted);
    }

    public object?[] Run(params object?[] inputs)
    {
        var workspace = pool.Rent();
        try
        {
            return function(inputs, workspace);
        }
        finally
        {
            pool.Return(workspace);
        }
    }
}
