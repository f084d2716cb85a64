using System.Collections.Concurrent;
using ExprAD.IR;

namespace ExprAD.Emission.Runtime.Parallel;

/// <summary>Runs one stretch of a loop: iterations <paramref name="from"/> up to <paramref name="to"/>, with memory of the thread's own.</summary>
internal delegate void SplitBody(SplitCall call, Workspace workspace, int stretch, long from, long to);

/// <summary>A place in a compiled function where a loop may run in stretches. Shared by all calls; each under way has a <see cref="SplitCall"/> of its own.</summary>
/// <param name="split">How to take the loop apart and put results together.</param>
/// <param name="compile">Makes the body, when first a call is large enough for it.</param>
internal sealed class SplitSite(Split split, Func<SplitBody> compile)
{
    private readonly ConcurrentQueue<SplitCall> calls = new();
    private readonly Lazy<SplitBody> body = new(compile);

    public Split Split => split;

    public SplitBody Body => body.Value;

    /// <summary>Memory for one call. <paramref name="layout"/>: of the whole function, for the workspaces of the threads.</summary>
    public SplitCall Rent(WorkspaceLayout layout) => calls.TryDequeue(out var call) ? call : new SplitCall(this, layout);

    /// <summary>After a call that raised nothing: what did is left to the garbage collector.</summary>
    public void Return(SplitCall call)
    {
        call.Release();
        calls.Enqueue(call);
    }
}
