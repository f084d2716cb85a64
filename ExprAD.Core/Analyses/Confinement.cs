using ExprAD.IR;

namespace ExprAD.Analyses;

/// <summary>
/// Which arrays stay within the body that makes them: the graph's own, or that of a function, where they live and die
/// within one call. Functions that call each other are looked at until nothing new is learned.
/// </summary>
internal sealed class Confinement
{
    private readonly Dictionary<Region, References> bodies = [];
    private readonly Dictionary<Function, bool[]> leaking = [];

    private Confinement()
    {
    }

    public static Confinement Of(Graph graph)
    {
        var confinement = new Confinement();
        foreach (var function in graph.Functions)
        {
            confinement.leaking[function] = new bool[function.Parameters.Count];
        }

        while (graph.Functions.Any(confinement.Learn))
        {
        }

        confinement.bodies[graph.Body] = new References(graph.Body, confinement.IsLeaking);
        return confinement;
    }

    /// <summary>What is known of the arrays of a body.</summary>
    public References In(Region body) => bodies[body];

    /// <summary>Looks at a function again. True when more of its parameters are found to leak.</summary>
    private bool Learn(Function function)
    {
        var references = new References(function.Body, IsLeaking);
        bodies[function.Body] = references;
        var (before, now) = (leaking[function], Array.ConvertAll([.. function.Body.Parameters], references.IsLeaking));
        leaking[function] = now;
        return !before.AsSpan().SequenceEqual(now);
    }

    /// <summary>Whether an array that is handed to a function may be found elsewhere afterwards. Of a function that is not known, it may.</summary>
    private bool IsLeaking(Function function, int parameter) => !leaking.TryGetValue(function, out var known) || known[parameter];
}
