namespace ExprAD.IR;

/// <summary>
/// Folds constants and applies the identities that keep NaN, ∞, the sign of zero and every rounding;
/// those that change last bits are left to builders that are not strict.
/// </summary>
internal static class Simplifier
{
    /// <summary>What <c>op operands</c> is already known as, or null where a node is needed.</summary>
    public static Node? Simplify(GraphBuilder builder, ScalarOp op, Node[] operands) =>
        Fold(builder, op, operands) ?? Identity(builder, op, operands);

    private static Node? Fold(GraphBuilder builder, ScalarOp op, Node[] operands)
    {
        foreach (var operand in operands)
        {
            if (!operand.IsConstant || !operand.Type.IsScalar)
            {
                return null;
            }
        }

        if (op == Ops.Select)
        {
            return (bool)operands[0].Attribute! ? operands[1] : operands[2];
        }

        if (op.Implementation(operands) is not { } meaning)
        {
            return null;
        }

        try
        {
            return builder.Constant(Evaluation.Evaluate(meaning, Array.ConvertAll(operands, o => o.Attribute)), op.Result(operands));
        }
        catch (Exception e) when (e is ArithmeticException or ArgumentException)
        {
            // Division by zero, overflow, bounds upside down: raised when, and only if, the program gets there.
            return null;
        }
    }

    private static Node? Identity(GraphBuilder b, ScalarOp op, Node[] x)
    {
        if (op == Ops.Select)
        {
            return Choice(b, x[0], x[1], x[2]);
        }

        var type = x[op.Decisive].Type;
        return type.IsFloat ? FloatIdentities.Find(b, op, x)
            : type.IsInteger ? IntegerIdentities.Find(b, op, x)
            : type.Kind == TypeKind.Bool ? TruthIdentity(b, op, x)
            : null;
    }

    /// <summary>Choices that are no choice, and choices within a choice on the same condition.</summary>
    private static Node? Choice(GraphBuilder b, Node condition, Node yes, Node no) =>
        condition.IsConstant ? ((bool)condition.Attribute! ? yes : no)
        : yes == no ? yes
        : condition.Op == Ops.Not ? b.Apply(Ops.Select, condition.Operands[0], no, yes)
        : yes.Op == Ops.Select && yes.Operands[0] == condition ? b.Apply(Ops.Select, condition, yes.Operands[1], no)
        : no.Op == Ops.Select && no.Operands[0] == condition ? b.Apply(Ops.Select, condition, yes, no.Operands[2])
        : yes.Attribute is true && no.Attribute is false && yes.IsConstant && no.IsConstant ? condition
        : yes.Attribute is false && no.Attribute is true && yes.IsConstant && no.IsConstant ? b.Apply(Ops.Not, condition)
        : yes.Attribute is true && yes.IsConstant ? b.Apply(Ops.Or, condition, no)
        : no.Attribute is false && no.IsConstant ? b.Apply(Ops.And, condition, yes)
        : null;

    private static Node? TruthIdentity(GraphBuilder b, ScalarOp op, Node[] x)
    {
        if (op == Ops.Not)
        {
            return x[0].Op == Ops.Not ? x[0].Operands[0]
                : x[0].Op == Ops.Eq ? b.Apply(Ops.Ne, x[0].Operands[0], x[0].Operands[1])
                : x[0].Op == Ops.Ne ? b.Apply(Ops.Eq, x[0].Operands[0], x[0].Operands[1])
                : null;
        }

        if (op == Ops.And || op == Ops.Or)
        {
            var neutral = op == Ops.And;
            return x[0] == x[1] ? x[0]
                : x[1].Attribute is bool known && x[1].IsConstant ? (known == neutral ? x[0] : x[1])
                : null;
        }

        return null;
    }
}
