namespace ExprAD.IR;

/// <summary>Identities of floating-point arithmetic: exact ones; and where a builder is not strict products for small powers, and, in derivatives, for quotients whose reciprocal is at hand.</summary>
internal static class FloatIdentities
{
    /// <summary>The greatest whole exponent that becomes a product: five roundings, where the library's pow has about one.</summary>
    private const int GreatestProduct = 6;

    public static Node? Find(GraphBuilder b, ScalarOp op, Node[] x) =>
        op == Ops.Add ? Sum(b, x[0], x[1])
        : op == Ops.Sub ? Difference(b, x[0], x[1])
        : op == Ops.Mul ? Product(b, x[0], x[1])
        : op == Ops.Div ? Quotient(b, x[0], x[1])
        : op == Ops.Neg && IsNegated(x[0]) ? x[0].Operands[0]
        : op == Ops.MulOrZero ? MaskedProduct(b, x[0], x[1])
        : op == Ops.Pow && x[1].IsConstant ? Power(b, x[0], Scalars.ToDouble(x[1].Attribute!))
        : op == Ops.Abs && IsNegated(x[0]) ? b.Apply(Ops.Abs, x[0].Operands[0])
        : op == Ops.Abs && x[0].Op == Ops.Abs ? x[0]
        : (op == Ops.Max || op == Ops.Min) && x[0] == x[1] ? x[0]
        : op == Ops.Clamp ? Selections.Clamp(b, x[0], x[1], x[2])
        : null;

    private static Node? Sum(GraphBuilder b, Node x, Node y) =>
        IsNumber(y, 0) && IsNegative(y) ? x
        : IsNegated(y) ? b.Apply(Ops.Sub, x, y.Operands[0])
        : IsNegated(x) ? b.Apply(Ops.Sub, y, x.Operands[0])
        : null;

    private static Node? Difference(GraphBuilder b, Node x, Node y) =>
        IsNumber(y, 0) && !IsNegative(y) ? x
        : IsNegated(y) ? b.Apply(Ops.Add, x, y.Operands[0])
        : null;

    /// <summary>Signs move outwards, where sums absorb them, and into constants.</summary>
    private static Node? Product(GraphBuilder b, Node x, Node y) =>
        IsNumber(y, 1) ? x
        : IsNumber(y, -1) ? b.Apply(Ops.Neg, x)
        : IsNegated(x) && y.IsConstant ? b.Apply(Ops.Mul, x.Operands[0], b.Apply(Ops.Neg, y))
        : IsNegated(x) ? b.Apply(Ops.Neg, b.Apply(Ops.Mul, x.Operands[0], y))
        : IsNegated(y) ? b.Apply(Ops.Neg, b.Apply(Ops.Mul, x, y.Operands[0]))
        : null;

    private static Node? Quotient(GraphBuilder b, Node x, Node y) =>
        IsNumber(y, 1) ? x
        : IsNumber(y, -1) ? b.Apply(Ops.Neg, x)
        : ExactReciprocal(b, y) is { } r ? b.Apply(Ops.Mul, x, r)
        : IsNegated(x) && y.IsConstant ? b.Apply(Ops.Div, x.Operands[0], b.Apply(Ops.Neg, y))
        : IsNegated(y) && x.IsConstant ? b.Apply(Ops.Div, b.Apply(Ops.Neg, x), y.Operands[0])
        : IsNegated(x) ? b.Apply(Ops.Neg, b.Apply(Ops.Div, x.Operands[0], y))
        : IsNegated(y) ? b.Apply(Ops.Neg, b.Apply(Ops.Div, x, y.Operands[0]))
        : !b.Strict && b.IsDerivative && !IsNumber(x, 1) && b.Find(Ops.Div, b.Number(1, y.Type), y) is { } reciprocal ? b.Apply(Ops.Mul, x, reciprocal)
        : null;

    /// <summary>A plain product serves where the masked factor is certainly not zero, or the other certainly finite.</summary>
    private static Node? MaskedProduct(GraphBuilder b, Node a, Node p) =>
        IsNumber(a, 0) ? b.Number(0, a.Type)
        : a.IsConstant || IsFinite(p) ? b.Apply(Ops.Mul, a, p)
        : null;

    private static bool IsFinite(Node node) =>
        node.IsConstant ? double.IsFinite(Scalars.ToDouble(node.Attribute!))
        : node.Op == Ops.Select && IsFinite(node.Operands[1]) && IsFinite(node.Operands[2]);

    /// <summary>xⁿ for whole n. 0 and 1 are exact.</summary>
    private static Node? Power(GraphBuilder b, Node x, double n) =>
        n == 0 ? b.Number(1, x.Type)
        : n == 1 ? x
        : b.Strict || Math.Abs(n) > GreatestProduct || !double.IsInteger(n) ? null
        : n < 0 ? b.Apply(Ops.Div, b.Number(1, x.Type), Factors(b, x, (int)-n))
        : Factors(b, x, (int)n);

    private static Node Factors(GraphBuilder b, Node x, int n)
    {
        if (n == 1)
        {
            return x;
        }

        var root = Factors(b, x, n / 2);
        var square = b.Apply(Ops.Mul, root, root);
        return n % 2 == 0 ? square : b.Apply(Ops.Mul, square, x);
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

    private static bool IsNegated(Node node) => node.Op == Ops.Neg;

    private static bool IsNumber(Node node, double value) => node.IsConstant && Scalars.ToDouble(node.Attribute!) == value;

    private static bool IsNegative(Node node) => double.IsNegative(Scalars.ToDouble(node.Attribute!));
}
