namespace ExprAD.Capture.Linq;

/// <summary>ToArray, ToList, AsEnumerable, and the conversions to spans that the compiler inserts.</summary>
internal static class Materialisation
{
    public static Value ToArray(LinqCall call) => Collecting.ToArray(call.Source());

    public static Value ToList(LinqCall call) => Collecting.ToList(call.Source());

    /// <summary>The same elements, seen through another type.</summary>
    public static Value Same(LinqCall call) => call.Source();

    /// <summary>A span over an array, all of it, from a position on, or up to a length; what lies outside raises an exception.</summary>
    public static Value? AsSpan(LinqCall call)
    {
        var loops = call.Loops;
        if (call.Source() is not Indexed source)
        {
            return null;
        }

        if (call.Count == 1)
        {
            return source;
        }

        if (call.Argument(1).Type != typeof(int))
        {
            return null;
        }

        var length = source.Positions;
        var start = loops.Demand(nameof(IR.Checks.SpanStart), call.Node(1), length);
        var rest = loops.Sub(length, start);
        return source.Slice(start, call.Count == 2 ? rest : loops.Demand(nameof(IR.Checks.SpanStart), call.Node(2), rest));
    }
}
