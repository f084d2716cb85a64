using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace ExprAD.Emission;

/// <summary>Which compiler made a delegate.</summary>
internal enum CompilerUsed
{
    FastExpressionCompiler,
    SystemLinqExpressions,
}

/// <summary>
/// Compiles with FastExpressionCompiler, which takes a quarter of the time of <see cref="Expression{TDelegate}.Compile()"/>, and with
/// the latter where the former gives up, or gives a program that the JIT refuses. The JIT sees it here, before anyone calls it.
/// </summary>
internal static class GuardedCompiler
{
    public static Compiled<TDelegate> Compile<TDelegate>(Expression<TDelegate> lambda)
        where TDelegate : Delegate
    {
        var compiled = Compile((LambdaExpression)lambda);
        return new Compiled<TDelegate>((TDelegate)compiled.Delegate, compiled.Compiler, compiled.Reason);
    }

    public static Compiled<Delegate> Compile(LambdaExpression lambda)
    {
        string reason;
        try
        {
            if (FastExpressionCompiler.ExpressionCompiler.CompileFast(lambda, ifFastFailedReturnNull: true) is { } fast)
            {
                RuntimeHelpers.PrepareDelegate(fast);
                return new Compiled<Delegate>(fast, CompilerUsed.FastExpressionCompiler, null);
            }

            reason = "FastExpressionCompiler gave no delegate";
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Its own errors are of many types, and a program that is not valid has several too.
            reason = $"FastExpressionCompiler: {e.Message}";
        }

        return new Compiled<Delegate>(lambda.Compile(), CompilerUsed.SystemLinqExpressions, reason);
    }
}

/// <summary>A delegate, what made it, and, where that is the fallback, why.</summary>
internal sealed record Compiled<TDelegate>(TDelegate Delegate, CompilerUsed Compiler, string? Reason)
    where TDelegate : Delegate;
