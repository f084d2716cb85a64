namespace ExprAD.IR;

/// <summary>What an input of a graph is to the caller.</summary>
internal enum InputRole
{
    /// <summary>A leaf of a parameter; it is differentiated when its type holds floats and the caller wants it.</summary>
    Parameter,

    /// <summary>What the lambda captured, or a part of a parameter that is not differentiated.</summary>
    Data,

    /// <summary>Memory of the caller's that a result is written to.</summary>
    Destination,
}

/// <summary>An input: its node, its path as the user would write it (<c>p.Inner.A</c>), and its role.</summary>
internal sealed record GraphInput(Node Node, string Name, InputRole Role, bool Differentiable);

/// <summary>
/// A function: inputs, a body, results, with the functions that it calls. Immutable once built; transforms make new graphs.
/// </summary>
internal sealed class Graph(string name, Region body, IReadOnlyList<GraphInput> inputs, IReadOnlyList<string> resultNames)
{
    private IReadOnlyList<Function>? functions;

    public string Name { get; } = name;

    public Region Body { get; } = body;

    /// <summary>In the order of the body's parameters.</summary>
    public IReadOnlyList<GraphInput> Inputs { get; } = inputs;

    public IReadOnlyList<Node> Results => Body.Results;

    public IReadOnlyList<string> ResultNames { get; } = resultNames;

    /// <summary>What the function means in the user's own C#.</summary>
    public string? Source { get; init; }

    /// <summary>The functions that it calls, itself or through others, in the order in which they are met.</summary>
    public IReadOnlyList<Function> Functions => functions ??= CollectFunctions();

    /// <summary>Its own body, then those of the functions.</summary>
    public IEnumerable<Region> Bodies => Functions.Select(f => f.Body).Prepend(Body);

    /// <summary>All nodes that are listed, outer before inner, in program order, then those of the functions; parameters and constants are not.</summary>
    public IEnumerable<Node> AllNodes() => NodesOf(Bodies);

    /// <summary>All nodes in some regions and the regions inside them.</summary>
    public static IEnumerable<Node> NodesOf(IEnumerable<Region> regions) => regions.SelectMany(Walk);

    public int CountNodes() => AllNodes().Count();

    private List<Function> CollectFunctions()
    {
        List<Function> found = [];
        HashSet<Function> seen = [];
        for (var (body, next) = (Body, 0); body is not null; body = next < found.Count ? found[next++].Body : null)
        {
            foreach (var node in Walk(body))
            {
                if (node.Attribute is Function { IsDefined: true } function && seen.Add(function))
                {
                    found.Add(function);
                }
            }
        }

        return found;
    }

    private static IEnumerable<Node> Walk(Region region)
    {
        foreach (var node in region.Nodes)
        {
            yield return node;
            for (var i = 0; i < node.Regions.Length; i++)
            {
                foreach (var inner in Walk(node.Regions[i]))
                {
                    yield return inner;
                }
            }
        }
    }
}
