using ExprAD.IR;

namespace ExprAD.Transforms.Vectorization;

/// <summary>What a loop's body costs for one iteration after the other, and for several at once.</summary>
internal sealed class LoopCost
{
    /// <summary>Latency of an addition times those that can begin meanwhile: so many operations keep the processor busy.</summary>
    private const double Busy = 8;

    /// <summary>To begin with vectors, and to combine them in the end.</summary>
    private const double Overhead = 30;

    private double scalar;
    private double vector;

    private LoopCost(int lanes, int laneBytes) => (Lanes, LaneBytes) = (lanes, laneBytes);

    public int Lanes { get; }

    public int LaneBytes { get; }

    /// <summary>Why the loop should stay as it is, or null.</summary>
    public string? Reason { get; private set; }

    public static LoopCost Of(Region body, LaneShapes shapes, int vectorBytes)
    {
        var nodes = Graph.NodesOf([body]).Where(n => n.Op != Ops.Result).ToList();
        var laneBytes = nodes.Exists(n => TypeOf(n) is { } t && t.LaneBytes == 8 && (shapes[n].Varies || n.Type == IrType.Void)) ? 8 : 4;
        var cost = new LoopCost(vectorBytes / laneBytes, laneBytes);
        foreach (var node in nodes)
        {
            cost.Add(node, shapes);
        }

        cost.Reason = cost.Lanes < 2 ? "the machine has no vectors for it"
            : cost.vector >= cost.scalar * cost.Lanes ? "vectors would not make it faster"
            : null;
        return cost;
    }

    /// <summary>The number of iterations from which on vectors, the last of them in part unused, take less time.</summary>
    public int Fewest => Math.Clamp((int)Math.Ceiling((vector + Overhead) / Math.Max(scalar, 1)), 2, Lanes);

    /// <summary>How many vectors are needed to keep the processor busy, where each waits for the last of its kind.</summary>
    public int Unroll(bool carries) => !carries ? 1 : vector <= Busy / 2 ? 4 : vector <= 3 * Busy ? 2 : 1;

    /// <summary>The scalar that a node computes or stores, if it is a number.</summary>
    private static IrType? TypeOf(Node node)
    {
        var type = node.Type == IrType.Void && node.Operands.Length > 0 ? node.Operands[^1].Type : node.Type;
        return type.IsFloat || type.IsInteger ? type : null;
    }

    private void Add(Node node, LaneShapes shapes)
    {
        if (!shapes[node].Varies && node.Type != IrType.Void)
        {
            return;
        }

        // A vector function costs a little more than the scalar one; elements apart cost one after the other, and then some.
        scalar += node.Op.Cost;
        vector += IsApart(node, shapes) ? Lanes * (node.Op.Cost + 1) : node.Op.Cost;
    }

    private static bool IsApart(Node node, LaneShapes shapes)
    {
        if (node.Op != Ops.Load && node.Op != Ops.Store && node.Op != Ops.AddTo)
        {
            return false;
        }

        var rank = node.Operands[0].Type.Rank;
        return shapes[node.Operands[rank]] != LaneShape.Ramp(1);
    }
}
