using System.Linq.Expressions;

namespace ExprAD.Capture.Text;

/// <summary>How tightly the operators of C# bind; what binds less tightly than its surroundings needs parentheses.</summary>
internal enum Precedence
{
    Lowest,
    Conditional,
    Coalescing,
    OrElse,
    AndAlso,
    Or,
    Xor,
    And,
    Equality,
    Relational,
    Shift,
    Additive,
    Multiplicative,
    Unary,
    Primary,
}

/// <summary>The spelling of binary operators.</summary>
internal static class OperatorText
{
    public static (string Symbol, Precedence Precedence)? Of(ExpressionType kind) => kind switch
    {
        ExpressionType.Multiply or ExpressionType.MultiplyChecked => ("*", Precedence.Multiplicative),
        ExpressionType.Divide => ("/", Precedence.Multiplicative),
        ExpressionType.Modulo => ("%", Precedence.Multiplicative),
        ExpressionType.Add or ExpressionType.AddChecked => ("+", Precedence.Additive),
        ExpressionType.Subtract or ExpressionType.SubtractChecked => ("-", Precedence.Additive),
        ExpressionType.LeftShift => ("<<", Precedence.Shift),
        ExpressionType.RightShift => (">>", Precedence.Shift),
        ExpressionType.LessThan => ("<", Precedence.Relational),
        ExpressionType.LessThanOrEqual => ("<=", Precedence.Relational),
        ExpressionType.GreaterThan => (">", Precedence.Relational),
        ExpressionType.GreaterThanOrEqual => (">=", Precedence.Relational),
        ExpressionType.Equal => ("==", Precedence.Equality),
        ExpressionType.NotEqual => ("!=", Precedence.Equality),
        ExpressionType.And => ("&", Precedence.And),
        ExpressionType.ExclusiveOr => ("^", Precedence.Xor),
        ExpressionType.Or => ("|", Precedence.Or),
        ExpressionType.AndAlso => ("&&", Precedence.AndAlso),
        ExpressionType.OrElse => ("||", Precedence.OrElse),
        ExpressionType.Coalesce => ("??", Precedence.Coalescing),
        _ => null,
    };

    /// <summary>The symbol of an overloaded operator, by the name of its method.</summary>
    public static ExpressionType? OfMethod(string name) => name switch
    {
        "op_Addition" => ExpressionType.Add,
        "op_Subtraction" => ExpressionType.Subtract,
        "op_Multiply" => ExpressionType.Multiply,
        "op_Division" => ExpressionType.Divide,
        "op_Modulus" => ExpressionType.Modulo,
        "op_Equality" => ExpressionType.Equal,
        "op_Inequality" => ExpressionType.NotEqual,
        "op_LessThan" => ExpressionType.LessThan,
        "op_LessThanOrEqual" => ExpressionType.LessThanOrEqual,
        "op_GreaterThan" => ExpressionType.GreaterThan,
        "op_GreaterThanOrEqual" => ExpressionType.GreaterThanOrEqual,
        _ => null,
    };
}
