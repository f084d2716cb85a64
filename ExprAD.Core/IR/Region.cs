namespace ExprAD.IR;

/// <summary>What a region is to the code around it; it decides what may be moved out of it.</summary>
internal enum RegionKind : byte
{
    /// <summary>The body of a graph.</summary>
    Root,

    /// <summary>Runs or does not: a branch of an <c>if</c>, or the parts of a <c>try</c>.</summary>
    Branch,

    /// <summary>The body of a <c>for</c>.</summary>
    Loop,

    /// <summary>Runs once when the loop it stands around runs at all. Exists only while that loop is built.</summary>
    Guard,

    /// <summary>The condition of a <c>while</c>: runs at least once.</summary>
    Condition,

    /// <summary>The body of a <c>while</c>.</summary>
    Body,
}

/// <summary>
/// A list of nodes that run in order, with parameters at its head and results at its end.
/// Its nodes see what stands before the owner in the enclosing regions.
/// The body of a <c>while</c> is enclosed by its condition, whose values it therefore sees.
/// </summary>
internal sealed class Region(Region? parent)
{
    private readonly List<Node> nodes = [];

    public Region? Parent { get; internal set; } = parent;

    public RegionKind Kind { get; internal set; }

    /// <summary>Greater than the enclosing region's; 0 for the body of a graph.</summary>
    public int Depth { get; } = parent is null ? 0 : parent.Depth + 1;

    /// <summary>True when a node in it, at any depth, writes or reaches outside.</summary>
    public bool HasEffects { get; internal set; }

    /// <summary>For a branch: the condition on which it is entered, and the value that condition has then.</summary>
    internal (Node Condition, bool Value)? Entered { get; set; }

    /// <summary>The enclosing regions that had effects before this one was opened.</summary>
    internal HashSet<Region>? EffectsBefore { get; set; }

    /// <summary>True when nothing more is added: its values are out of sight for what is built next.</summary>
    internal bool IsClosed { get; set; }

    /// <summary>The branch or loop this region belongs to; null for the body of a graph, and while it is being built.</summary>
    public Node? Owner { get; internal set; }

    /// <summary>The trip count of the <c>for</c> whose body this is.</summary>
    public Node? Count { get; internal set; }

    public IReadOnlyList<Node> Parameters { get; internal set; } = [];

    public IReadOnlyList<Node> Nodes => nodes;

    public IReadOnlyList<Node> Results { get; internal set; } = [];

    /// <summary>True when this region is <paramref name="other"/> or lies within it.</summary>
    public bool IsWithin(Region other)
    {
        var region = this;
        while (region is not null && region.Depth > other.Depth)
        {
            region = region.Parent;
        }

        return region == other;
    }

    internal void Append(Node node) => nodes.Add(node);
}
