using System.Linq.Expressions;
using ExprAD.Emission.Runtime;
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

        if (value.Type.IsPrimitive && type.IsPrimitive)
        {
            if (value.Type == typeof(ulong) && (type == typeof(double) || type == typeof(float)))
            {
                return Cast(value, type, isChecked: false);
            }

            value = Widen(value);
            if (value.Type == type)
            {
                return value;
            }

            if (!IsOfGraph(type))
            {
                var wide = value.Type == typeof(int) ? typeof(long) : value.Type == typeof(float) ? typeof(double) : value.Type;
                return Cast(To(value, wide), type, isChecked);
            }
        }

        return isChecked ? Expression.ConvertChecked(value, type) : Expression.Convert(value, type);
    }

    /// <summary>Narrow and unsigned integers as the type of the graph that carries them.</summary>
    private static Expression Widen(Expression value) =>
        IsOfGraph(value.Type) ? value
        : value.Type == typeof(uint) || value.Type == typeof(ulong) ? Cast(value, typeof(long), isChecked: false)
        : Expression.Convert(value, typeof(int));

    private static bool IsOfGraph(Type type) =>
        type == typeof(double) || type == typeof(int) || type == typeof(long) || type == typeof(float) || type == typeof(bool);

    private static MethodCallExpression Cast(Expression value, Type type, bool isChecked) =>
        Expression.Call(typeof(Casts), $"{(isChecked ? "Checked" : "")}To{type.Name}", null, value);
}
