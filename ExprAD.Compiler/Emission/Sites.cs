using ExprAD.IR;

namespace ExprAD.Emission;

/// <summary>Numbers the allocations that use memory of the workspace.</summary>
internal sealed class Sites
{
    private readonly Dictionary<Node, int> numbers = [];

    /// <summary>How many make one array at a time.</summary>
    public int Single { get; private set; }

    /// <summary>How many make arrays that are alive together.</summary>
    public int Many { get; private set; }

    public int Tapes { get; private set; }

    public int NumberOfTape(Node tape)
    {
        if (!numbers.TryGetValue(tape, out var number))
        {
            numbers.Add(tape, number = Tapes++);
        }

        return number;
    }

    public int NumberOf(Node allocation, bool many)
    {
        if (!numbers.TryGetValue(allocation, out var number))
        {
            numbers.Add(allocation, number = many ? Many++ : Single++);
        }

        return number;
    }
}
