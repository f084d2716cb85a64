namespace ExprAD.Capture.Linq;

/// <summary>OrderBy, ThenBy, Order: elements in the order of keys.</summary>
internal static class Ordering
{
    public static Value OrderBy(LinqCall call) => By(call, descending: false);

    public static Value OrderByDescending(LinqCall call) => By(call, descending: true);

    public static Value? ThenBy(LinqCall call) => Then(call, descending: false);

    public static Value? ThenByDescending(LinqCall call) => Then(call, descending: true);

    public static Value Order(LinqCall call) => Self(call, descending: false);

    public static Value OrderDescending(LinqCall call) => Self(call, descending: true);

    private static Ordered By(LinqCall call, bool descending)
    {
        var source = call.Source();
        return new Ordered(source.Buffer(), (call.Function(1), descending));
    }

    private static Ordered? Then(LinqCall call, bool descending) =>
        call.Value(0) is Ordered ordered ? ordered.ThenBy(call.Function(1), descending) : null;

    private static Ordered Self(LinqCall call, bool descending)
    {
        var source = call.Source();
        return new Ordered(source.Buffer(), (new Function(1, source.ElementType, 0, x => x[0]), descending));
    }
}
