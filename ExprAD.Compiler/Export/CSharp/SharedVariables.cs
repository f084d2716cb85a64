using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Export.CSharp;

/// <summary>
/// Whether a value may be built up in the variable that it is assigned to in the end: a sum within a sum,
/// a branch that adds to what a loop carries.
/// </summary>
internal sealed class SharedVariables(Uses uses)
{
    /// <param name="value">A value of a branch or loop.</param>
    /// <param name="region">The region that ends by assigning it.</param>
    /// <param name="number">To its result of this number.</param>
    /// <param name="holds">What the variable holds before: a carried value, or null where that is nothing.</param>
    public bool CanShare(Node value, Region region, int number, Node? holds)
    {
        if (value.Op != Ops.Result || value.Region != region || uses[value].Count != 1 || value.Operands[0].Op == Ops.Try || value.Operands[0].Op == Ops.Invoke)
        {
            return false;
        }

        var owner = value.Operands[0];
        return holds is null || uses[holds].All(use => IsOver(use, owner, value, region, number));
    }

    /// <summary>Whether a use of the old content comes before the new content is written, or is just what the new one starts from.</summary>
    private static bool IsOver(Use use, Node owner, Node value, Region region, int number)
    {
        var user = use.User;
        var at = use.Region;
        while (at != region)
        {
            // The condition of a while encloses its body, but what counts here is where the loop stands.
            if (at.Owner is not { } above)
            {
                return true;
            }

            if (above == owner)
            {
                return owner.Op == Ops.If;
            }

            (user, at) = (above, above.Region!);
        }

        if (user is null)
        {
            return use.Position == number && use.Region == region;
        }

        if (user == owner)
        {
            return owner.Op == Ops.If || use.Position == (int)value.Attribute! + (owner.Op == Ops.For ? 1 : 0);
        }

        return Comes(user, owner, region);
    }

    private static bool Comes(Node first, Node second, Region region)
    {
        foreach (var node in region.Nodes)
        {
            if (node == first || node == second)
            {
                return node == first;
            }
        }

        return false;
    }
}
