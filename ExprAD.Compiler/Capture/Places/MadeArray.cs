using ExprAD.IR;

namespace ExprAD.Capture.Places;

/// <summary>An array that the function made whose elements fall apart: one array for each leaf, all of one shape.</summary>
internal sealed class MadeArray(ExpressionCapture capture, ColumnsLayout layout, Node[] columns) : Value
{
    public override Type Type => layout.Type;

    public Type ElementType => layout.Element.Type;

    public int Rank => Type.GetArrayRank();

    public IReadOnlyList<Node> Columns => columns;

    /// <summary>An array that has its shape, and is null when it is.</summary>
    public Node Shape => columns[0];

    public MemoryPlace Element(params ReadOnlySpan<Node> indices) => new(capture, layout.Element, columns, indices.ToArray());

    public override void Flatten(List<Node> nodes) => nodes.AddRange(columns);

    public override Value Rebuild(ref ReadOnlySpan<Node> nodes)
    {
        var rebuilt = new MadeArray(capture, layout, nodes[..columns.Length].ToArray());
        nodes = nodes[columns.Length..];
        return rebuilt;
    }

    public override bool HasShapeOf(Value other) => other is MadeArray made && made.Type == Type;
}
