using System.Linq.Expressions;
using ExprAD.IR;

namespace ExprAD.Emission;

/// <summary>Conversions between the types of the graph and those of the user's memory.</summary>
internal static class Conversions
{
    public static Expression Apply(Node node, Expression value)
    {
        var isChecked = node.Op == Ops.ConvertChecked;
        if (node.Attribute is Type through)
        {
            value = To(value, through, isChecked);
        }

        return To(value, node.Type.Clr, isChecked);
    }

    /// <summary>The conversion a C# cast makes; truth values become 0 or 1.</summary>
    public static Expression To(Expression value, Type type, bool isChecked = false)
    {
        if (value.Type == type)
        {
            return value;
        }

        if (value.Type == typeof(bool) && type.IsPrimitive)
        {
            return To(Expression.Condition(value, Expression.Constant(1), Expression.Constant(0)), type);
        }

        return isChecked ? Expression.ConvertChecked(value, type) : Expression.Convert(value, type);
    }
}
