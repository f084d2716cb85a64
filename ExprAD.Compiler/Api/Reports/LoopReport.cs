using ExprAD.IR;

namespace ExprAD.Reports;

/// <summary>
/// What there is to tell of one loop of the final graph. Whoever decides something about loops adds a line:
/// <code>
/// for 0 .. w.Length                                          // w.Sum(t => Math.Exp(t))
///     tape: 8 B an iteration (Math.Exp(t)), 8 B × w.Length a call
/// </code>
/// </summary>
internal sealed class LoopReport(Node loop, int depth)
{
    private readonly List<string> lines = [];

    public Node Loop => loop;

    /// <summary>The number of loops around it.</summary>
    public int Depth => depth;

    public string Title { get; } = loop.Op == Ops.For ? $"for 0 .. {TripCounts.Of(loop)}" : "while";

    public IReadOnlyList<string> Lines => lines;

    /// <summary>Adds a line: a topic, and what there is to tell about it.</summary>
    public void Add(string topic, string text) => lines.Add($"{topic}: {text}");
}
