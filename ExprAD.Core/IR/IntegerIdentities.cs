namespace ExprAD.IR;

/// <summary>Identities of integer arithmetic that wraps around.</summary>
internal static class IntegerIdentities
{
    public static Node? Find(GraphBuilder b, ScalarOp op, Node[] x)
    {
        if (op == Ops.Sub && x[1].IsConstant && Scalars.ToInt64(x[1].Attribute!) != int.MinValue)
        {
            // Constants gather in sums: (i + 1) - 1 is i.
            return b.Apply(Ops.Add, x[0], b.Apply(Ops.Neg, x[1]));
        }

        if (op == Ops.Add && x[1].IsConstant)
        {
            return IsNumber(x[1], 0) ? x[0]
                : x[0].Op == Ops.Add && x[0].Operands[1].IsConstant
                    ? b.Apply(Ops.Add, x[0].Operands[0], b.Apply(Ops.Add, x[0].Operands[1], x[1]))
                    : null;
        }

        if (op == Ops.Clamp)
        {
            return Selections.Clamp(b, x[0], x[1], x[2]);
        }

        return op == Ops.Sub && x[0] == x[1] ? b.Number(0, x[0].Type)
            : op == Ops.Mul && IsNumber(x[1], 1) ? x[0]
            : op == Ops.Mul && IsNumber(x[1], 0) ? x[1]
            : (op == Ops.IntDiv || op == Ops.Shl || op == Ops.Shr || op == Ops.ShrUnsigned) && IsNumber(x[1], op == Ops.IntDiv ? 1 : 0) ? x[0]
            : (op == Ops.Eq || op == Ops.Le) && x[0] == x[1] ? b.Constant(true)
            : (op == Ops.Ne || op == Ops.Lt) && x[0] == x[1] ? b.Constant(false)
            : (op == Ops.Max || op == Ops.Min) && x[0] == x[1] ? x[0]
            : null;
    }

    private static bool IsNumber(Node node, long value) => node.IsConstant && Scalars.ToInt64(node.Attribute!) == value;
}
