using ExprAD.IR;

namespace ExprAD.Transforms.Vectorization;

/// <summary>What a loop costs, in cycles or so: one iteration after the other, with loops inside at their best, and all lanes at once.</summary>
internal sealed class LoopCost
{
    /// <summary>How often a loop runs of which nothing is known.</summary>
    private const double Trips = 32;

    /// <summary>To begin with vectors, and to combine them in the end.</summary>
    private const double Overhead = 30;

    /// <summary>So many operations that do not wait for each other keep the processor busy.</summary>
    private const double Busy = 8;

    private readonly LaneShapes shapes;
    private readonly Func<Node, LoopPlan?> planOf;

    private LoopCost(Region body, LaneShapes shapes, int vectorBytes, Func<Node, LoopPlan?> planOf)
    {
        this.shapes = shapes;
        this.planOf = planOf;
        LaneBytes = Graph.NodesOf([body]).Any(n => NumberOf(n) is { LaneBytes: 8 } && (shapes[n].Varies || n.Type == IrType.Void)) ? 8 : 4;
        Lanes = vectorBytes / LaneBytes;
        Scalar = ScalarCost(body);
        Vector = VectorCost(body);
    }

    public int Lanes { get; }

    public int LaneBytes { get; }

    /// <summary>For one iteration.</summary>
    public double Scalar { get; }

    /// <summary>For as many iterations as there are lanes.</summary>
    public double Vector { get; }

    /// <summary>Why the loop should stay as it is, or null.</summary>
    public string? Reason => Lanes < 2 ? "the machine has no vectors for it"
        : Vector >= 0.9 * Scalar * Lanes ? "vectors would not make it faster"
        : null;

    /// <summary>The number of iterations from which on vectors, the last of them in part unused, take less time.</summary>
    public int Fewest => Math.Clamp((int)Math.Ceiling((Vector + Overhead) / Math.Max(Scalar, 1)), 2, Lanes);

    /// <param name="body">The body of the loop.</param>
    /// <param name="shapes">What varies in it.</param>
    /// <param name="vectorBytes">The size of the machine's vectors.</param>
    /// <param name="planOf">The plans of loops inside, if they were to run in vectors instead.</param>
    public static LoopCost Of(Region body, LaneShapes shapes, int vectorBytes, Func<Node, LoopPlan?> planOf) => new(body, shapes, vectorBytes, planOf);

    /// <summary>How many vectors are needed to keep the processor busy, where each waits for the last of its kind: in a loop inside, if there is one that does.</summary>
    public static int Unroll(Region body, LaneShapes shapes)
    {
        var inner = Graph.NodesOf([body]).Where(n => n.Op == Ops.For && n.Values.Any(v => shapes[v].Varies)).Select(n => Operations(n.Regions[0], shapes)).ToList();
        var (all, waits) = (Operations(body, shapes), inner.Count > 0 ? inner.Max() : Operations(body, shapes));
        return (inner.Count == 0 && body.Results.Count == 0) || all > 10 * Busy ? 1
            : waits <= 1.5 * Busy ? 4
            : waits <= 3 * Busy ? 2
            : 1;
    }

    private static double Operations(Region region, LaneShapes shapes) =>
        Graph.NodesOf([region]).Where(n => n.Op != Ops.Result && (shapes[n].Varies || n.Type == IrType.Void)).Sum(n => n.Op.Cost);

    /// <summary>The scalar that a node computes or stores, if it is a number.</summary>
    private static IrType? NumberOf(Node node)
    {
        var type = node.Type == IrType.Void && node.Operands.Length > 0 ? node.Operands[^1].Type : node.Type;
        return type.IsFloat || type.IsInteger ? type : null;
    }

    private static double TripsOf(Node loop) =>
        loop.Op == Ops.For && loop.Operands[0].IsConstant ? Scalars.ToInt64(loop.Operands[0].Attribute!) : Trips;

    private double ScalarCost(Region region)
    {
        double sum = 0;
        foreach (var node in region.Nodes)
        {
            if (node.Op == Ops.For)
            {
                sum += planOf(node) is { } plan ? Overhead + (Math.Ceiling(TripsOf(node) / plan.Lanes) * plan.Cost) : TripsOf(node) * (1 + ScalarCost(node.Regions[0]));
            }
            else
            {
                sum += shapes[node].Varies || node.Type == IrType.Void ? node.Op.Cost : 0;
                foreach (var inner in node.Regions)
                {
                    sum += ScalarCost(inner);
                }
            }
        }

        return sum;
    }

    private double VectorCost(Region region)
    {
        double sum = 0;
        foreach (var node in region.Nodes)
        {
            if (node.Op == Ops.For)
            {
                sum += TripsOf(node) * (1 + VectorCost(node.Regions[0]));
            }
            else if (node.Op != Ops.Result)
            {
                sum += CostOf(node);
                foreach (var inner in node.Regions)
                {
                    sum += VectorCost(inner);
                }
            }
        }

        return sum;
    }

    /// <summary>Elements that are apart are accessed one after the other, and then some.</summary>
    private double CostOf(Node node)
    {
        if (!shapes[node].Varies && node.Type != IrType.Void)
        {
            return 0;
        }

        var isAccess = node.Op == Ops.Load || node.Op == Ops.Store || node.Op == Ops.AddTo || node.Op == Ops.TapeLoad || node.Op == Ops.TapeStore;
        return !isAccess || shapes.IsSideBySide(node) ? node.Op.Cost
            : node.Op == Ops.AddTo && shapes.IsOnePlace(node) ? Overhead / 3
            : Lanes * (node.Op.Cost + 0.5);
    }
}
