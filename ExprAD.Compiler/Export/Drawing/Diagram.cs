namespace ExprAD.Export.Drawing;

internal enum VertexKind
{
    Input,
    Operation,

    /// <summary>A store or a call, which happens in its order.</summary>
    Effect,

    /// <summary>The decision of a branch or loop.</summary>
    Control,
    Result,
}

internal enum EdgeKind
{
    Value,

    /// <summary>What comes after what, where the order matters.</summary>
    Order,

    /// <summary>Back to the next iteration.</summary>
    Next,
}

/// <summary>A box: its number, and the lines of its text, the provenance last.</summary>
internal sealed record Vertex(int Id, VertexKind Kind, IReadOnlyList<string> Lines);

internal sealed record Edge(int From, int To, EdgeKind Kind, string Label = "");

/// <summary>A frame around vertices: the graph itself, a branch, the body of a loop.</summary>
internal sealed class Frame(string title)
{
    public string Title { get; } = title;

    public List<Vertex> Vertices { get; } = [];

    public List<Frame> Frames { get; } = [];
}

/// <summary>A graph as boxes, frames and arrows, for whoever draws it.</summary>
internal sealed record Diagram(Frame Root, IReadOnlyList<Edge> Edges);
