using System.Runtime.CompilerServices;

namespace ExprAD.Emission.Runtime;

/// <summary>How much a compiled function wants of its workspace.</summary>
internal sealed record WorkspaceLayout(int Tapes)
{
    public bool IsEmpty => Tapes == 0;
}

/// <summary>
/// Memory that one call of a compiled function uses and the next call uses again. Not shared between calls that
/// run at the same time: <see cref="WorkspacePool"/> gives each its own.
/// </summary>
internal sealed class Workspace(WorkspaceLayout layout)
{
    private readonly object?[] tapes = new object?[layout.Tapes];

    public Tape<T> Tape<T>(int slot, long count)
    {
        var tape = Unsafe.As<Tape<T>>(tapes[slot] ??= new Tape<T>());
        tape.Reserve(count);
        return tape;
    }

    /// <summary>Forgets what belongs to the user, so that a pooled workspace keeps nothing of it alive.</summary>
    public void Release()
    {
        foreach (var tape in tapes)
        {
            (tape as IReleasable)?.Release();
        }
    }
}
