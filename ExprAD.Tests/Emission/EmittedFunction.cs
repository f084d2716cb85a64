using System.Linq.Expressions;
using ExprAD.Emission;
using ExprAD.Emission.Runtime;
using ExprAD.IR;

namespace ExprAD.Tests.Emission;

/// <summary>A graph, emitted and compiled by one compiler or the other, to be called like the interpreter.</summary>
internal sealed class EmittedFunction
{
    private readonly Func<object?[], Workspace, object?[]> function;

    private EmittedFunction(Func<object?[], Workspace, object?[]> function, EmittedGraph emitted, CompilerUsed compiler)
    {
        this.function = function;
        Emitted = emitted;
        Compiler = compiler;
        Pool = new WorkspacePool(emitted.Layout);
    }

    public EmittedGraph Emitted { get; }

    public CompilerUsed Compiler { get; }

    /// <summary>Why it was not the faster compiler, where it was not.</summary>
    public string? Reason { get; private init; }

    public WorkspacePool Pool { get; }

    public static EmittedFunction Fast(Graph graph, int chunkSize = GraphEmitter.ChunkSize)
    {
        var (lambda, emitted) = Lambda(graph, chunkSize);
        var compiled = GuardedCompiler.Compile(lambda);
        return new EmittedFunction(compiled.Delegate, emitted, compiled.Compiler) { Reason = compiled.Reason };
    }

    public static EmittedFunction Plain(Graph graph, int chunkSize = GraphEmitter.ChunkSize)
    {
        var (lambda, emitted) = Lambda(graph, chunkSize, l => new Compiled<Delegate>(l.Compile(), CompilerUsed.SystemLinqExpressions, null));
        return new EmittedFunction(lambda.Compile(), emitted, CompilerUsed.SystemLinqExpressions);
    }

    public object?[] Run(params object?[] inputs)
    {
        var workspace = Pool.Rent();
        try
        {
            return function(inputs, workspace);
        }
        finally
        {
            Pool.Return(workspace);
        }
    }

    private static (Expression<Func<object?[], Workspace, object?[]>> Lambda, EmittedGraph Emitted) Lambda(
        Graph graph, int chunkSize, Func<LambdaExpression, Compiled<Delegate>>? compile = null)
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
}
