using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Transforms.Vectorization;

/// <summary>
/// A loop over vectors in place of one over scalars. With L lanes and U vectors of each carried value, lest one operation wait for the last:
/// <code>
/// for j &lt; n / (U·L)       { i = j·U·L; the body for lanes i…, i + L…, …, all U vectors at once }
/// for k &lt; (n mod U·L) / L  { i = n − n mod U·L + k·L; the body for one vector }
/// if n mod L > 0             { i = n − n mod L; the body for the lanes below n }
/// combine what is carried
/// </code>
/// </summary>
internal sealed class VectorLoop(LoopPlan plan, GraphBuilder builder, Func<Node, Node> outside, Uses uses)
{
    private readonly VectorBuilder b = new(builder, plan.Lanes, plan.LaneBytes);
    private readonly Region body = plan.Loop.Regions[0];

    /// <summary>Builds it, and returns the values of the loop. Few iterations are left to what <paramref name="scalar"/> builds.</summary>
    public Node[] Build(Func<Node[]> scalar)
    {
        var count = outside(plan.Loop.Operands[0]);
        return count.IsConstant ? BuildVectors(count) : builder.If(builder.Apply(Ops.Lt, count, Number(plan.Fewest)), scalar, () => BuildVectors(count));
    }

    private Node[] BuildVectors(Node count)
    {
        var positive = Bounds.IsNonNegative(count) ? count : builder.Apply(Ops.Max, count, Number(0));
        Node[] init = [.. plan.Loop.Operands[1..].ToArray().Select(outside)];
        var (vectors, done) = WholeVectors(positive, Start(init));
        var rest = builder.Apply(Ops.Sub, positive, done);
        var carried = builder.If(
            builder.Apply(Ops.Lt, Number(0), rest),
            () => Iterate(done, vectors, 1, b.LaneMask(done, positive)),
            () => vectors);
        return Finish(carried, init);
    }

    /// <summary>The iterations that fill vectors, with all vectors at once as far as that goes; and their number.</summary>
    private (Node[] Carried, Node Done) WholeVectors(Node count, Node[] start)
    {
        var (vectors, done) = (start, Number(0));
        for (var parts = plan.Unroll; parts > 0; parts = parts > 1 ? 1 : 0)
        {
            var width = plan.Lanes * parts;
            var rounds = Shifted(Ops.Shr, builder.Apply(Ops.Sub, count, done), width);
            var from = done;
            vectors = builder.For(rounds, vectors, (j, v) => Iterate(builder.Apply(Ops.Add, from, Shifted(Ops.Shl, j, width)), v, parts, null));
            done = builder.Apply(Ops.Add, done, Shifted(Ops.Shl, rounds, width));
        }

        return (vectors, done);
    }

    private Node Number(long value) => builder.Constant(Scalars.Convert(value, body.Parameters[0].Type.Kind), body.Parameters[0].Type);

    /// <summary>Times, or through, a power of two.</summary>
    private Node Shifted(ScalarOp shift, Node value, int width) => builder.Apply(shift, value, Number(System.Numerics.BitOperations.Log2((uint)width)));

    /// <summary>The vectors of the first value, then those of the second, ….</summary>
    private Node[] Start(Node[] init) =>
        [.. init.SelectMany((value, k) => Enumerable.Range(0, plan.Unroll).Select(u => plan.Carried[k].Start(b, value, u == 0)))];

    /// <summary>
    /// One iteration for all lanes of <paramref name="parts"/> vectors of each carried value, of which there are <see cref="LoopPlan.Unroll"/>.
    /// Returns what they have become.
    /// </summary>
    private Node[] Iterate(Node first, Node[] vectors, int parts, Node? tail)
    {
        var lanes = new LaneBody(b, plan.Shapes, uses, outside, parts, tail);
        lanes.Bind(body.Parameters[0], first);
        for (var k = 0; k < plan.Carried.Length; k++)
        {
            lanes.Bind(body.Parameters[k + 1], vectors[(k * plan.Unroll)..((k * plan.Unroll) + parts)]);
        }

        lanes.Build(body);
        Node[] next = [.. vectors];
        for (var k = 0; k < plan.Carried.Length; k++)
        {
            var made = lanes.Vectors(body.Results[k]);
            for (var u = 0; u < parts; u++)
            {
                ref var vector = ref next[(k * plan.Unroll) + u];
                vector = tail is null ? made[u] : b.Choose(tail, made[u], vector);
            }
        }

        return next;
    }

    private Node[] Finish(Node[] vectors, Node[] init)
    {
        var values = new Node[init.Length];
        Node[] Of(int k) => vectors[(k * plan.Unroll)..((k + 1) * plan.Unroll)];
        for (var k = 0; k < values.Length; k++)
        {
            if (plan.Carried[k] is not TiedLanes)
            {
                values[k] = plan.Carried[k].Finish(b, Of(k), init[k]);
            }
        }

        for (var k = 0; k < values.Length; k++)
        {
            if (plan.Carried[k] is TiedLanes tied)
            {
                tied.Picked = (Of(tied.Pick), values[tied.Pick]);
                values[k] = tied.Finish(b, Of(k), init[k]);
            }
        }

        return values;
    }
}
