using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Transforms.Vectorization;

/// <summary>
/// Products whose one use is a sum become part of it, which rounds once:
/// <code>
/// x·y + z  →  fma x y z        z − x·y  →  fma −x y z        x·y − z  →  fma x y −z
/// </code>
/// </summary>
internal sealed class Products(VectorBuilder b, LaneShapes shapes, Uses uses)
{
    /// <summary>A product that is computed only when it is asked for.</summary>
    public bool IsDeferred(Node node) =>
        node.Op == Ops.Mul && node.Type.IsFloat && shapes[node].Varies && uses[node] is [{ User: { } user } use]
        && use.Region == node.Region && (user.Op == Ops.Add || user.Op == Ops.Sub);

    /// <summary>A sum or difference that takes a product in, or null.</summary>
    public Node? Fuse(Node node, Func<Node, Node> vector)
    {
        if ((node.Op != Ops.Add && node.Op != Ops.Sub) || !node.Type.IsFloat)
        {
            return null;
        }

        var (x, y) = (node.Operands[0], node.Operands[1]);
        return IsDeferred(y) ? MultiplyAdd(y, vector(x), node.Op == Ops.Sub, false)
            : IsDeferred(x) ? MultiplyAdd(x, vector(y), false, node.Op == Ops.Sub)
            : null;

        Node MultiplyAdd(Node product, Node term, bool negateProduct, bool negateTerm)
        {
            var (f, g) = (vector(product.Operands[0]), vector(product.Operands[1]));
            return b.Apply(Ops.FusedMultiplyAdd, negateProduct ? b.Apply(Ops.Neg, f) : f, g, negateTerm ? b.Apply(Ops.Neg, term) : term);
        }
    }
}
