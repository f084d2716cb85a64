using System.Linq.Expressions;
using ExprAD.Capture;
using ExprAD.Export;
using ExprAD.Export.CSharp;
using ExprAD.Interpretation;
using ExprAD.Tests.Capture;
using ExprAD.Tests.Goldens;

namespace ExprAD.Tests.Export;

/// <summary>The way of a user's lambda to a C# file, with what it captured.</summary>
internal sealed class ExportedGradientTests
{
    private static IEnumerable<TestCaseData> Cases() =>
        GoldenFunctions.All.Select(f => new TestCaseData(f.Function, f.Arguments).SetArgDisplayNames(f.Name));

    [TestCaseSource(nameof(Cases))]
    public void Exported_gradients_agree_with_the_graph(LambdaExpression function, object?[] arguments)
    {
        var graph = GoldenTests.Gradient(function);
        var inputs = SameValue.Inputs(FunctionCapture.Capture(function, strict: false), function, arguments);
        var shapes = graph.Inputs.Skip(inputs.Length).Select(d => inputs[graph.Inputs.ToList().FindIndex(i => "∂" + i.Name == d.Name)]!).ToList();
        var expected = Interpreter.Run(graph, [.. inputs, .. shapes.Select(s => Filled(s, 0))]);

        var method = ExportedMethod.Compile([CSharpWriter.Write(graph)]).Single();

        // The interpreter needs zeros in the destinations; what was exported clears them itself.
        var values = graph.Inputs.Zip(inputs.Concat(shapes.Select(s => Filled(s, 1000)))).ToDictionary(p => new Identifiers().New(p.First.Name), p => p.Second);
        var passed = method.GetParameters().Select(p => p.IsOut ? null : GoldenFunctions.Captured.GetValueOrDefault(p.Name!) ?? values[p.Name!]).ToArray();
        var value = method.Invoke(null, passed);

        Assert.That(value, Is.EqualTo(expected[0]));
        Assert.That(passed[^(expected.Length - 1)..], Is.EqualTo(expected[1..]));
    }

    private static Array Filled(object shape, double value)
    {
        var array = (Array)((Array)shape).Clone();
        var places = from i in Enumerable.Range(0, array.GetLength(0)) from j in Enumerable.Range(0, array.Rank > 1 ? array.GetLength(1) : 1) select array.Rank > 1 ? new[] { i, j } : [i];
        foreach (var place in places)
        {
            array.SetValue(value, place);
        }

        return array;
    }
}
