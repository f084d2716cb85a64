namespace ExprAD.IR;

/// <summary>
/// Folds constants and applies the identities that keep NaN, ∞, the sign of zero and every rounding;
/// those that change the last bit are left to builders that are not strict.
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
            return x[0].IsConstant ? ((bool)x[0].Attribute! ? x[1] : x[2]) : x[1] == x[2] ? x[1] : null;
        }

        var type = x[op.Decisive].Type;
        return type.IsFloat ? FloatIdentity(b, op, x)
            : type.IsInteger ? IntegerIdentity(b, op, x)
            : type.Kind == TypeKind.Bool ? TruthIdentity(b, op, x)
            : null;
    }

    private static Node? FloatIdentity(GraphBuilder b, ScalarOp op, Node[] x)
    {
        if (op == Ops.Add)
        {
            return IsNumber(x[1], 0) && IsNegative(x[1]) ? x[0]
                : x[1].Op == Ops.Neg ? b.Apply(Ops.Sub, x[0], x[1].Operands[0])
                : x[0].Op == Ops.Neg ? b.Apply(Ops.Sub, x[1], x[0].Operands[0])
                : null;
        }

        if (op == Ops.Sub)
        {
            return IsNumber(x[1], 0) && !IsNegative(x[1]) ? x[0]
                : x[1].Op == Ops.Neg ? b.Apply(Ops.Add, x[0], x[1].Operands[0])
                : null;
        }

        if (op == Ops.Mul)
        {
            return IsNumber(x[1], 1) ? x[0]
                : IsNumber(x[1], -1) ? b.Apply(Ops.Neg, x[0])
                : x[0].Op == Ops.Neg && x[1].Op == Ops.Neg ? b.Apply(Ops.Mul, x[0].Operands[0], x[1].Operands[0])
                : x[0].Op == Ops.Neg && x[1].IsConstant ? b.Apply(Ops.Mul, x[0].Operands[0], b.Apply(Ops.Neg, x[1]))
                : null;
        }

        if (op == Ops.Div)
        {
            return IsNumber(x[1], 1) ? x[0]
                : IsNumber(x[1], -1) ? b.Apply(Ops.Neg, x[0])
                : ExactReciprocal(b, x[1]) is { } r ? b.Apply(Ops.Mul, x[0], r)
                : x[0].Op == Ops.Neg && x[1].Op == Ops.Neg ? b.Apply(Ops.Div, x[0].Operands[0], x[1].Operands[0])
                : null;
        }

        if (op == Ops.Neg)
        {
            return x[0].Op == Ops.Neg ? x[0].Operands[0] : null;
        }

        if (op == Ops.MulOrZero)
        {
            return IsNumber(x[0], 0) ? b.Number(0, x[0].Type)
                : x[0].IsConstant || (x[1].IsConstant && double.IsFinite(Scalars.ToDouble(x[1].Attribute!)))
                    ? b.Apply(Ops.Mul, x[0], x[1])
                    : null;
        }

        return op == Ops.Pow ? Power(b, x[0], x[1])
            : op == Ops.Abs && x[0].Op == Ops.Neg ? b.Apply(Ops.Abs, x[0].Operands[0])
            : op == Ops.Abs && x[0].Op == Ops.Abs ? x[0]
            : null;
    }

    /// <summary>pow(x, n) for small whole n: 0 and 1 are exact; products differ from the library's pow by a rounding or two.</summary>
    private static Node? Power(GraphBuilder b, Node x, Node exponent)
    {
        if (!exponent.IsConstant)
        {
            return null;
        }

        switch (Scalars.ToDouble(exponent.Attribute!))
        {
            case 0: return b.Number(1, x.Type);
            case 1: return x;
        }

        if (b.Strict)
        {
            return null;
        }

        var square = () => b.Apply(Ops.Mul, x, x);
        return Scalars.ToDouble(exponent.Attribute!) switch
        {
            2 => square(),
            3 => b.Apply(Ops.Mul, square(), x),
            4 => b.Apply(Ops.Mul, square(), square()),
            -1 => b.Apply(Ops.Div, b.Number(1, x.Type), x),
            -2 => b.Apply(Ops.Div, b.Number(1, x.Type), square()),
            _ => null,
        };
    }

    /// <summary>1/c where both c and 1/c are powers of two, so that multiplying rounds as dividing does.</summary>
    private static Node? ExactReciprocal(GraphBuilder b, Node divisor)
    {
        if (!divisor.IsConstant)
        {
            return null;
        }

        var c = Scalars.ToDouble(divisor.Attribute!);
        var exponent = divisor.Type.Kind == TypeKind.F32 ? 100 : 1000;
        return double.IsNormal(c) && Math.Abs(Math.ILogB(c)) < exponent && Math.ScaleB(Math.CopySign(1, c), Math.ILogB(c)) == c
            ? b.Number(1 / c, divisor.Type)
            : null;
    }

    private static Node? IntegerIdentity(GraphBuilder b, ScalarOp op, Node[] x)
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

        return op == Ops.Sub && x[0] == x[1] ? b.Number(0, x[0].Type)
            : op == Ops.Mul && IsNumber(x[1], 1) ? x[0]
            : op == Ops.Mul && IsNumber(x[1], 0) ? x[1]
            : (op == Ops.IntDiv || op == Ops.Shl || op == Ops.Shr || op == Ops.ShrUnsigned) && IsNumber(x[1], op == Ops.IntDiv ? 1 : 0) ? x[0]
            : (op == Ops.Eq || op == Ops.Le) && x[0] == x[1] ? b.Constant(true)
            : (op == Ops.Ne || op == Ops.Lt) && x[0] == x[1] ? b.Constant(false)
            : (op == Ops.Max || op == Ops.Min) && x[0] == x[1] ? x[0]
            : null;
    }

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

    private static bool IsNumber(Node node, double value) => node.IsConstant && Scalars.ToDouble(node.Attribute!) == value;

    private static bool IsNegative(Node node) => double.IsNegative(Scalars.ToDouble(node.Attribute!));
}
