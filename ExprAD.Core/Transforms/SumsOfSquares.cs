using ExprAD.IR;

namespace ExprAD.Transforms;

/// <summary>
/// Whether a number is a sum of squares by construction, which is zero only where all its terms and all their slopes are:
/// x·x + y·y, a loop that adds up squares, their mean.
/// </summary>
internal sealed class SumsOfSquares
{
    /// <summary>What a loop carries is one, if what it starts with is, and what it goes on with is when it is.</summary>
    private readonly HashSet<Node> assumed = [];

    public static bool Contains(Node node) => new SumsOfSquares().Is(node);

    private bool Is(Node node)
    {
        var x = node.Operands;
        return node.Op == Ops.Mul ? x[0] == x[1] || (Is(x[0]) && IsScale(x[1]))
            : node.Op == Ops.Pow ? x[1].IsConstant && Scalars.ToDouble(x[1].Attribute!) == 2
            : node.Op == Ops.FusedMultiplyAdd ? x[0] == x[1] && Is(x[2])
            : node.Op == Ops.Add ? Is(x[0]) && Is(x[1])
            : node.Op == Ops.Div ? Is(x[0]) && IsScale(x[1])
            : node.Op == Ops.Result ? IsCarried(x[0], (int)node.Attribute!)
            : node.IsConstant ? Scalars.ToDouble(node.Attribute!) == 0
            : assumed.Contains(node);
    }

    private bool IsCarried(Node owner, int number)
    {
        if (owner.Op == Ops.If)
        {
            return Is(owner.Regions[0].Results[number]) && Is(owner.Regions[1].Results[number]);
        }

        if (owner.Op != Ops.For || !Is(owner.Operands[number + 1]))
        {
            return false;
        }

        assumed.Add(owner.Regions[0].Parameters[number + 1]);
        return Is(owner.Regions[0].Results[number]);
    }

    /// <summary>A factor that has no slope of its own: a constant, or an integer such as a count.</summary>
    private static bool IsScale(Node node) =>
        node.IsConstant ? Scalars.ToDouble(node.Attribute!) > 0 : node.Op == Ops.Convert && node.Operands[0].Type.IsInteger;
}
