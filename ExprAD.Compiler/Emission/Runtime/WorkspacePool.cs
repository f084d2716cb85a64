using System.Collections.Concurrent;

namespace ExprAD.Emission.Runtime;

/// <summary>The workspaces of one compiled function. Rent one for a call, return it on every path out of the call.</summary>
internal sealed class WorkspacePool(WorkspaceLayout layout)
{
    /// <summary>As many calls at once as the machine runs, and as many that wait, find memory at hand.</summary>
    private static readonly int Most = 2 * Environment.ProcessorCount;

    private readonly ConcurrentQueue<Workspace> others = new();
    private Workspace? last;

    /// <summary>What all calls use at once where the function keeps nothing in it; null for others.</summary>
    public Workspace? Shared { get; } = layout.IsEmpty ? new Workspace(layout) : null;

    /// <summary>A workspace for one call, which goes back when the call is over, whichever way.</summary>
    public Rental Borrow() => new(this);

    public Workspace Rent() =>
        Shared ?? Interlocked.Exchange(ref last, null) ?? (others.TryDequeue(out var workspace) ? workspace : new Workspace(layout));

    public void Return(Workspace workspace)
    {
        if (workspace == Shared)
        {
            return;
        }

        workspace.Release();
        if (Interlocked.CompareExchange(ref last, workspace, null) is not null && others.Count < Most)
        {
            others.Enqueue(workspace);
        }
    }
}

/// <summary>A workspace that is rented for as long as this lives.</summary>
internal readonly ref struct Rental(WorkspacePool pool) : IDisposable
{
    public Workspace Workspace { get; } = pool.Rent();

    public void Dispose() => pool.Return(Workspace);
}
