using ExprAD.IR;

namespace ExprAD.Transforms.Vectorization;

/// <summary>Copies single nodes into a graph under construction, on what <paramref name="map"/> says their operands have become.</summary>
internal sealed class ScalarCopy(GraphBuilder builder, Func<Node, Node> map) : GraphRewriter(builder)
{
    public Node Make(Node node) => Clone(node, [.. node.Operands.ToArray().Select(map)]);
}
