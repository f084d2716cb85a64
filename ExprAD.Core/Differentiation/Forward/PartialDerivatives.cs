using ExprAD.IR;
using ExprAD.Transforms;

namespace ExprAD.Differentiation.Forward;

/// <summary>The gradient of a function's first result with respect to numbers by forward mode: a lane for each.</summary>
internal static class PartialDerivatives
{
    /// <summary>The function of the same inputs whose results are the derivatives with respect to <paramref name="inputs"/>.</summary>
    public static Graph Run(Graph graph, IReadOnlyList<int> inputs, bool strict)
    {
        var lanes = inputs.Count;
        var jvp = ForwardMode.Jvp(ResultSelection.Run(graph, [0], strict), inputs, strict, lanes);
        var builder = new GraphBuilder(strict);
        var own = graph.Inputs.Select(i => builder.Input(i.Node.Type, i.Name, i.Role, i.Differentiable)).ToArray();
        var units = from lane in Enumerable.Range(0, lanes)
                    from i in Enumerable.Range(0, lanes)
                    select builder.Number(i == lane ? 1 : 0, own[inputs[i]].Type);
        var results = Splice.Run(builder, jvp, [.. own, .. units]);
        return Prune.Run(builder.Build($"partials({graph.Name})", results[1..], [.. inputs.Select(i => "∂" + graph.Inputs[i].Name)], graph.Source), strict);
    }
}
