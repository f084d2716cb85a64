using ExprAD.IR;

namespace ExprAD.Export.CSharp;

/// <summary>Scalar operations and conversions in C#.</summary>
internal static class ScalarExpressions
{
    public static CSharpExpression Write(Node node, ScalarOp op, CSharpExpression[] x, Helpers helpers)
    {
        if (op == Ops.Select)
        {
            return CSharpExpression.Choice(x[0], x[1], x[2]);
        }

        if (op == Ops.IsNull)
        {
            var type = node.Operands[0].Type.Clr;
            return type.IsValueType && Nullable.GetUnderlyingType(type) is null
                ? CSharpExpression.Primary("false")
                : new($"{x[0].In(Precedence.Shift)} is null", Precedence.Relational);
        }

        if (op == Ops.AddChecked || op == Ops.SubChecked || op == Ops.MulChecked)
        {
            var symbol = op == Ops.AddChecked ? "+" : op == Ops.SubChecked ? "-" : "*";
            return CSharpExpression.Primary($"checked({CSharpExpression.Binary(Variable(node, x[0]), symbol, x[1])})");
        }

        if (op == Ops.NegChecked)
        {
            return CSharpExpression.Primary($"checked({CSharpExpression.Prefix("-", Variable(node, x[0]))})");
        }

        if (op.Symbol is not { } sign)
        {
            var method = (op.Implementation(node.Operands) ?? throw new NotSupportedException($"{op} does not exist on {node.Operands[0].Type}.")).Method;
            return Calls.Write(method, $"{helpers.ClassOf(method)}.{method.Name}", x, node.Type);
        }

        if (x.Length == 1)
        {
            return CSharpExpression.Prefix(sign, Variable(node, x[0]));
        }

        if (sign.Length >= 2 && sign[0] == sign[1] && sign != "==")
        {
            // The count of a shift is an int, whatever is shifted.
            x = [x[0], node.Type == IrType.I64 ? CSharpExpression.Cast("int", x[1]) : x[1]];
        }

        var divisor = (op == Ops.IntDiv || op == Ops.IntRem) && node.Operands[1].IsConstant ? Opaque(x[1]) : x[1];
        return CSharpExpression.Binary(Variable(node, x[0]), sign, divisor);
    }

    /// <summary>A conversion: first to the narrower type that the attribute names, then to the node's.</summary>
    public static CSharpExpression Convert(Node node, CSharpExpression x)
    {
        var from = node.Operands[0].Type.Clr;
        x = node.Operands[0].IsConstant && node.Operands[0].Type.IsScalar && from != typeof(bool) ? Opaque(x) : x;
        if (node.Attribute is Type through)
        {
            x = Cast(x, from, through);
            from = through;
        }

        x = Cast(x, from, node.Type.Clr);
        return node.Op == Ops.ConvertChecked ? CSharpExpression.Primary($"checked({x})") : x;
    }

    public static CSharpExpression Cast(CSharpExpression x, Type from, Type to) =>
        from == to ? x
        : from == typeof(bool) && to.IsPrimitive ? Cast(CSharpExpression.Choice(x, CSharpExpression.Primary("1"), CSharpExpression.Primary("0")), typeof(int), to)
        : CSharpExpression.Cast(CSharpTypes.Name(to), x);

    /// <summary>The C# compiler computes what has constant operands, and refuses what overflows; so the first is made a variable.</summary>
    private static CSharpExpression Variable(Node node, CSharpExpression x)
    {
        if (!node.Operands[0].Type.IsInteger)
        {
            return x;
        }

        foreach (var operand in node.Operands)
        {
            if (!operand.IsConstant)
            {
                return x;
            }
        }

        return Opaque(x);
    }

    private static CSharpExpression Opaque(CSharpExpression x) => CSharpExpression.Primary($"Math.Max({x}, {x})");
}
