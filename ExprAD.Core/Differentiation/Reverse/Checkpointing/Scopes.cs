using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse.Checkpointing;

/// <summary>
/// The stretches of a function that are run and then reversed as a whole, so that the reverse sweep sees what the forward sweep
/// computed at their top level: the function itself, each single step of a loop that is checkpointed, and each block that is.
/// </summary>
/// <param name="checkpointed">What a step of each checkpointed loop starts from; blocks start from nothing.</param>
/// <param name="limit">The bytes that snapshots and the tape of a step may take in each of these loops.</param>
internal sealed class Scopes(IReadOnlyDictionary<Node, StepState> checkpointed, long limit)
{
    private bool isCalled;

    /// <summary>None, for a function that is called: what mirrors it is another function, which sees nothing of it.</summary>
    public static Scopes OfCalled { get; } = new(new Dictionary<Node, StepState>(), long.MaxValue) { isCalled = true };

    public IReadOnlyDictionary<Node, StepState> Checkpointed => checkpointed;

    public long Limit => limit;

    public bool IsTop(Region region) => !isCalled && (region.Parent is null || (region.Owner is { } owner && checkpointed.ContainsKey(owner)));

    /// <summary>The loop or block that is run again with what is in a region; null for what runs but once.</summary>
    public Node? LoopOf(Region region) => TopOf(region).Owner;

    /// <summary>True when a value is there before anything but the top level of a region's scope has been run.</summary>
    public bool IsKnownIn(Region region, Node value) => value.Region is null || TopOf(region).IsWithin(value.Region);

    private Region TopOf(Region region)
    {
        while (!IsTop(region))
        {
            region = region.Parent!;
        }

        return region;
    }
}
