using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>Range, Repeat, Empty.</summary>
internal static class Creation
{
    public static Value Range(LinqCall call)
    {
        var start = call.Node(0);
        var count = call.Node(1);
        var first = start.IsConstant ? Scalars.ToInt64(start.Attribute!) : long.MaxValue;
        var isSafe = (Bounds.IsNonNegative(count) && first <= 1)
            || (count.IsConstant && Scalars.ToInt64(count.Attribute!) is >= 0 and var n && first + n - 1 <= int.MaxValue);
        if (!isSafe)
        {
            count = first <= 1 ? call.Loops.Check(nameof(Checks.Count), count) : call.Loops.Check(nameof(Checks.CountFrom), count, start);
        }

        return new Indexed(call.Loops, typeof(int), count, i => call.Builder.Apply(Ops.Add, i, start).AsInt());
    }

    public static Value Repeat(LinqCall call)
    {
        var element = call.Value(0);
        var count = call.Node(1);
        if (!Bounds.IsNonNegative(count))
        {
            count = call.Loops.Check(nameof(Checks.Count), count);
        }

        return new Indexed(call.Loops, call.TypeArguments[0], count, _ => element);
    }

    public static Value Empty(LinqCall call) => Literals.Of(call.Loops, call.TypeArguments[0]);
}
