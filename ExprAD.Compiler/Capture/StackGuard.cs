using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace ExprAD.Capture;

/// <summary>Lets a recursion over deep trees go on where the stack of the thread ends: on a thread of its own, with a bigger one.</summary>
internal static class StackGuard
{
    private const int StackSize = 256 << 20;

    public static bool HasRoom => RuntimeHelpers.TryEnsureSufficientExecutionStack();

    /// <summary>Runs <paramref name="work"/> on a fresh stack and waits for it; what it throws is thrown here.</summary>
    public static T OnFreshStack<T>(Func<T> work)
    {
        var result = default(T);
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = work();
                }
                catch (Exception e)
                {
                    failure = ExceptionDispatchInfo.Capture(e);
                }
            },
            StackSize)
        { IsBackground = true, Name = "ExprAD capture" };
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }
}
