using System.Linq.Expressions;

namespace ExprAD.Capture;

/// <summary>The kinds of operators that expression trees know.</summary>
internal static class Operators
{
    public static bool IsComparison(ExpressionType kind) => kind is ExpressionType.LessThan or ExpressionType.LessThanOrEqual
        or ExpressionType.GreaterThan or ExpressionType.GreaterThanOrEqual or ExpressionType.Equal or ExpressionType.NotEqual;

    /// <summary>True for what assigns its left operand: <c>=</c>, <c>+=</c> and the like.</summary>
    public static bool IsAssignment(ExpressionType kind) => kind == ExpressionType.Assign || Simple(kind) != kind;

    /// <summary>True for <c>++</c> and <c>--</c>.</summary>
    public static bool IsStep(ExpressionType kind) => kind is ExpressionType.PreIncrementAssign or ExpressionType.PreDecrementAssign
        or ExpressionType.PostIncrementAssign or ExpressionType.PostDecrementAssign;

    /// <summary>True for <c>+=</c>, <c>++</c> and the like, which read what they assign.</summary>
    public static bool IsCompound(ExpressionType kind) => Simple(kind) != kind || IsStep(kind);

    public static bool IsIncrement(ExpressionType kind) => kind is ExpressionType.PreIncrementAssign or ExpressionType.PostIncrementAssign;

    /// <summary>The operator in a compound assignment; other kinds are themselves.</summary>
    public static ExpressionType Simple(ExpressionType kind) => kind switch
    {
        ExpressionType.AddAssign => ExpressionType.Add,
        ExpressionType.AddAssignChecked => ExpressionType.AddChecked,
        ExpressionType.SubtractAssign => ExpressionType.Subtract,
        ExpressionType.SubtractAssignChecked => ExpressionType.SubtractChecked,
        ExpressionType.MultiplyAssign => ExpressionType.Multiply,
        ExpressionType.MultiplyAssignChecked => ExpressionType.MultiplyChecked,
        ExpressionType.DivideAssign => ExpressionType.Divide,
        ExpressionType.ModuloAssign => ExpressionType.Modulo,
        ExpressionType.PowerAssign => ExpressionType.Power,
        ExpressionType.AndAssign => ExpressionType.And,
        ExpressionType.OrAssign => ExpressionType.Or,
        ExpressionType.ExclusiveOrAssign => ExpressionType.ExclusiveOr,
        ExpressionType.LeftShiftAssign => ExpressionType.LeftShift,
        ExpressionType.RightShiftAssign => ExpressionType.RightShift,
        _ => kind,
    };
}
