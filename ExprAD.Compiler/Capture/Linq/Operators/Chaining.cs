namespace ExprAD.Capture.Linq;

/// <summary>Concat, Append, Prepend, DefaultIfEmpty: what adds elements.</summary>
internal static class Chaining
{
    public static Value Concat(LinqCall call)
    {
        var first = call.Source(0);
        return Chained.Of(call.Loops, first.ElementType, first, call.Source(1));
    }

    public static Value Append(LinqCall call)
    {
        var source = call.Source();
        return Chained.Of(call.Loops, source.ElementType, source, Literals.Of(call.Loops, source.ElementType, call.Value(1)));
    }

    public static Value Prepend(LinqCall call)
    {
        var source = call.Source();
        return Chained.Of(call.Loops, source.ElementType, Literals.Of(call.Loops, source.ElementType, call.Value(1)), source);
    }

    public static Value DefaultIfEmpty(LinqCall call)
    {
        var source = call.Source();
        var absent = call.Count > 1 ? call.Value(1) : null;
        var loops = call.Loops;
        return new Pushed(loops, source.ElementType, source.Bound is { } bound ? loops.Builder.Apply(IR.Ops.Max, bound, loops.Builder.Constant(1)) : null, (state, goesOn, step) =>
        {
            var element = absent ?? Defaults.Of(source);
            if (source is Indexed indexed)
            {
                // One loop: over the elements, or over the one that stands for none.
                var isEmpty = loops.Less(indexed.Positions, loops.Builder.Constant(1));
                var count = loops.Builder.Apply(IR.Ops.Max, indexed.Positions, loops.Builder.Constant(1));
                return new Indexed(loops, source.ElementType, count, i => loops.If(isEmpty, () => element, () => indexed.At(i))).Walk(state, goesOn, step);
            }

            var last = (Pack)source.Walk(
                new Pack(loops.Truth(true), state),
                goesOn is null ? null : s => goesOn(((Pack)s)[1]),
                new Step((x, s) => new Pack(loops.Truth(false), step.Build(x, ((Pack)s)[1])), step.Size));
            return loops.If(last.Node(0), () => step.Build(element, last[1]), () => last[1]);
        });
    }
}
