using ExprAD.IR;

namespace ExprAD.Capture.Flow;

/// <summary>The numbers by which selectors name blocks; 0 is none's.</summary>
internal sealed class FlowNumbers
{
    private readonly Dictionary<FlowBlock, int> numbers = [];

    public Node Of(FlowBlock block, GraphBuilder builder)
    {
        if (!numbers.TryGetValue(block, out var number))
        {
            numbers.Add(block, number = numbers.Count + 1);
        }

        return builder.Constant(number);
    }
}
