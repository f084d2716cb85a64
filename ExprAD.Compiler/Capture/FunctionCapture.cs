using System.Linq.Expressions;
using ExprAD.Capture.Parameters;
using ExprAD.Capture.Text;
using ExprAD.IR;

namespace ExprAD.Capture;

/// <summary>From a lambda to a graph.</summary>
internal static class FunctionCapture
{
    /// <summary>The graph of <paramref name="lambda"/>, whose first result is its value.</summary>
    /// <param name="lambda">The user's function.</param>
    /// <param name="strict">Whether the graph is to keep every bit of every value.</param>
    public static CapturedFunction Capture(LambdaExpression lambda, bool strict)
    {
        var builder = new GraphBuilder(strict);
        var scan = new ExpressionScan(lambda);
        var scope = new Scope(null);
        var shapes = ParameterShapes.Declare(lambda, builder, scope);
        var (data, inputs) = DeclareData(builder, CapturedConstants.Of(lambda).Values);

        var capture = new ExpressionCapture(builder, scan, inputs);
        var result = capture.VisitNode(lambda.Body, scope);
        if (!result.Type.IsFloat)
        {
            throw new NotDifferentiableException(CSharpText.Of(lambda.Body), $"its value is a {CSharpText.NameOf(lambda.Body.Type)}, not a floating-point number.", "Return a double or a float.");
        }

        var graph = builder.Build("value", [result], ["value"], CSharpText.Of(lambda.Body));
        return new CapturedFunction(graph, shapes, data) { Diagnostics = capture.Settle(graph) };
    }

    private static (CapturedData[] Data, Dictionary<object, Node> Inputs) DeclareData(GraphBuilder builder, object[] values)
    {
        var data = new CapturedData[values.Length];
        var inputs = new Dictionary<object, Node>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < data.Length; i++)
        {
            var type = values[i].GetType();
            data[i] = new CapturedData(builder.Inputs.Count, type);
            inputs.Add(values[i], builder.Input(IrType.Of(type), $"data{i}", InputRole.Data));
        }

        return (data, inputs);
    }
}
