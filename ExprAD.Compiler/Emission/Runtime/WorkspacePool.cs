using System.Collections.Concurrent;

namespace ExprAD.Emission.Runtime;

/// <summary>The workspaces of one compiled function. Rent one for a call, return it on every path out of the call.</summary>
internal sealed class WorkspacePool(WorkspaceLayout layout)
{
    private readonly ConcurrentQueue<Workspace> others = new();
    private Workspace? last;

    /// <summary>What all calls use at once where the function keeps nothing in it; null for others.</summary>
    public Workspace? Shared { get; } = layout.IsEmpty ? new Workspace(layout) : null;

    public Workspace Rent() =>
        Shared ?? Interlocked.Exchange(ref last, null) ?? (others.TryDequeue(out var workspace) ? workspace : new Workspace(layout));

    public void Return(Workspace workspace)
    {
        if (workspace == Shared)
        {
            return;
        }

        workspace.Release();
        if (Interlocked.CompareExchange(ref last, workspace, null) is not null)
        {
            others.Enqueue(workspace);
        }
    }
}
