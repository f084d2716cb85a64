using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse.Checkpointing;

/// <summary>What has to be known to run a loop from one of its iterations on.</summary>
/// <param name="Carried">The numbers of the values it carries that do more than gather a sum.</param>
/// <param name="Arrays">Arrays from outside whose elements change, in the loop or later.</param>
internal sealed record StepState(IReadOnlyList<int> Carried, IReadOnlyList<Node> Arrays)
{
    /// <summary>Every iteration can be run without the ones before.</summary>
    public bool IsEmpty => Carried.Count == 0 && Arrays.Count == 0;

    /// <summary>The parameter in which a loop's step finds a carried value.</summary>
    public static Node Parameter(Node loop, int number) => Analyses.Reductions.CarriedParameter(loop, number);
}
