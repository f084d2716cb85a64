using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>First, Last, Single, ElementAt and their OrDefault: what picks one element.</summary>
internal static class Search
{
    public static Value First(LinqCall call) => new Request(call).First();

    public static Value Last(LinqCall call) => new Request(call).Last();

    public static Value Single(LinqCall call) => new Request(call).Single();

    /// <summary>Array.Find, list.Find.</summary>
    public static Value Find(LinqCall call) => new Request(call).First();

    /// <summary>Array.FindLast, list.FindLast.</summary>
    public static Value FindLast(LinqCall call) => new Request(call).Last();

    public static Value? ElementAt(LinqCall call)
    {
        var source = call.Source();
        if (call.Argument(1).Type != typeof(int))
        {
            return null;
        }

        var loops = call.Loops;
        var index = call.Node(1);
        var orDefault = call.Name.EndsWith("OrDefault", StringComparison.Ordinal);
        if (source is not Indexed indexed)
        {
            var (state, picked) = Picking.Walk(source, new Pack(loops.Truth(false), loops.Int(0)), s => loops.Not(((Pack)s).Node(0)), (_, s) =>
            {
                var found = loops.Builder.Apply(Ops.Eq, ((Pack)s).Node(1), index);
                return (found, new Pack(found.AsTruth(), loops.Add(((Pack)s).Node(1), 1).AsInt()));
            });
            return Found(source, ((Pack)state).Node(0), picked, orDefault ? Defaults.Of(source) : null, Exceptions.IndexOutOfRange);
        }

        if (orDefault)
        {
            var isWithin = loops.And(loops.Not(loops.Less(index, loops.Builder.Constant(0))), loops.Less(index, indexed.Positions));
            var absent = Defaults.Of(source);
            return loops.If(isWithin, () => indexed.At(index), () => absent);
        }

        return loops.Checked(indexed.At, indexed.IsCollection ? nameof(Checks.ItemIndex) : nameof(Checks.Index), index, indexed.Positions);
    }

    /// <summary>The position of the first element of which <paramref name="test"/> holds, or the number of elements.</summary>
    public static Node Position(Indexed source, Func<Value, Node, Node> test)
    {
        var loops = source.Loops;
        var last = (Pack)source.WalkPositions(
            new Pack(loops.Truth(false), source.Count().AsInt()),
            s => loops.Not(((Pack)s).Node(0)),
            (position, element, s) =>
            {
                var found = test(element, position);
                return new Pack(found.AsTruth(), loops.Builder.Apply(Ops.Select, found, position, ((Pack)s).Node(1)).AsInt());
            });
        return last.Node(1);
    }

    /// <summary>What was found; else <paramref name="absent"/>, or an exception where that is null.</summary>
    private static Value Found(Sequence source, Node found, Func<Value> picked, Value? absent, Func<GraphBuilder, Node> exception)
    {
        if (absent is not null)
        {
            return source.Loops.If(found, picked, () => absent);
        }

        source.Loops.Require(found, () => exception(source.Loops.Builder));
        return picked();
    }

    /// <summary>The arguments of First, Last or Single: a predicate or not, a default or not.</summary>
    private sealed class Request
    {
        private readonly Loops loops;
        private readonly Sequence source;
        private readonly Function? predicate;
        private readonly Value? absent;

        public Request(LinqCall call)
        {
            loops = call.Loops;
            source = call.Source();
            predicate = call.IsFunction(1) ? call.Function(1) : null;
            if (call.Name.EndsWith("OrDefault", StringComparison.Ordinal) || call.Name.StartsWith("Find", StringComparison.Ordinal))
            {
                absent = call.Count > (predicate is null ? 1 : 2) ? call.Value(call.Count - 1) : Defaults.Of(source);
            }
        }

        public Value First() => Picked(source, onlyFirst: true);

        public Value Last() => source is Positioned positioned
            ? Picked(positioned.Backwards(), onlyFirst: true)
            : Picked(source, onlyFirst: false);

        public Value Single()
        {
            var candidates = predicate is null ? source : source.Where(predicate);
            if (candidates is Indexed indexed)
            {
                if (absent is null)
                {
                    return loops.Checked(indexed.At, nameof(Checks.Single), indexed.Positions);
                }

                loops.Require(loops.Less(indexed.Positions, loops.Builder.Constant(2)), () => Exceptions.SeveralElements(loops.Builder));
                return loops.If(loops.Less(loops.Builder.Constant(0), indexed.Positions), () => indexed.At(loops.Builder.Constant(0)), () => absent);
            }

            var two = loops.Builder.Constant(2);
            var (state, picked) = Picking.Walk(candidates, loops.Int(0), s => loops.Less(((NodeValue)s).Node, two), (_, s) =>
                (loops.Builder.Constant(true), loops.Add(((NodeValue)s).Node, 1).AsInt()));
            var count = ((NodeValue)state).Node;
            loops.Require(
                loops.Less(count, two),
                () => predicate is null ? Exceptions.SeveralElements(loops.Builder) : Exceptions.SeveralMatches(loops.Builder));
            return Found(candidates, loops.Less(loops.Builder.Constant(0), count), picked, absent, None);
        }

        private Value Picked(Sequence elements, bool onlyFirst)
        {
            var candidates = predicate is null ? elements : elements.Where(predicate);
            if (candidates is Indexed indexed)
            {
                return absent is null
                    ? loops.First(indexed.Positions, indexed.At)
                    : loops.If(loops.Less(loops.Builder.Constant(0), indexed.Positions), () => indexed.At(loops.Builder.Constant(0)), () => absent);
            }

            var (found, picked) = Picking.Walk(
                candidates,
                loops.Truth(false),
                onlyFirst ? s => loops.Not(((NodeValue)s).Node) : null,
                (_, _) => (loops.Builder.Constant(true), loops.Truth(true)));
            return Found(candidates, ((NodeValue)found).Node, picked, absent, None);
        }

        private Node None(GraphBuilder builder) => predicate is null ? Exceptions.NoElements(builder) : Exceptions.NoMatch(builder);
    }
}
