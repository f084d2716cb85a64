using System.Runtime.CompilerServices;

namespace ExprAD.Emission.Runtime;

/// <summary>
/// Memory that one call of a compiled function uses and the next call uses again. Not shared between calls that
/// run at the same time: <see cref="WorkspacePool"/> gives each its own.
/// </summary>
internal sealed partial class Workspace(WorkspaceLayout layout)
{
    // What the methods of one function hand to each other.
    public readonly double[] F64 = new double[layout.Frame.F64];
    public readonly float[] F32 = new float[layout.Frame.F32];
    public readonly long[] I64 = new long[layout.Frame.I64];
    public readonly int[] I32 = new int[layout.Frame.I32];
    public readonly bool[] Bool = new bool[layout.Frame.Bool];
    public readonly object?[] Objects = new object?[layout.Frame.Objects];

    private readonly object?[] tapes = new object?[layout.Tapes];
    private readonly ArraySite?[] arrays = new ArraySite?[layout.Arrays];
    private readonly ArraySites?[] manyArrays = new ArraySites?[layout.ManyArrays];
    private readonly Action<Workspace>[] chunks = layout.Chunks;

    /// <summary>Runs a part of the function.</summary>
    public void Run(int chunk) => chunks[chunk](this);

    public Tape<T> Tape<T>(int site) => Unsafe.As<Tape<T>>(tapes[site] ??= new Tape<T>());

    /// <summary>The memory for an array that is dead when the next one is made in this place.</summary>
    public ArraySite Array(int site) => arrays[site] ??= new ArraySite();

    /// <summary>The memory for arrays that are alive together.</summary>
    public ArraySites Arrays(int site) => manyArrays[site] ??= new ArraySites();

    /// <summary>Forgets what belongs to the user, so that a pooled workspace keeps nothing of it alive.</summary>
    public void Release()
    {
        LeaveStack();
        System.Array.Clear(Objects);
        Release(tapes);
        Release(arrays);
        Release(manyArrays);
    }

    private static void Release(object?[] memory)
    {
        foreach (var m in memory)
        {
            (m as IReleasable)?.Release();
        }
    }
}
