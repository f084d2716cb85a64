using System.Linq.Expressions;
using ExprAD.Capture.Linq;
using ExprAD.Capture.Text;
using ExprAD.IR;

namespace ExprAD.Capture.Parameters;

/// <summary>
/// Takes a function's result apart: records, structs, classes and tuples into their parts, down to what is one result of the graph each.
/// The input numbers of the leaves are then numbers of results.
/// </summary>
internal sealed class ResultShapes
{
    private readonly ExpressionCapture capture;
    private readonly LambdaExpression lambda;
    private readonly List<Node> results = [];
    private readonly List<string> names = [];

    private ResultShapes(ExpressionCapture capture, LambdaExpression lambda) => (this.capture, this.lambda) = (capture, lambda);

    /// <summary>The results of <paramref name="lambda"/>, whose value is <paramref name="value"/>, their names, and how they make up the value.</summary>
    /// <exception cref="NotDifferentiableException">There are no floating-point numbers in it, or it can't be put together again.</exception>
    public static (ParameterShape Shape, Node[] Results, string[] Names) Of(Value value, LambdaExpression lambda, ExpressionCapture capture)
    {
        var taking = new ResultShapes(capture, lambda);
        var shape = taking.Take(value, lambda.ReturnType, "");
        return taking.results.Exists(r => r.Type.HoldsFloats)
            ? (shape, [.. taking.results], [.. taking.names])
            : throw taking.Refuse($"its value is a {CSharpText.NameOf(lambda.ReturnType)}, without floating-point numbers in it", "Return a double or a float, or an array, record or tuple of them.");
    }

    private ParameterShape Take(Value value, Type type, string path)
    {
        if (!IrType.Of(type).HoldsFloats && FloatingParts.In(type))
        {
            return Composite.Of(type) is { } composite && Rebuilding.Of(composite) is { } rebuilding
                ? Take(value, composite, rebuilding, path)
                : throw Refuse($"a {CSharpText.NameOf(type)} can't be taken apart and put together", "Return an array, a record or a tuple.");
        }

        var node = capture.ToNode(value is Sequence sequence ? sequence.Collect() : value);
        results.Add(node);
        names.Add(path.Length == 0 ? "value" : path);
        return new LeafShape(type, path, results.Count - 1, node.Type.HoldsFloats);
    }

    private CompositeShape Take(Value value, Composite composite, Rebuilding rebuilding, string path)
    {
        var members = new List<MemberShape>();
        foreach (var part in composite.Parts)
        {
            var shape = Take(capture.Member(value, part.Member), part.Type, path.Length == 0 ? part.Name : $"{path}.{part.Name}");
            members.Add(new MemberShape(part.Member, shape, rebuilding.ArgumentOf(part)));
        }

        return new CompositeShape(composite.Type, path, rebuilding.Constructor, members);
    }

    private NotDifferentiableException Refuse(string reason, string suggestion) => capture.Refuse(reason, suggestion, lambda.Body);
}
