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
        foreach (var loop in function.Graph.Body.Nodes.Where(n => n.Op == Ops.For))
        {
            if (loop.Values.All(v => IsSum(loop, v) && ReachesResultLinearly(v)))
            {
                Add(loop.Regions[0]);
            }
        }
    }

    public bool Contains(Region region) => regions.Contains(region);

    private void Add(Region region)
    {
        regions.Add(region);
        foreach (var node in region.Nodes)
        {
            // What loops and branches inside compute is kept within the iteration, not recomputed by running them again.
            foreach (var inner in node.Regions)
            {
                if (node.Op == Ops.If)
                {
                    Add(inner);
                }
            }
        }
    }

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
                if (use.User is not { } user)
                {
                    continue;
                }

                if (!IsLinear(user, use.Position))
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
