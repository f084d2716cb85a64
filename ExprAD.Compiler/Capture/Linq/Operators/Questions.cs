using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>Any, All, Count, Contains, IndexOf, SequenceEqual: what asks about elements.</summary>
internal static class Questions
{
    public static Value Any(LinqCall call)
    {
        var source = call.Source();
        return Any(call.Count > 1 ? source.Where(call.Function(1)) : source);
    }

    public static Value All(LinqCall call)
    {
        var source = call.Source();
        var predicate = call.Function(1);
        var fails = source.Where(new Function(1, typeof(bool), predicate.Size, x =>
            call.Loops.Not(call.Loops.Capture.ToNode(predicate.Call(x))).AsTruth()));
        return call.Loops.Not(Any(fails).Node).AsTruth();
    }

    public static Value Count(LinqCall call)
    {
        var source = call.Source();
        var count = (call.Count > 1 ? source.Where(call.Function(1)) : source).Count();
        return new NodeValue(call.Builder.Convert(count, IrType.Of(call.Type)), call.Type);
    }

    public static Value? Contains(LinqCall call)
    {
        var source = call.Source();
        return Equality.With(call, source, 1) is { } isIt
            ? Any(source.Where(new Function(1, typeof(bool), 1, x => isIt(x[0]).AsTruth())))
            : null;
    }

    /// <summary>The position of the first element that equals a value, or −1.</summary>
    public static Value? IndexOf(LinqCall call)
    {
        if (call.Source() is not Indexed source || call.Count > 2 || Equality.With(call, source, 1) is not { } isIt)
        {
            return null;
        }

        return FirstPosition(source, (element, _) => isIt(element));
    }

    /// <summary>Array.FindIndex, list.FindIndex: the position of the first element of which a predicate holds, or −1.</summary>
    public static Value? FindIndex(LinqCall call)
    {
        if (call.Source() is not Indexed source || call.Count > 2)
        {
            return null;
        }

        var predicate = call.Function(1);
        return FirstPosition(source, (element, _) => call.Loops.Capture.ToNode(predicate.Call(element)));
    }

    public static Value? SequenceEqual(LinqCall call)
    {
        var (first, second) = (call.Source(0), call.Source(1));
        var loops = call.Loops;
        if (Equality.Of(loops, first.ElementType) is not { } equals)
        {
            return null;
        }

        var (a, b) = (first.Buffer(), second.Buffer());
        var differ = Zipping.Of(a, b, new Function(2, typeof(bool), 1, x => loops.Not(equals(x[0], x[1])).AsTruth()))
            .Where(new Function(1, typeof(bool), 1, x => x[0]));
        return loops.If(
            loops.Builder.Apply(Ops.Eq, a.Count(), b.Count()),
            () => loops.Not(Any(differ).Node).AsTruth(),
            () => loops.Truth(false));
    }

    /// <summary>Whether there is an element.</summary>
    public static NodeValue Any(Sequence source)
    {
        var loops = source.Loops;
        return source is Indexed indexed
            ? loops.Less(loops.Builder.Constant(0), indexed.Positions).AsTruth()
            : (NodeValue)source.Walk(loops.Truth(false), s => loops.Not(((NodeValue)s).Node), new Step((_, _) => loops.Truth(true), 1));
    }

    private static NodeValue FirstPosition(Indexed source, Func<Value, Node, Node> test)
    {
        var loops = source.Loops;
        var position = Search.Position(source, test);
        return loops.Builder.Apply(
            Ops.Select, loops.Builder.Apply(Ops.Eq, position, source.Count()), loops.Builder.Constant(-1), position).AsInt();
    }
}
