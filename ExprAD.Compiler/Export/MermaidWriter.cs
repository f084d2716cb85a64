using System.Text;
using ExprAD.Export.Drawing;
using ExprAD.IR;

namespace ExprAD.Export;

/// <summary>Writes a graph as a Mermaid flowchart, as Markdown renderers show it, a subgraph for each branch and loop.</summary>
internal sealed class MermaidWriter
{
    private readonly StringBuilder text = new();
    private int frames;

    private MermaidWriter()
    {
    }

    public static string Write(Graph graph)
    {
        var diagram = DiagramBuilder.Build(graph);
        var writer = new MermaidWriter();
        writer.text.Append("flowchart TD\n");
        writer.Line(1, $"subgraph g[{Quote([diagram.Root.Title])}]");
        writer.Frame(diagram.Root, 2);
        writer.Line(1, "end");
        foreach (var edge in diagram.Edges)
        {
            var label = edge.Label.Length > 0 ? $"|{Quote([edge.Label])}|" : "";
            writer.Line(1, $"n{edge.From} {(edge.Kind == EdgeKind.Value ? "-->" : "-.->")}{label} n{edge.To}");
        }

        return writer.text.ToString();
    }

    private void Frame(Frame frame, int depth)
    {
        foreach (var vertex in frame.Vertices)
        {
            Line(depth, $"n{vertex.Id}{Shape(vertex.Kind, Quote(vertex.Lines))}");
        }

        foreach (var inner in frame.Frames)
        {
            Line(depth, $"subgraph f{frames++}[{Quote([inner.Title])}]");
            Frame(inner, depth + 1);
            Line(depth, "end");
        }
    }

    private void Line(int depth, string line) => text.Append(' ', 2 * depth).Append(line).Append('\n');

    private static string Shape(VertexKind kind, string label) => kind switch
    {
        VertexKind.Input => $"([{label}])",
        VertexKind.Effect => $"[/{label}/]",
        VertexKind.Control => $"{{{{{label}}}}}",
        VertexKind.Result => $"((({label})))",
        _ => $"[{label}]",
    };

    /// <summary>Mermaid takes anything between quotes but quotes, and entities for what it or the browser would read as markup.</summary>
    private static string Quote(IEnumerable<string> lines) => $"\"{string.Join("<br/>", lines.Select(Escape))}\"";

    private static string Escape(string line)
    {
        var escaped = new StringBuilder();
        foreach (var c in line)
        {
            escaped.Append(c is '"' or '#' or '<' or '>' or '&' or '[' or ']' or '`' or '*' or '_' or '\\' or '~' ? $"#{(int)c};" : c.ToString());
        }

        return escaped.ToString();
    }
}
