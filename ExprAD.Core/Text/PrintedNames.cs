using ExprAD.IR;

namespace ExprAD.Text;

/// <summary>
/// What nodes are called in print: inputs by their path, constants by their value, others by number in the order of the text, the values of branches and loops in place of these.
/// </summary>
internal sealed class PrintedNames
{
    private static readonly HashSet<string> Reserved =
        ["nan", "nanf", "inf", "inff", "true", "false", "null", "data", "out", "diff", "fixed", "return", "yield"];

    private readonly Dictionary<Node, string> names = [];
    private readonly Dictionary<Function, string> functions = [];
    private int next;

    public PrintedNames(Graph graph)
    {
        Enter(graph);
        var taken = new HashSet<string>();
        foreach (var function in graph.Functions)
        {
            functions[function] = Quote(Unique(function.Name, taken));
        }
    }

    /// <summary>Names the inputs of a graph, or of a function's body.</summary>
    public void Enter(Graph graph)
    {
        var taken = new HashSet<string>();
        foreach (var input in graph.Inputs)
        {
            names[input.Node] = Quote(Unique(input.Name, taken));
        }
    }

    public string Of(Function function) => functions.TryGetValue(function, out var name) ? name : Quote(function.Name);

    /// <summary>Gives a node the next number.</summary>
    public string Define(Node node) => names[node] = $"%{next++}";

    public string Of(Node node) =>
        node.IsConstant ? ConstantText.Write(node)
        : names.TryGetValue(node, out var name) ? name
        : $"%?{node.Id}"; // Not well formed, which is when one most wants to see it.

    public string List(IEnumerable<Node> nodes) => string.Join(", ", nodes.Select(Of));

    /// <summary>A name as it is where it is a path of identifiers that means nothing else, otherwise between backquotes.</summary>
    public static string Quote(string name) =>
        IsPlain(name) ? name : $"`{name.Replace("`", "'", StringComparison.Ordinal).ReplaceLineEndings(" ")}`";

    private static string Unique(string wish, HashSet<string> taken)
    {
        var name = wish;
        for (var i = 2; !taken.Add(name); i++)
        {
            name = $"{wish}'{i}";
        }

        return name;
    }

    private static bool IsPlain(string name) =>
        name.Length > 0 && (char.IsLetter(name[0]) || name[0] is '_' or '∂') && name.All(IsPart) && !Reserved.Contains(name);

    public static bool IsPart(char c) => char.IsLetterOrDigit(c) || c is '_' or '.' or '\'' or '∂';
}
