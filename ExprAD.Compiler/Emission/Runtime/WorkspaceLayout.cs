using ExprAD.Emission.Runtime.Parallel;

namespace ExprAD.Emission.Runtime;

/// <summary>What a compiled function wants of its workspace, with the methods that it consists of beside the first.</summary>
internal sealed record WorkspaceLayout(
    int Tapes,
    int Arrays,
    int ManyArrays,
    FrameSize Frame,
    Action<Workspace>[] Chunks,
    IReadOnlyList<Delegate> Functions,
    IReadOnlyList<string> FunctionNames,
    IReadOnlyList<SplitSite> Splits,
    FrameSize Handed)
{
    /// <summary>True where calls have nothing to keep there, and may all use the same. Loops in stretches keep what they need elsewhere, and don't recur.</summary>
    public bool IsEmpty => Tapes == 0 && Arrays == 0 && ManyArrays == 0 && Frame == default && Functions.Count == Splits.Count;
}

/// <summary>How many values of each kind are handed from method to method.</summary>
internal readonly record struct FrameSize(int F64, int F32, int I64, int I32, int Bool, int Objects);
