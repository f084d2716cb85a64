using System.Linq.Expressions;

namespace ExprAD.Capture.Text;

internal sealed partial class CSharpPrinter
{
    private void Binary(BinaryExpression e)
    {
        if (e.NodeType == ExpressionType.ArrayIndex)
        {
            Write(e.Left, Precedence.Primary);
            List("[", [e.Right], "]");
        }
        else if (e.NodeType == ExpressionType.Power)
        {
            List("Math.Pow(", [e.Left, e.Right], ")");
        }
        else if (OperatorText.Of(e.NodeType) is { } op)
        {
            // Without its cast this would be the quotient of integers.
            if (e.NodeType == ExpressionType.Divide && LooksWhole(e.Left) && LooksWhole(e.Right) && !IsWhole(e.Type))
            {
                text.Append('(').Append(CSharpText.NameOf(e.Type)).Append(')');
            }

            // What ?? looks at has to be nullable, if only by a cast.
            if (e.NodeType == ExpressionType.Coalesce && Nullable.GetUnderlyingType(e.Left.Type) is not null && Written(e.Left).Type != e.Left.Type)
            {
                text.Append('(').Append(CSharpText.NameOf(e.Left.Type)).Append(')');
            }

            Infix(op, EnumConstant(e.Left, e.Right), EnumConstant(e.Right, e.Left));
        }
        else
        {
            Write(e.Left, Precedence.Unary);
            var simple = Operators.Simple(e.NodeType);
            text.Append(' ').Append(simple == e.NodeType || simple == ExpressionType.Power ? "" : OperatorText.Of(simple)!.Value.Symbol).Append("= ");
            Write(simple == ExpressionType.Power ? Expression.Power(e.Left, e.Right) : e.Right);
        }
    }

    private static bool LooksWhole(Expression e) =>
        Written(e) is var written && (IsWhole(written.Type) || written is ConstantExpression { Value: double value } && Math.Floor(value) == value);

    private static bool IsWhole(Type type) => Type.GetTypeCode(type) is >= TypeCode.Char and <= TypeCode.UInt64;

    private void Infix((string Symbol, Precedence Precedence) op, Expression left, Expression right)
    {
        // ?? groups from the right, all others from the left.
        var fromRight = op.Precedence == Precedence.Coalescing;
        Write(left, fromRight ? op.Precedence + 1 : op.Precedence);
        text.Append(' ').Append(op.Symbol).Append(' ');
        Write(right, fromRight ? op.Precedence : op.Precedence + 1);
    }

    /// <summary>The compiler compares enums as integers; the constant has a name.</summary>
    private static Expression EnumConstant(Expression side, Expression other)
    {
        var type = other is UnaryExpression { NodeType: ExpressionType.Convert, Operand.Type: var t } ? Nullable.GetUnderlyingType(t) ?? t : null;
        return type is { IsEnum: true } && side is ConstantExpression { Value: IConvertible value } && side.Type.IsPrimitive
            ? Expression.Constant(Enum.ToObject(type, value))
            : side;
    }

    private void Unary(UnaryExpression e)
    {
        switch (e.NodeType)
        {
            case ExpressionType.ArrayLength:
                Write(e.Operand, Precedence.Primary);
                text.Append(".Length");
                break;
            case ExpressionType.TypeAs:
                Write(e.Operand, Precedence.Relational);
                text.Append(" as ").Append(CSharpText.NameOf(e.Type));
                break;
            case ExpressionType.Convert or ExpressionType.ConvertChecked or ExpressionType.Unbox:
                Prefix($"({CSharpText.NameOf(e.Type)})", e.Operand);
                break;
            case ExpressionType.PostIncrementAssign or ExpressionType.PostDecrementAssign:
                Write(e.Operand, Precedence.Primary);
                text.Append(e.NodeType == ExpressionType.PostIncrementAssign ? "++" : "--");
                break;
            case ExpressionType.Increment or ExpressionType.Decrement:
                Infix((e.NodeType == ExpressionType.Increment ? "+" : "-", Precedence.Additive), e.Operand, Expression.Constant(1));
                break;
            case ExpressionType.Throw:
                text.Append(e.Operand is null ? "throw" : "throw ");
                Write(e.Operand);
                break;
            default:
                Prefix(PrefixOf(e), e.Operand);
                break;
        }
    }

    private static string PrefixOf(UnaryExpression e) => e.NodeType switch
    {
        ExpressionType.Negate or ExpressionType.NegateChecked => "-",
        ExpressionType.UnaryPlus => "+",
        ExpressionType.Not => (Nullable.GetUnderlyingType(e.Type) ?? e.Type) == typeof(bool) ? "!" : "~",
        ExpressionType.OnesComplement => "~",
        ExpressionType.PreIncrementAssign => "++",
        ExpressionType.PreDecrementAssign => "--",
        ExpressionType.IsFalse => "!",
        _ => "",
    };

    private void Prefix(string prefix, Expression operand)
    {
        text.Append(prefix);

        // Not --x for -(-x).
        var negative = Written(operand) is UnaryExpression { NodeType: ExpressionType.Negate } or ConstantExpression { Value: < 0.0 or < 0 or < 0L or < 0f };
        Write(operand, prefix is "-" or "+" && negative ? Precedence.Primary : Precedence.Unary);
    }

    private void Conditional(ConditionalExpression e)
    {
        if (e.Type == typeof(void))
        {
            If(e);
            return;
        }

        Write(e.Test, Precedence.Coalescing);
        text.Append(" ? ");
        Write(e.IfTrue, Precedence.Conditional);
        text.Append(" : ");
        Write(e.IfFalse, Precedence.Conditional);
    }
}
