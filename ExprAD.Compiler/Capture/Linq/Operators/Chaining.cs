using ExprAD.IR;

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
        var absent = call.Count > 1 ? call.Value(1) : Defaults.Of(source);
        var loops = call.Loops;
        var one = call.Builder.Constant(1);
        var bound = source.Bound is { } most ? call.Builder.Apply(Ops.Max, most, one) : null;
        if (source is Indexed indexed)
        {
            // One loop: over the elements, or over the one that stands for none.
            var isEmpty = loops.Less(indexed.Positions, one);
            return new Indexed(loops, source.ElementType, bound!, i => loops.If(isEmpty, () => absent, () => indexed.At(i))) { Cost = indexed.Cost + 1 };
        }

        return new Pushed(loops, source.ElementType, bound, (state, goesOn, step) =>
        {
            var last = (Pack)source.Walk(
                new Pack(loops.Truth(true), state),
                goesOn is null ? null : s => goesOn(((Pack)s)[1]),
                new Step((x, s) => new Pack(loops.Truth(false), step.Build(x, ((Pack)s)[1])), step.Size));
            var isWanted = goesOn is null ? last.Node(0) : loops.And(last.Node(0), goesOn(last[1]));
            return loops.If(isWanted, () => step.Build(absent, last[1]), () => last[1]);
        });
    }
}
