using System.Text;
using ExprAD.Export.Drawing;
using ExprAD.IR;

namespace ExprAD.Export;

/// <summary>Writes a graph in the language of Graphviz, a cluster for each branch and loop.</summary>
internal sealed class DotWriter
{
    private readonly StringBuilder text = new();
    private int clusters;

    private DotWriter()
    {
    }

    public static string Write(Graph graph)
    {
        var diagram = DiagramBuilder.Build(graph);
        var writer = new DotWriter();
        writer.text.Append("digraph {\n");
        writer.Line(1, $"label={Quote([diagram.Root.Title])}; labelloc=t;");
        writer.Line(1, "node [shape=box, style=rounded, fontname=\"Helvetica\"]; edge [fontsize=9];");
        writer.Frame(diagram.Root, 1);
        foreach (var edge in diagram.Edges)
        {
            writer.Line(1, $"n{edge.From} -> n{edge.To}{Style(edge)};");
        }

        return writer.text.Append("}\n").ToString();
    }

    private void Frame(Frame frame, int depth)
    {
        foreach (var vertex in frame.Vertices)
        {
            Line(depth, $"n{vertex.Id} [label={Quote(vertex.Lines)}{Style(vertex)}];");
        }

        foreach (var inner in frame.Frames)
        {
            Line(depth, $"subgraph cluster_{clusters++} {{");
            Line(depth + 1, $"label={Quote([inner.Title])}; style=rounded; color=gray;");
            Frame(inner, depth + 1);
            Line(depth, "}");
        }
    }

    private void Line(int depth, string line) => text.Append(' ', 2 * depth).Append(line).Append('\n');

    private static string Style(Vertex vertex) => vertex.Kind switch
    {
        VertexKind.Input => ", shape=ellipse",
        VertexKind.Effect => ", style=filled, fillcolor=lightyellow",
        VertexKind.Control => ", shape=diamond, style=solid",
        VertexKind.Result => ", shape=ellipse, peripheries=2",
        _ => "",
    };

    private static string Style(Edge edge)
    {
        var style = edge.Kind switch
        {
            EdgeKind.Order => "style=dotted",
            EdgeKind.Next => "style=dashed, constraint=false",
            _ => "",
        };
        var label = edge.Label.Length > 0 ? $"label={Quote([edge.Label])}" : "";
        var all = string.Join(", ", new[] { style, label }.Where(s => s.Length > 0));
        return all.Length > 0 ? $" [{all}]" : "";
    }

    private static string Quote(IEnumerable<string> lines) =>
        $"\"{string.Join("\\n", lines.Select(l => l.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)))}\"";
}
