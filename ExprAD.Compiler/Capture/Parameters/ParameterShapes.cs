using System.Linq.Expressions;
using ExprAD.Capture.Text;
using ExprAD.IR;

namespace ExprAD.Capture.Parameters;

/// <summary>Takes the parameters of a function apart: records, structs, classes and tuples into their parts, down to what is one input each.</summary>
internal sealed class ParameterShapes
{
    private readonly GraphBuilder builder;
    private readonly ExpressionCapture capture;

    /// <summary>The composite types around the part in hand: one that holds itself ends there.</summary>
    private readonly Stack<Type> around = new();
    private readonly List<string> diagnostics = [];

    private ParameterShapes(GraphBuilder builder, ExpressionCapture capture)
    {
        this.builder = builder;
        this.capture = capture;
    }

    /// <summary>Adds the inputs, and declares in <paramref name="scope"/> what each parameter means.</summary>
    public static (IReadOnlyList<ParameterShape> Shapes, IReadOnlyList<string> Diagnostics) Declare(
        LambdaExpression lambda, GraphBuilder builder, ExpressionCapture capture, Scope scope)
    {
        var shapes = new List<ParameterShape>();
        var declaring = new ParameterShapes(builder, capture);
        foreach (var parameter in lambda.Parameters)
        {
            if (parameter.IsByRef)
            {
                throw new NotDifferentiableException(parameter.Name ?? "_", "it is passed by reference.", "Pass it by value.");
            }

            var (shape, value) = declaring.Declare(parameter.Type, string.IsNullOrEmpty(parameter.Name) ? $"p{shapes.Count}" : parameter.Name);
            shapes.Add(shape);
            scope.Declare(parameter, value);
        }

        return (shapes, declaring.diagnostics);
    }

    private (ParameterShape Shape, Value Value) Declare(Type type, string path)
    {
        var holdsFloats = IrType.Of(type).HoldsFloats;
        if (!holdsFloats && !around.Contains(type) && FloatingParts.In(type))
        {
            if (Composite.Of(type) is { } composite && Rebuilding.Of(composite) is { } rebuilding)
            {
                return Declare(composite, rebuilding, path);
            }

            diagnostics.Add($"{path}: a {CSharpText.NameOf(type)} can't be taken apart and put together, so it is data and not differentiated");
        }

        var node = builder.Input(IrType.Of(type), path, holdsFloats ? InputRole.Parameter : InputRole.Data, holdsFloats);
        return (new LeafShape(type, path, builder.Inputs.Count - 1, holdsFloats), capture.FromNode(node, type));
    }

    private (ParameterShape Shape, Value Value) Declare(Composite composite, Rebuilding rebuilding, string path)
    {
        around.Push(composite.Type);
        var members = new List<MemberShape>();
        var values = new Dictionary<string, Value>();
        foreach (var part in composite.Parts)
        {
            var (shape, value) = Declare(part.Type, $"{path}.{part.Name}");
            members.Add(new MemberShape(part.Member, shape, rebuilding.ArgumentOf(part)));
            values.Add(part.Name, value);
        }

        around.Pop();
        return (new CompositeShape(composite.Type, path, rebuilding.Constructor, members), new Aggregate(composite.Type, values));
    }
}
