namespace ExprAD.Capture.Linq;

/// <summary>Where, TakeWhile, SkipWhile: what chooses elements by looking at them.</summary>
internal static class Filtering
{
    public static Value Where(LinqCall call)
    {
        var source = call.Source();
        return source.Where(call.Function(1));
    }

    /// <summary>Array.FindAll, list.FindAll.</summary>
    public static Value FindAll(LinqCall call)
    {
        var source = call.Source();
        var found = source.Where(call.Function(1));
        return call.Type.IsArray ? Collecting.ToArray(found) : Collecting.ToList(found);
    }

    public static Value TakeWhile(LinqCall call)
    {
        var source = call.Source();
        var predicate = call.Function(1);
        var loops = call.Loops;
        return new Pushed(loops, source.ElementType, source.Bound, (state, goesOn, step) =>
        {
            if (goesOn is null && source is Indexed { IsCheap: true } indexed)
            {
                // First the end of what is taken, then a plain loop up to it.
                var end = Search.Position(indexed, (element, number) => loops.Not(loops.Capture.ToNode(predicate.Call(element, number))));
                return Slicing.Take(indexed, end).Walk(state, null, step);
            }

            // Whether it still goes on, and what the consumer carries.
            var last = source.WalkNumbered(
                new Pack(loops.Truth(true), state),
                s => goesOn is null ? ((Pack)s).Node(0) : loops.And(((Pack)s).Node(0), goesOn(((Pack)s)[1])),
                (element, number, s) => loops.If(
                    loops.Capture.ToNode(predicate.Call(element, number)),
                    () => new Pack(loops.Truth(true), step.Build(element, ((Pack)s)[1])),
                    () => new Pack(loops.Truth(false), ((Pack)s)[1])),
                step.Size + predicate.Size);
            return ((Pack)last)[1];
        });
    }

    public static Value SkipWhile(LinqCall call)
    {
        var source = call.Source();
        var predicate = call.Function(1);
        var loops = call.Loops;
        if (source is Indexed { IsCheap: true } indexed)
        {
            // First the end of what is skipped, then a plain loop over the rest.
            return new Pushed(loops, source.ElementType, source.Bound, (state, goesOn, step) =>
            {
                var start = Search.Position(indexed, (element, number) => loops.Not(loops.Capture.ToNode(predicate.Call(element, number))));
                return indexed.Slice(start, loops.Sub(indexed.Positions, start)).Walk(state, goesOn, step);
            });
        }

        return new Pushed(loops, source.ElementType, source.Bound, (state, goesOn, step) =>
        {
            // Whether an element has been let through, and what the consumer carries.
            var last = source.WalkNumbered(
                new Pack(loops.Truth(false), state),
                goesOn is null ? null : s => goesOn(((Pack)s)[1]),
                (element, number, s) =>
                {
                    var passes = loops.If(
                        ((Pack)s).Node(0),
                        () => loops.Truth(true),
                        () => loops.Not(loops.Capture.ToNode(predicate.Call(element, number))).AsTruth());
                    var node = loops.Capture.ToNode(passes);
                    return new Pack(passes, loops.If(node, () => step.Build(element, ((Pack)s)[1]), () => ((Pack)s)[1]));
                },
                step.Size + predicate.Size);
            return ((Pack)last)[1];
        });
    }
}
