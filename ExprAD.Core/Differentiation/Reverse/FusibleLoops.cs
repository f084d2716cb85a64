using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse;

/// <summary>
/// Loops of the function's own body whose mirror images can run along with them: they only reduce, and their results reach
/// the function's result through linear operations alone, so that all adjoints are known beforehand. Recomputing is free
/// there, since forward and reverse share the iteration.
/// </summary>
internal sealed class FusibleLoops
{
    private readonly Augmented function;
    private readonly Uses uses;
    private readonly HashSet<Region> regions = [];

    public FusibleLoops(Augmented function)
    {
        this.function = function;
        uses = Uses.Of(function.Graph);
        if (!function.IsCalled)
        {
            Find(function.Graph.Body);
        }
    }

    public bool Contains(Region region) => regions.Contains(region);

    private void Find(Region region)
    {
        foreach (var node in region.Nodes)
        {
            if (node.Op == Ops.If)
            {
                Find(node.Regions[0]);
                Find(node.Regions[1]);
            }
            else if (IsFusible(node))
            {
                Add(node.Regions[0]);
            }
        }
    }

    private void Add(Region region)
    {
        regions.Add(region);
        foreach (var node in region.Nodes)
        {
            if (node.Op == Ops.If)
            {
                Add(node.Regions[0]);
                Add(node.Regions[1]);
            }
            else if (IsFusible(node))
            {
                Add(node.Regions[0]);
            }
        }
    }

    private bool IsFusible(Node node) =>
        node.Op == Ops.For && !Graph.NodesOf(node.Regions.ToArray()).Any(n => n.Op == Ops.Invoke) && node.Values.All(v => IsSum(node, v) && ReachesResultLinearly(v));

    private bool IsSum(Node loop, Node value) =>
        !value.Type.IsFloat || !function.Activity.IsActive(value)
        || function.Reductions.At(Reductions.CarriedParameter(loop, (int)value.Attribute!)) is { IsSum: true };

    private bool ReachesResultLinearly(Node value)
    {
        HashSet<Node> seen = [value];
        Stack<Node> reached = new(seen);
        while (reached.TryPop(out var from))
        {
            if (!function.Activity.IsActive(from))
            {
                continue;
            }

            foreach (var use in uses[from])
            {
                // What a loop around carries on is a sum, or that loop is not one of these.
                var user = use.User ?? (use.Region.Owner?.Op == Ops.If ? use.Region.Owner.Values[use.Position] : null);
                if (user is null)
                {
                    continue;
                }

                if (use.User is not null && !IsLinear(user, use.Position))
                {
                    return false;
                }

                if (seen.Add(user))
                {
                    reached.Push(user);
                }
            }
        }

        return true;
    }

    private bool IsLinear(Node user, int position) =>
        user.Op == Ops.Add || user.Op == Ops.Sub || user.Op == Ops.Neg || user.Op == Ops.Convert
        || ((user.Op == Ops.Mul || (user.Op == Ops.Div && position == 0)) && !function.Activity.IsActive(user.Operands[1 - position]));
}
