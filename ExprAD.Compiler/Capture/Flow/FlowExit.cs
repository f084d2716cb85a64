using ExprAD.IR;

namespace ExprAD.Capture.Flow;

/// <summary>
/// Where control goes after a piece of program that was built: to one of these blocks, by the number that the selector has.
/// One block needs no selector; none means that control does not get there.
/// </summary>
internal sealed record FlowExit(IReadOnlySet<FlowBlock> Targets, Node? Selector)
{
    public static readonly FlowExit None = new(new HashSet<FlowBlock>(), null);

    public bool IsNowhere => Targets.Count == 0;

    public static FlowExit To(FlowBlock target) => new(new HashSet<FlowBlock> { target }, null);
}
