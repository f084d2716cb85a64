using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using ExprAD.Capture.Places;

namespace ExprAD.Capture.Text;

/// <summary>
/// Writes an expression in C#. Stops at a length and a depth, so that its cost is bounded whatever the tree;
/// what the compiler put between (closures, casts that need not be written, arrays of <c>params</c>) is left out.
/// </summary>
internal sealed partial class CSharpPrinter(int length, int depth)
{
    private const char Ellipsis = '…';

    private readonly StringBuilder text = new();
    private int level;

    private bool IsFull => text.Length > length;

    public override string ToString() => text.Length > length ? text.ToString(0, length) + Ellipsis : text.ToString();

    /// <summary>Writes an expression into surroundings that bind as tightly as <paramref name="around"/>.</summary>
    public void Write(Expression? expression, Precedence around = Precedence.Lowest)
    {
        if (expression is null || IsFull)
        {
            return;
        }

        if (level >= depth && expression is not (ParameterExpression or ConstantExpression))
        {
            text.Append(Ellipsis);
            return;
        }

        level++;
        expression = Written(expression);
        var parenthesise = PrecedenceOf(expression) < around;
        text.Append(parenthesise ? "(" : "");
        Dispatch(expression);
        text.Append(parenthesise ? ")" : "");
        level--;
    }

    private void Dispatch(Expression expression)
    {
        switch (expression)
        {
            case ConstantExpression e: text.Append(LiteralText.Of(e.Value, e.Type)); break;
            case ParameterExpression e: text.Append(NameOf(e)); break;
            case BinaryExpression e: Binary(e); break;
            case UnaryExpression e: Unary(e); break;
            case MemberExpression e when Reference.IsDereference(e): Write(e.Expression, Precedence.Primary); break;
            case MemberExpression e: Member(e.Expression, e.Member); break;
            case MethodCallExpression e: Call(e); break;
            case ConditionalExpression e: Conditional(e); break;
            case LambdaExpression e: Lambda(e); break;
            case InvocationExpression e: Write(e.Expression, Precedence.Primary); List("(", e.Arguments, ")"); break;
            case NewExpression e: New(e); break;
            case NewArrayExpression e: NewArray(e); break;
            case MemberInitExpression e: New(e.NewExpression); Bindings(e.Bindings); break;
            case ListInitExpression e: New(e.NewExpression); Initializers(e.Initializers); break;
            case IndexExpression e: Write(e.Object, Precedence.Primary); List("[", e.Arguments, "]"); break;
            case TypeBinaryExpression e: Write(e.Expression, Precedence.Relational); text.Append(" is ").Append(CSharpText.NameOf(e.TypeOperand)); break;
            case DefaultExpression e: text.Append(e.Type == typeof(void) ? "" : $"default({CSharpText.NameOf(e.Type)})"); break;
            default: Statement(expression); break;
        }
    }

    private static Precedence PrecedenceOf(Expression expression) => expression switch
    {
        BinaryExpression { NodeType: ExpressionType.ArrayIndex } => Precedence.Primary,
        BinaryExpression { NodeType: ExpressionType.Power, Method: var method } when method is not null => Precedence.Primary,
        BinaryExpression binary => OperatorText.Of(binary.NodeType)?.Precedence ?? Precedence.Lowest,
        UnaryExpression { NodeType: ExpressionType.ArrayLength } => Precedence.Primary,
        UnaryExpression { NodeType: ExpressionType.TypeAs } => Precedence.Relational,
        UnaryExpression => Precedence.Unary,
        ConditionalExpression => Precedence.Conditional,
        LambdaExpression => Precedence.Lowest,
        TypeBinaryExpression => Precedence.Relational,
        ConstantExpression { Value: < 0.0 or < 0 or < 0L or < 0f } => Precedence.Unary,
        MethodCallExpression { Method: { IsSpecialName: true } method } when OperatorText.OfMethod(method.Name) is { } kind => OperatorText.Of(kind)!.Value.Precedence,
        _ => Precedence.Primary,
    };

    /// <summary>The part of an expression that the user wrote: casts that the compiler adds are looked through.</summary>
    private static Expression Written(Expression expression)
    {
        while (expression is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked or ExpressionType.Quote } cast && IsImplicit(cast))
        {
            expression = cast.Operand;
        }

        return expression;
    }

    private static bool IsImplicit(UnaryExpression cast)
    {
        var (from, to) = (cast.Operand.Type, cast.Type);
        return cast.NodeType == ExpressionType.Quote
            || cast.Method?.Name == "op_Implicit"
            || cast.Operand is MethodCallExpression { Method.Name: "CreateDelegate" }
            || (cast.Method is null && (to.IsAssignableFrom(from)
                || Nullable.GetUnderlyingType(to) == from
                || (from.IsEnum && Enum.GetUnderlyingType(from) == to)
                || Widens(Nullable.GetUnderlyingType(from) ?? from, Nullable.GetUnderlyingType(to) ?? to)));
    }

    private static bool Widens(Type from, Type to) => !from.IsEnum && !to.IsEnum && (Type.GetTypeCode(from), Type.GetTypeCode(to)) switch
    {
        ( >= TypeCode.Char and <= TypeCode.UInt64, TypeCode.Single or TypeCode.Double or TypeCode.Decimal) => true,
        (TypeCode.Single, TypeCode.Double) => true,
        (TypeCode.SByte or TypeCode.Byte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Char, TypeCode.Int32) => true,
        (TypeCode.SByte or TypeCode.Byte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Char or TypeCode.Int32 or TypeCode.UInt32, TypeCode.Int64) => true,
        (TypeCode.Byte or TypeCode.UInt16 or TypeCode.Char, TypeCode.UInt32 or TypeCode.UInt64) => true,
        (TypeCode.UInt32, TypeCode.UInt64) => true,
        _ => false,
    };

    private static string NameOf(ParameterExpression parameter) =>
        string.IsNullOrEmpty(parameter.Name) || IsGenerated(parameter.Name) ? "_" : parameter.Name;

    /// <summary>A member; what is read from a closure or from <c>this</c> goes by its name alone.</summary>
    private void Member(Expression? instance, MemberInfo member)
    {
        var name = IsGenerated(member.Name) ? "" : member.Name;
        if (instance is null)
        {
            text.Append(CSharpText.NameOf(member.DeclaringType!)).Append('.').Append(name);
            return;
        }

        if (IsUnnamed(instance))
        {
            text.Append(name.Length > 0 ? name : "this");
            return;
        }

        Write(instance, Precedence.Primary);
        if (name.Length > 0)
        {
            text.Append('.').Append(name);
        }
    }

    /// <summary>True for objects that have no name in C#: closures, <c>this</c>, the row of a query.</summary>
    private static bool IsUnnamed(Expression instance) => instance switch
    {
        ConstantExpression { Value: not null } constant => !constant.Type.IsPrimitive && constant.Value is not string,
        ParameterExpression parameter => parameter.Name is { } name && IsGenerated(name),
        MemberExpression { Expression: { } inner, Member: var member } => IsGenerated(member.Name) && IsUnnamed(inner),
        _ => false,
    };

    private static bool IsGenerated(string name) => name.StartsWith('<');

    private void List(string open, IEnumerable<Expression> items, string close)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            if (IsFull)
            {
                return;
            }

            text.Append(first ? "" : ", ");
            Write(item);
            first = false;
        }

        text.Append(close);
    }

    private static bool IsExtension(MethodInfo method) => method.IsDefined(typeof(ExtensionAttribute), inherit: false);
}
