using ExprAD.IR;

namespace ExprAD.Transforms;

/// <summary>The function that gives some of a function's results, without what only the others needed.</summary>
internal sealed class ResultSelection(GraphBuilder builder) : GraphRewriter(builder)
{
    /// <summary>The results numbered <paramref name="kept"/>, in that order.</summary>
    public static Graph Run(Graph graph, IEnumerable<int> kept, bool strict)
    {
        int[] numbers = [.. kept];
        var pass = new ResultSelection(new GraphBuilder(strict));
        pass.CopyInputs(graph);
        pass.Rewrite(graph.Body);
        var made = pass.Builder.Build(graph.Name, [.. numbers.Select(n => pass[graph.Results[n]])], [.. numbers.Select(n => graph.ResultNames[n])], graph.Source);
        return Prune.Run(made, strict);
    }
}
