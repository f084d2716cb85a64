using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>
/// Sequences one after the other. A consumer that is small is built for each of them; a bigger one is built once,
/// in one loop that picks the element by its position.
/// </summary>
internal static class Chained
{
    public static Sequence Of(Loops loops, Type elementType, params Sequence[] parts)
    {
        if (parts.All(p => p is Indexed))
        {
            return Of(loops, elementType, [.. parts.Cast<Indexed>()]);
        }

        Node? bound = loops.Builder.Constant(0);
        foreach (var part in parts)
        {
            bound = part.Bound is { } more && bound is not null ? loops.Builder.Apply(Ops.Add, bound, loops.NonNegative(more)) : null;
        }

        return new Pushed(loops, elementType, bound, (state, goesOn, step) =>
            parts.Aggregate(state, (s, part) => part.Walk(s, goesOn, step)));
    }

    private static Indexed Of(Loops loops, Type elementType, Indexed[] parts)
    {
        parts = [.. parts.SelectMany(p => p is ChainedIndexed chain ? chain.Parts : [p])];
        var starts = new Node[parts.Length + 1];
        starts[0] = loops.Builder.Constant(0);
        for (var i = 0; i < parts.Length; i++)
        {
            starts[i + 1] = loops.Builder.Apply(Ops.Add, starts[i], parts[i].Count());
        }

        return new ChainedIndexed(loops, elementType, parts, starts);
    }

    private sealed class ChainedIndexed : Indexed
    {
        public ChainedIndexed(Loops loops, Type elementType, Indexed[] parts, Node[] starts)
            : base(loops, elementType, starts[^1], i => At(loops, parts, starts, i, 0, parts.Length))
        {
            Parts = parts;
            Cost = parts.Max(p => p.Cost) + 1;
            Split = (state, step) => step.MayRepeat(parts.Length)
                ? parts.Aggregate(state, (s, part) => part.Walk(s, null, step))
                : WalkPositions(state, null, (_, element, s) => step.Build(element, s));
        }

        public Indexed[] Parts { get; }

        /// <summary>The element of the part, among those from <paramref name="first"/> up to <paramref name="end"/>, in which a position falls.</summary>
        private static Value At(Loops loops, Indexed[] parts, Node[] starts, Node position, int first, int end)
        {
            if (end - first == 1)
            {
                return parts[first].At(loops.Sub(position, starts[first]));
            }

            var middle = (first + end) / 2;
            return loops.If(
                loops.Less(position, starts[middle]),
                () => At(loops, parts, starts, position, first, middle),
                () => At(loops, parts, starts, position, middle, end));
        }
    }
}
