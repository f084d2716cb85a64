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
        var (lambda, emitted) = GraphFunction.Lambda(graph, chunkSize);
        var compiled = GuardedCompiler.Compile(lambda);
        return new EmittedFunction(compiled.Delegate, emitted, compiled.Compiler) { Reason = compiled.Reason };
    }

    public static EmittedFunction Plain(Graph graph, int chunkSize = GraphEmitter.ChunkSize)
    {
        var (lambda, emitted) = GraphFunction.Lambda(graph, chunkSize, l => new Compiled<Delegate>(l.Compile(), CompilerUsed.SystemLinqExpressions, null));
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
}
