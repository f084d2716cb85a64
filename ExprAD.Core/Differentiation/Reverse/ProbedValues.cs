using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse;

/// <summary>Stands for every value of the forward sweep by an input of its own, to see which ones are used in the end.</summary>
internal sealed class ProbedValues(GraphBuilder builder) : PrimalValues
{
    private readonly Dictionary<Node, Node> standIns = [];

    public override Node Get(Node primal)
    {
        if (primal.IsConstant)
        {
            return builder.Constant(primal.Attribute, primal.Type);
        }

        if (!standIns.TryGetValue(primal, out var input))
        {
            standIns.Add(primal, input = builder.Input(primal.Type, "primal", InputRole.Data));
        }

        return input;
    }

    public override IndexCheck CheckOf(Node access, Node array, ReadOnlySpan<Node> indices) => IndexCheck.Needed;

    public override void EnterLoop(Node loop, Node index)
    {
    }

    public override void EnterBranch(Region branch)
    {
    }

    public override void Leave()
    {
    }

    public override bool AllowsForwardOrder(Node loop) => true;

    /// <summary>The values of the forward sweep that <paramref name="probe"/>, built on this, depends on.</summary>
    public HashSet<Node> Needed(Graph probe)
    {
        var live = Liveness.Of(probe);
        return [.. standIns.Where(s => live.Contains(s.Value)).Select(s => s.Key)];
    }
}
