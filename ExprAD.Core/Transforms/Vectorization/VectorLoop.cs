using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Transforms.Vectorization;

/// <summary>
/// A loop over vectors in place of one over scalars. With L lanes and U vectors of each carried value, lest one operation wait for the last:
/// <code>
/// for j &lt; n / (U·L)            { i = j·U·L; the body for lanes i…, i + L…, …, all U times }
/// for k &lt; ⌈(n mod U·L) / L⌉    { i = n − n mod U·L + k·L; the body for the lanes below n }
/// combine what is carried
/// </code>
/// </summary>
internal sealed class VectorLoop(LoopPlan plan, GraphBuilder builder, Func<Node, Node> outside, Uses uses)
{
    private readonly VectorBuilder b = new(builder, plan.Lanes, plan.LaneBytes);
    private readonly Region body = plan.Loop.Regions[0];

    private int Width => plan.Lanes * plan.Unroll;

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
        var rounds = Shifted(Ops.Shr, positive, Width);
        var carried = builder.For(rounds, Start(init), (j, vectors) =>
        {
            var first = Shifted(Ops.Shl, j, Width);
            for (var u = 0; u < plan.Unroll; u++)
            {
                Iterate(builder.Apply(Ops.Add, first, Number(u * plan.Lanes)), vectors, u, null);
            }

            return vectors;
        });
        var done = Shifted(Ops.Shl, rounds, Width);
        var rest = builder.Apply(Ops.Sub, positive, done);
        var last = Shifted(Ops.Shr, builder.Apply(Ops.Add, rest, Number(plan.Lanes - 1)), plan.Lanes);
        carried = builder.For(last, carried, (k, vectors) =>
        {
            var first = builder.Apply(Ops.Add, done, Shifted(Ops.Shl, k, plan.Lanes));
            Iterate(first, vectors, 0, b.LaneMask(first, positive));
            return vectors;
        });
        return Finish(carried, init);
    }

    private Node Number(long value) => builder.Constant(Scalars.Convert(value, body.Parameters[0].Type.Kind), body.Parameters[0].Type);

    /// <summary>Times, or through, a power of two.</summary>
    private Node Shifted(ScalarOp shift, Node value, int width) => builder.Apply(shift, value, Number(System.Numerics.BitOperations.Log2((uint)width)));

    /// <summary>The vectors of the first value, then those of the second, ….</summary>
    private Node[] Start(Node[] init) =>
        [.. init.SelectMany((value, k) => Enumerable.Range(0, plan.Unroll).Select(u => plan.Carried[k].Start(b, value, u == 0)))];

    /// <summary>One iteration for all lanes, with the <paramref name="u"/>-th vector of each carried value, which it replaces.</summary>
    private void Iterate(Node first, Node[] vectors, int u, Node? tail)
    {
        var lanes = new LaneBody(b, plan.Shapes, uses, outside, tail);
        lanes.Bind(body.Parameters[0], first);
        for (var k = 0; k < plan.Carried.Length; k++)
        {
            lanes.Bind(body.Parameters[k + 1], vectors[(k * plan.Unroll) + u]);
        }

        lanes.Build(body);
        for (var k = 0; k < plan.Carried.Length; k++)
        {
            ref var vector = ref vectors[(k * plan.Unroll) + u];
            var next = lanes.Vector(body.Results[k]);
            vector = tail is null ? next : b.Choose(tail, next, vector);
        }
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
