using ExprAD.IR;

namespace ExprAD.Text;

/// <summary>
/// Writes a graph as text that <see cref="GraphParser"/> reads back: one node a line, numbered in the order of the text,
/// regions in braces, types in a column, provenance at the right; functions follow the graph that calls them.
/// <code>
/// graph sum(w: f64[]) -> (value: f64) {                  // w.Sum(t => t * t)
///   %0 = length w                      : i32
///   %1 = for %2 &lt; %0 with %3 = 0.0 : f64 {
///     %4 = load w %2 [readonly inbounds] : f64
///     %5 = mul %4 %4                     : f64           // t * t
///     %6 = add %3 %5                     : f64
///     yield %6
///   }
///   return %1
/// }
/// </code>
/// </summary>
internal sealed class GraphPrinter
{
    /// <summary>What ends the line of the node that one asked to be marked.</summary>
    public const string Mark = "<== here";

    private readonly PrintedNames names;
    private readonly PrintedLines lines = new();
    private readonly Node? marked;

    private GraphPrinter(Graph graph, Node? marked)
    {
        names = new PrintedNames(graph);
        this.marked = marked;
    }

    public static string Print(Graph graph, Node? marked = null)
    {
        var printer = new GraphPrinter(graph, marked);
        printer.Write(graph);
        return printer.lines.ToString();
    }

    private void Write(Graph graph)
    {
        Write(graph, "graph", PrintedNames.Quote(graph.Name));
        foreach (var function in graph.Functions)
        {
            names.Enter(function.Definition);
            Write(function.Definition, "function", names.Of(function), $" {FunctionText.Write(function.Traits)}{FunctionText.Write(function.Split)}");
        }
    }

    private void Write(Graph graph, string kind, string name, string traits = "")
    {
        var results = graph.Results.Select((r, i) => i < graph.ResultNames.Count ? $"{PrintedNames.Quote(graph.ResultNames[i])}: {r.Type}" : $"{r.Type}");
        lines.Open($"{kind} {name}({string.Join(", ", graph.Inputs.Select(Input))}) -> ({string.Join(", ", results)}){traits} {{", graph.Source);
        Body(graph.Body, "return");
        lines.Close("}");
    }

    private string Input(GraphInput input)
    {
        var role = input.Role switch { InputRole.Data => "data ", InputRole.Destination => "out ", _ => "" };
        var usual = input.Role == InputRole.Parameter && input.Node.Type.HoldsFloats;
        var activity = input.Differentiable == usual ? "" : input.Differentiable ? "diff " : "fixed ";
        return $"{role}{activity}{names.Of(input.Node)}: {input.Node.Type}";
    }

    private void Body(Region region, string end)
    {
        foreach (var node in region.Nodes)
        {
            if (node.Regions.Length > 0)
            {
                RegionNode(node);
            }
            else if (node.Attribute is Function function)
            {
                Call(node, function);
            }
            else if (node.Op != Ops.Result)
            {
                Line(node);
            }
        }

        if (region.Results.Count > 0)
        {
            lines.Add($"{end} {names.List(region.Results)}");
        }
    }

    private void Line(Node node)
    {
        var operands = string.Concat(node.Operands.ToArray().Select(o => $" {names.Of(o)}"));
        var text = $"{node.Op.Name}{operands}{AttributeText.Write(node)}";
        if (node.Type.Kind == TypeKind.Void)
        {
            lines.Add(text, null, Note(node));
        }
        else
        {
            lines.Add($"{names.Define(node)} = {text}", $"{node.Type}", Note(node));
        }
    }

    private string? Note(Node node) => node == marked ? Mark : node.Source;

    private void Call(Node node, Function function)
    {
        var operands = string.Concat(node.Operands.ToArray().Select(o => $" {names.Of(o)}"));
        var text = $"{Given(node)}{node.Op.Name} {names.Of(function)}{operands}";
        lines.Add(text, node.Values.Count > 0 ? string.Join(", ", node.Values.Select(v => v.Type)) : null, Note(node));
    }

    /// <summary>The names of the values of a branch, a loop or a call.</summary>
    private string Given(Node node) => node.Values.Count > 0 ? string.Join(", ", node.Values.Select(names.Define)) + " = " : "";

    private void RegionNode(Node node)
    {
        var given = Given(node);
        var types = node.Values.Count > 0 ? " : " + string.Join(", ", node.Values.Select(v => v.Type)) : "";
        lines.Open($"{given}{node.Op.Name}{Head(node)}{types} {{", Note(node));
        for (var i = 0; i < node.Regions.Length; i++)
        {
            if (i > 0)
            {
                lines.Between($"}} {Second(node.Op)} {{");
            }

            Body(node.Regions[i], "yield");
        }

        lines.Close("}");
    }

    /// <summary>What stands between the operation and the types: operands, with the parameters they start.</summary>
    private string Head(Node node)
    {
        if (node.Op == Ops.For)
        {
            var parameters = node.Regions[0].Parameters;
            var count = names.Of(node.Operands[0]);
            return $" {names.Define(parameters[0])} < {count}{With(node.Operands[1..], parameters.Skip(1))}";
        }

        return node.Op == Ops.While ? With(node.Operands, node.Regions[0].Parameters)
            : string.Concat(node.Operands.ToArray().Select(o => $" {names.Of(o)}"));
    }

    private string With(ReadOnlySpan<Node> init, IEnumerable<Node> parameters)
    {
        // Starting values are named first: they don't see the parameters.
        var start = init.ToArray().Select(names.Of).ToArray();
        return start.Length == 0 ? "" : " with " + string.Join(", ", parameters.Zip(start, (p, s) => $"{names.Define(p)} = {s}"));
    }

    /// <summary>The word before the second region.</summary>
    public static string Second(Op op) => op == Ops.If ? "else" : op == Ops.While ? "do" : "fault";
}
