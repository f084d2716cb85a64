using System.Linq.Expressions;
using ExprAD.IR;

namespace ExprAD.Capture;

internal sealed partial class ExpressionCapture
{
    /// <summary>An element, of C# type <paramref name="type"/>, of an array or list.</summary>
    public NodeValue Element(Value array, Type type, params ReadOnlySpan<Node> indices) =>
        new(Builder.Load(ToNode(array), indices, IsReadOnly), type);

    private Value Index(IndexExpression index, Scope scope)
    {
        var instance = Visit(index.Object!, scope);
        Node[] indices = [.. index.Arguments.Select(a => VisitNode(a, scope))];
        return Element(instance, index.Type, indices);
    }
}
