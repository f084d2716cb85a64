using ExprAD.IR;

namespace ExprAD.Emission.Planning;

/// <summary>
/// A stretch of a region's list that becomes a method of its own: the nodes from <see cref="From"/> to before <see cref="To"/>.
/// The body of the graph is the outermost, which has no parent.
/// </summary>
internal sealed class Chunk(Chunk? parent, Region region, int from, int to)
{
    public Region Region { get; } = region;

    public int From { get; } = from;

    public int To { get; } = to;

    /// <summary>True when it is called, directly or not, from <paramref name="other"/>, or is it.</summary>
    public bool IsWithin(Chunk other)
    {
        var outer = this;
        while (outer is not null && outer != other)
        {
            outer = outer.Parent;
        }

        return outer == other;
    }

    private Chunk? Parent { get; } = parent;
}
