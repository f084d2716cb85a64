using ExprAD.IR;

namespace ExprAD.Analyses;

/// <summary>Where the functions of a graph are called.</summary>
internal sealed class FunctionCalls
{
    private readonly Dictionary<Region, List<Node>> calls = [];

    private FunctionCalls()
    {
    }

    public static FunctionCalls In(Graph graph)
    {
        var all = new FunctionCalls();
        foreach (var node in graph.AllNodes())
        {
            if (node.Attribute is Function { IsDefined: true } function)
            {
                all.calls.TryAdd(function.Body, []);
                all.calls[function.Body].Add(node);
            }
        }

        return all;
    }

    /// <summary>The calls of the function that this is the body of; none for the body of the graph.</summary>
    public IReadOnlyList<Node> Of(Region body) => calls.TryGetValue(body, out var list) ? list : [];
}
