using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>Take, Skip, TakeLast, SkipLast, Reverse, Chunk: what chooses elements by their numbers.</summary>
internal static class Slicing
{
    public static Value? Take(LinqCall call)
    {
        if (call.Argument(1).Type != typeof(int))
        {
            return null;
        }

        // Data that is enumerated may have no end.
        return Sources.OfStart(call.Loops, call.Argument(0), call.Scope, () => call.Node(1)) ?? Take(call.Source(), call.Node(1));
    }

    public static Value Skip(LinqCall call)
    {
        var source = call.Source();
        return Skip(source, call.Node(1));
    }

    public static Value TakeLast(LinqCall call)
    {
        var source = call.Source();
        var count = call.Loops.NonNegative(call.Node(1));
        return Deferred(source, source.ElementType, s =>
        {
            var length = s.Count();
            var taken = call.Loops.Min(count, length);
            return s.Slice(call.Loops.Sub(length, taken), taken);
        });
    }

    public static Value SkipLast(LinqCall call)
    {
        var source = call.Source();
        var count = call.Loops.NonNegative(call.Node(1));
        return Deferred(source, source.ElementType, s => s.Slice(call.Builder.Constant(0), call.Loops.Sub(s.Count(), count)));
    }

    public static Value Reverse(LinqCall call) => call.Source() switch
    {
        Positioned positioned => positioned.Backwards(),
        var source => Deferred(source, source.ElementType, s => s.Reverse()),
    };

    public static Value Chunk(LinqCall call)
    {
        var source = call.Source();
        var loops = call.Loops;
        var size = call.Node(1);
        if (!size.IsConstant || Scalars.ToInt64(size.Attribute!) < 1)
        {
            size = loops.Check(nameof(Checks.ChunkSize), size);
        }

        return source is Indexed { IsCheap: true } indexed
            ? Chunks(indexed, size)
            : new Pushed(loops, source.ElementType.MakeArrayType(), source.Bound, (state, goesOn, step) =>
                Chunks(source.Buffer(), size).Walk(state, goesOn, step));
    }

    /// <summary>list.GetRange: a new list.</summary>
    public static Value? GetRange(LinqCall call)
    {
        if (call.Source() is not Indexed source)
        {
            return null;
        }

        var loops = call.Loops;
        var start = loops.Demand(nameof(Checks.RangeStart), call.Node(1));
        var count = loops.Demand(nameof(Checks.RangeCount), call.Node(2), start, source.Positions);
        return Collecting.ToList(source.Slice(start, count));
    }

    public static Sequence Take(Sequence source, Node count)
    {
        var loops = source.Loops;
        if (source is Indexed indexed)
        {
            return indexed.Slice(loops.Builder.Constant(0), loops.Min(count, indexed.Positions));
        }

        return new Pushed(loops, source.ElementType, source.Bound is { } bound ? loops.Min(count, bound) : count, (state, goesOn, step) =>
        {
            // How many have been taken, and what the consumer carries.
            var last = source.Walk(
                new Pack(loops.Int(0), state),
                s => loops.Less(((Pack)s).Node(0), count) is var more && goesOn is null ? more : loops.And(more, goesOn(((Pack)s)[1])),
                new Step(
                    (element, s) => new Pack(loops.Add(((Pack)s).Node(0), 1).AsInt(), step.Build(element, ((Pack)s)[1])),
                    step.Size));
            return ((Pack)last)[1];
        });
    }

    public static Sequence Skip(Sequence source, Node count)
    {
        var loops = source.Loops;
        count = loops.NonNegative(count);
        if (source is Indexed indexed)
        {
            return indexed.Slice(count, loops.Sub(indexed.Count(), count));
        }

        return new Pushed(loops, source.ElementType, source.Bound, (state, goesOn, step) =>
            source.WalkNumbered(
                state,
                goesOn,
                (element, number, s) => loops.If(loops.Less(number, count), () => s, () => step.Build(element, s)),
                step.Size));
    }

    private static Indexed Chunks(Indexed source, Node size)
    {
        var loops = source.Loops;
        var builder = loops.Builder;
        var length = source.Count();

        // One more than the last chunk's number, without a sum that could wrap around.
        var whole = builder.Apply(Ops.IntDiv, length, size);
        var rest = builder.Apply(Ops.IntRem, length, size);
        var count = builder.Apply(Ops.Add, whole, builder.Apply(Ops.Min, rest, builder.Constant(1)));
        return new Indexed(loops, source.ElementType.MakeArrayType(), count, i =>
        {
            var start = builder.Apply(Ops.Mul, i, size);
            return new Chunk(source, start, loops.Min(size, loops.Sub(length, start)));
        });
    }

    /// <summary>A change to a sequence in which elements are found by position; another is kept in memory for it, when it is looked through.</summary>
    private static Sequence Deferred(Sequence source, Type elementType, Func<Indexed, Sequence> change) => source is Indexed indexed
        ? change(indexed)
        : new Pushed(source.Loops, elementType, source.Bound, (state, goesOn, step) => change(source.Buffer()).Walk(state, goesOn, step));
}
