using System.Linq.Expressions;
using ExprAD.IR;

namespace ExprAD.Capture.Parameters;

/// <summary>Takes the parameters of a function apart into inputs.</summary>
internal static class ParameterShapes
{
    /// <summary>Adds the inputs, and declares in <paramref name="scope"/> what each parameter means.</summary>
    public static IReadOnlyList<ParameterShape> Declare(LambdaExpression lambda, GraphBuilder builder, Scope scope)
    {
        var shapes = new List<ParameterShape>();
        foreach (var parameter in lambda.Parameters)
        {
            var type = IrType.Of(parameter.Type);
            var node = builder.Input(type, parameter.Name ?? $"p{shapes.Count}", type.HoldsFloats ? InputRole.Parameter : InputRole.Data, type.HoldsFloats);
            shapes.Add(new LeafShape(parameter.Type, node.Source!, builder.Inputs.Count - 1, type.HoldsFloats));
            scope.Declare(parameter, new NodeValue(node, parameter.Type));
        }

        return shapes;
    }
}
