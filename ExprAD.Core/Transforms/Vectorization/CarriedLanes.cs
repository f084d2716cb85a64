using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Transforms.Vectorization;

/// <summary>How a value that a loop carries is carried lane by lane, and the lanes combined after the loop.</summary>
internal abstract class CarriedLanes
{
    /// <summary>What the lanes start with. <paramref name="isFirst"/>: of the vectors that there are for this value, the first.</summary>
    public abstract Node Start(VectorBuilder b, Node init, bool isFirst);

    /// <summary>Reduces the lanes of all vectors; the values of the loop, in its order, are in <paramref name="vectors"/>.</summary>
    public abstract Node Finish(VectorBuilder b, Node[] vectors, Node init);

    /// <summary>The way to carry each value of a loop, or the reason why there is none.</summary>
    public static (CarriedLanes[] Lanes, string? Reason) Of(Node loop, Reductions reductions)
    {
        var body = loop.Regions[0];
        var lanes = new CarriedLanes[body.Results.Count];
        for (var k = 0; k < lanes.Length; k++)
        {
            var parameter = body.Parameters[k + 1];
            if (reductions.At(parameter) is { } reduction && CombinedLanes.Neutral(reduction.Op) is not null && parameter.Type.IsScalar)
            {
                lanes[k] = new CombinedLanes(reduction.Op);
            }
            else if (TiedLanes.Find(body, k) is { } tied)
            {
                (lanes[tied.Pick], lanes[tied.Count]) = (new CombinedLanes(tied.Op), tied);
            }
        }

        var missing = Array.IndexOf(lanes, null);
        return (lanes, missing < 0 ? null : $"each iteration needs what the last one made of {body.Results[missing].Source ?? "a value"}");
    }
}

/// <summary>Partial sums, products, maxima, …</summary>
internal sealed class CombinedLanes(ScalarOp op) : CarriedLanes
{
    /// <summary>What changes nothing when combined; NaN stands for 'any of the operands', of operations that pick one.</summary>
    public static double? Neutral(ScalarOp op) =>
        op == Ops.Add ? -0.0 : op == Ops.Mul ? 1 : Reductions.Picks(op) ? double.NaN : null;

    public ScalarOp Op => op;

    public override Node Start(VectorBuilder b, Node init, bool isFirst) =>
        b.Broadcast(Reductions.Picks(op) ? init : b.Builder.Number(Neutral(op)!.Value, init.Type));

    public override Node Finish(VectorBuilder b, Node[] vectors, Node init)
    {
        var reduced = b.Reduce(op, b.Combine(op, vectors));
        return Reductions.Picks(op) ? reduced : b.Builder.Apply(op, init, reduced);
    }
}
