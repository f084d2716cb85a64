using ExprAD.IR;
using ExprAD.Text;

namespace ExprAD.Export.Drawing;

/// <summary>
/// Lays a graph out as boxes and frames: a box an operation, with its constants written into it; a frame a region;
/// arrows for values, for the order of effects, and back to the next iteration of a loop.
/// </summary>
internal sealed class DiagramBuilder
{
    private const int LongestNote = 40;

    private readonly Dictionary<Node, Vertex> vertices = [];
    private readonly List<Edge> edges = [];
    private int next;

    private DiagramBuilder()
    {
    }

    public static Diagram Build(Graph graph)
    {
        var builder = new DiagramBuilder();
        var root = new Frame(graph.Source is { } source ? Note(source) : graph.Name);
        builder.Body(graph, root);
        foreach (var function in graph.Functions)
        {
            var frame = new Frame($"function {function.Name}");
            root.Frames.Add(frame);
            builder.Body(function.Definition, frame);
        }

        return new Diagram(root, builder.edges);
    }

    private void Body(Graph graph, Frame frame)
    {
        foreach (var input in graph.Inputs)
        {
            Add(frame, VertexKind.Input, input.Node, [$"{input.Name}: {input.Node.Type}"]);
        }

        Region(graph.Body, frame, null);
        for (var i = 0; i < graph.Results.Count; i++)
        {
            var result = Add(frame, VertexKind.Result, null, [graph.ResultNames.ElementAtOrDefault(i) ?? "result"]);
            Connect(graph.Results[i], frame, result);
        }
    }

    /// <param name="region">The region.</param>
    /// <param name="frame">Where its boxes go.</param>
    /// <param name="before">The effect or decision after which it runs.</param>
    private void Region(Region region, Frame frame, Vertex? before)
    {
        foreach (var node in region.Nodes.Where(n => n.Op != Ops.Result))
        {
            var ordered = node.Is(Traits.Writes | Traits.Effect | Traits.Region);
            var vertex = node.Regions.Length > 0 ? Control(node, frame) : Operation(node, frame, ordered);
            if (ordered && before is not null)
            {
                edges.Add(new Edge(before.Id, vertex.Id, EdgeKind.Order));
            }

            before = ordered ? vertex : before;
        }
    }

    private Vertex Operation(Node node, Frame frame, bool ordered)
    {
        var vertex = Add(frame, ordered ? VertexKind.Effect : VertexKind.Operation, node, Lines(node, Call(node)));
        Connect(node, vertex);
        foreach (var value in node.Values)
        {
            edges.Add(new Edge(vertex.Id, Add(frame, VertexKind.Operation, value, Lines(value, "value")).Id, EdgeKind.Value));
        }

        return vertex;
    }

    private Vertex Control(Node node, Frame outer)
    {
        var frame = new Frame(node.Source is { } source ? $"{node.Op}: {Note(source)}" : node.Op.Name);
        outer.Frames.Add(frame);
        var control = Add(frame, VertexKind.Control, node, [Call(node)]);
        Connect(node, control);
        for (var i = 0; i < node.Regions.Length; i++)
        {
            var inner = new Frame(Title(node, i));
            frame.Frames.Add(inner);
            Parameters(node.Regions[i], inner, control);
            Region(node.Regions[i], inner, control);
        }

        Values(node, outer, frame);
        return control;
    }

    private static string Title(Node node, int region) =>
        node.Op == Ops.For ? "body" : node.Op == Ops.While && region == 0 ? "condition"
        : region > 0 ? GraphPrinter.Second(node.Op) : node.Op == Ops.If ? "then" : "body";

    private void Parameters(Region region, Frame frame, Vertex control)
    {
        for (var k = 0; k < region.Parameters.Count; k++)
        {
            var isIndex = k == 0 && region.Kind == RegionKind.Loop;
            var vertex = Add(frame, VertexKind.Input, region.Parameters[k], [$"{(isIndex ? "index" : "carried")}: {region.Parameters[k].Type}"]);
            edges.Add(new Edge(control.Id, vertex.Id, EdgeKind.Value));
        }
    }

    /// <summary>What a region gives: back to its parameters in loops, on to the values of its owner.</summary>
    private void Values(Node node, Frame outer, Frame frame)
    {
        var isLoop = node.Op == Ops.For || node.Op == Ops.While;
        foreach (var value in node.Values)
        {
            Add(outer, VertexKind.Operation, value, Lines(value, "value"));
        }

        if (node.Op == Ops.While)
        {
            Connect(node.Regions[0].Results[0], frame.Frames[0], Add(frame.Frames[0], VertexKind.Control, null, ["goes on?"]));
        }

        for (var i = node.Op == Ops.While ? 1 : 0; i < node.Regions.Length; i++)
        {
            var region = node.Regions[i];
            for (var k = 0; k < region.Results.Count; k++)
            {
                var parameter = !isLoop ? null : node.Regions[0].Parameters[node.Op == Ops.For ? k + 1 : k];
                var source = Source(region.Results[k], frame.Frames[i]);
                if (parameter is not null)
                {
                    edges.Add(new Edge(source, vertices[parameter].Id, EdgeKind.Next));
                }

                edges.Add(new Edge(source, vertices[node.Values[k]].Id, EdgeKind.Value, isLoop ? "" : Title(node, i)));
            }
        }
    }

    /// <summary>Arrows from the operands, numbered where their order matters.</summary>
    private void Connect(Node node, Vertex to)
    {
        var isOrdered = node.Operands.Length > 1 && !node.Is(Traits.Commutative);
        for (var i = 0; i < node.Operands.Length; i++)
        {
            if (!node.Operands[i].IsConstant)
            {
                edges.Add(new Edge(vertices[node.Operands[i]].Id, to.Id, EdgeKind.Value, isOrdered ? $"{i + 1}" : ""));
            }
        }
    }

    private void Connect(Node node, Frame frame, Vertex to) => edges.Add(new Edge(Source(node, frame), to.Id, EdgeKind.Value));

    /// <summary>The box of a node; a constant that nothing is done with gets one of its own.</summary>
    private int Source(Node node, Frame frame) =>
        node.IsConstant ? Add(frame, VertexKind.Operation, null, [ConstantText.Write(node)]).Id : vertices[node].Id;

    private Vertex Add(Frame frame, VertexKind kind, Node? node, IReadOnlyList<string> lines)
    {
        var vertex = new Vertex(next++, kind, lines);
        frame.Vertices.Add(vertex);
        if (node is not null)
        {
            vertices.Add(node, vertex);
        }

        return vertex;
    }

    /// <summary>The operation with those of its operands that are constants: <c>add _ 1.0</c>.</summary>
    private static string Call(Node node)
    {
        var operands = node.Operands.ToArray();
        var shown = operands.Any(o => o.IsConstant) ? string.Concat(operands.Select(o => o.IsConstant ? $" {ConstantText.Write(o)}" : " _")) : "";
        return node.Op.Name + shown + (node.Attribute is Access ? "" : AttributeText.Write(node));
    }

    private static string[] Lines(Node node, string text) => node.Source is { } source ? [text, Note(source)] : [text];

    private static string Note(string source)
    {
        var line = PrintedLines.OnOneLine(source);
        return line.Length <= LongestNote ? line : $"{line.AsSpan(0, LongestNote - 1)}…";
    }
}
