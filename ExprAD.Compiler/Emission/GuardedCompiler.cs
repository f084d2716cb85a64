using System.Linq.Expressions;
using FastExpressionCompiler;

namespace ExprAD.Emission;

/// <summary>Which compiler made a delegate.</summary>
internal enum CompilerUsed
{
    FastExpressionCompiler,
    SystemLinqExpressions,
}

/// <summary>Compiles with FastExpressionCompiler where its code can be trusted, else with <see cref="Expression{TDelegate}.Compile()"/>.</summary>
internal static class GuardedCompiler
{
    public static Compiled<TDelegate> Compile<TDelegate>(Expression<TDelegate> lambda)
        where TDelegate : Delegate
    {
        var fast = lambda.CompileFast(ifFastFailedReturnNull: true);
        return fast is not null
            ? new Compiled<TDelegate>(fast, CompilerUsed.FastExpressionCompiler, null)
            : new Compiled<TDelegate>(lambda.Compile(), CompilerUsed.SystemLinqExpressions, "FastExpressionCompiler gave no delegate");
    }
}

/// <summary>A delegate, what made it, and, where that is the fallback, why.</summary>
internal sealed record Compiled<TDelegate>(TDelegate Delegate, CompilerUsed Compiler, string? Reason)
    where TDelegate : Delegate;
