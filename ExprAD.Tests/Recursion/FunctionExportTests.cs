using ExprAD.IR;
using ExprAD.Tests.Export;

namespace ExprAD.Tests.Recursion;

internal sealed class FunctionExportTests
{
    [Test]
    public void Values_and_gradients_compile_as_csharp_and_give_the_same() =>
        ExportedMethod.Check([.. Programs().SelectMany(p => new[] { (p.Graph, p.Inputs), WithGradient(p.Graph, p.Inputs) })]);

    private static IEnumerable<(Graph Graph, object?[] Inputs)> Programs() =>
        FunctionGraphs.Cases.Select(c => ((Graph)c.Arguments[0]!, (object?[])c.Arguments[1]!));

    private static (Graph Graph, object?[] Inputs) WithGradient(Graph graph, object?[] inputs)
    {
        var gradient = FunctionGraphs.Gradient(graph);
        return (gradient, FunctionGraphs.Arguments(gradient, inputs));
    }
}
