using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Transforms.Vectorization;

/// <summary>
/// The number of ties that goes along with a running maximum or minimum, as differentiation counts them:
/// <code>
/// s' = max s x
/// c' = s == x ? c + 1 : s == s' ? c : 1
/// </code>
/// Each lane counts for itself; in the end those count that found the greatest of all.
/// </summary>
internal sealed class TiedLanes : CarriedLanes
{
    private TiedLanes(ScalarOp op, int pick, int count) => (Op, Pick, Count) = (op, pick, count);

    public ScalarOp Op { get; }

    /// <summary>The number of what is picked, and of its count, among the values of the loop.</summary>
    public int Pick { get; }

    public int Count { get; }

    /// <summary>The value that is told of the vectors of what is picked before <see cref="Finish"/>.</summary>
    public (Node[] Vectors, Node Reduced) Picked { get; set; }

    public static TiedLanes? Find(Region body, int count)
    {
        var c = body.Parameters[count + 1];
        var next = body.Results[count];
        if (next.Op != Ops.Select || next.Operands[2] is not { } otherwise || otherwise.Op != Ops.Select
            || !IsMore(next.Operands[1], c) || otherwise.Operands[1] != c || !IsOne(otherwise.Operands[2]))
        {
            return null;
        }

        for (var k = 0; k < body.Results.Count; k++)
        {
            var (s, picked) = (body.Parameters[k + 1], body.Results[k]);
            if (Reductions.Picks(picked.Op) && Other(picked, s) is { } x
                && IsEqual(next.Operands[0], s, x) && IsEqual(otherwise.Operands[0], s, picked) && IsOnlyPicked(body, s, c))
            {
                return new TiedLanes((ScalarOp)picked.Op, k, count);
            }
        }

        return null;
    }

    /// <summary>The first lane of all goes on with the count there is; the others have seen nothing yet.</summary>
    public override Node Start(VectorBuilder b, Node init, bool isFirst)
    {
        var none = b.Broadcast(b.Builder.Number(0, init.Type));
        return isFirst ? b.Choose(b.LaneMask(b.Builder.Constant(0), b.Builder.Constant(1), init.Type), b.Broadcast(init), none) : none;
    }

    public override Node Finish(VectorBuilder b, Node[] vectors, Node init)
    {
        var (picked, best) = Picked;
        var counts = new Node[vectors.Length];
        for (var i = 0; i < counts.Length; i++)
        {
            var zero = b.Broadcast(b.Builder.Number(0, init.Type));
            counts[i] = b.Choose(b.Apply(Ops.Eq, picked[i], b.Broadcast(best)), vectors[i], zero);
        }

        // A NaN is tied with nothing.
        var isNumber = b.Builder.Apply(Ops.Eq, best, best);
        return b.Builder.Apply(Ops.Select, isNumber, b.Reduce(Ops.Add, b.Combine(Ops.Add, counts)), b.Builder.Number(1, init.Type));
    }

    private static bool IsMore(Node node, Node c) => node.Op == Ops.Add && node.Operands[0] == c && IsOne(node.Operands[1]);

    private static bool IsOne(Node node) => node.IsConstant && Scalars.ToDouble(node.Attribute!) == 1;

    private static bool IsEqual(Node node, Node a, Node b) =>
        node.Op == Ops.Eq && ((node.Operands[0] == a && node.Operands[1] == b) || (node.Operands[0] == b && node.Operands[1] == a));

    private static Node? Other(Node pick, Node s) => pick.Operands[0] == s ? pick.Operands[1] : pick.Operands[1] == s ? pick.Operands[0] : null;

    /// <summary>Nothing else looks at the values on the way: each has the uses of the pattern, and no more.</summary>
    private static bool IsOnlyPicked(Region body, Node s, Node c)
    {
        var (ofS, ofC) = (0, 0);
        foreach (var node in Graph.NodesOf([body]))
        {
            foreach (var operand in node.Operands)
            {
                ofS += operand == s ? 1 : 0;
                ofC += operand == c ? 1 : 0;
            }
        }

        return ofS == 3 && ofC == 2;
    }
}
