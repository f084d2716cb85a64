using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>Range, Repeat, Empty.</summary>
internal static class Creation
{
    public static Value Range(LinqCall call)
    {
        var start = call.Node(0);
        var count = call.Node(1);
        if (!IsSafe(start, count))
        {
            count = start.IsConstant && Scalars.ToInt64(start.Attribute!) <= 1
                ? call.Loops.Check(nameof(Checks.Count), count)
                : call.Loops.Check(nameof(Checks.CountFrom), count, start);
        }

        return new Indexed(call.Loops, typeof(int), count, i => call.Builder.Apply(Ops.Add, i, start).AsInt());
    }

    /// <summary>Whether it is certain that the number of integers is not negative and none is too big.</summary>
    private static bool IsSafe(Node start, Node count)
    {
        if (!Bounds.IsNonNegative(count))
        {
            return false;
        }

        return Bounds.FitsLength(start, count)
            || (start.IsConstant && Scalars.ToInt64(start.Attribute!) is var first
                && (first <= 1 || (count.IsConstant && first + Scalars.ToInt64(count.Attribute!) - 1 <= int.MaxValue)));
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

    /// <summary>Integers without end; what is looked through must be cut off by another operator.</summary>
    public static Value InfiniteSequence(LinqCall call)
    {
        if (!IrType.Of(call.TypeArguments[0]).IsInteger)
        {
            throw call.Refuse("a sequence without end is not a loop", "Use Enumerable.Range and Select.");
        }

        var (start, step) = (call.Node(0), call.Node(1));
        return new Indexed(call.Loops, call.TypeArguments[0], call.Builder.Constant(int.MaxValue), i => new NodeValue(
            call.Builder.Apply(Ops.Add, start, call.Builder.Apply(Ops.Mul, call.Builder.Convert(i, step.Type), step)), call.TypeArguments[0]));
    }
}
