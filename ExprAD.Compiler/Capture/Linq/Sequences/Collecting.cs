using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>Sequences kept in memory: an array for each scalar that an element consists of.</summary>
internal static class Collecting
{
    /// <summary>The elements as an array.</summary>
    public static Value ToArray(Sequence sequence) => Collect(sequence, sequence.ElementType.MakeArrayType());

    /// <summary>The elements as a list.</summary>
    public static Value ToList(Sequence sequence) => Collect(sequence, typeof(List<>).MakeGenericType(sequence.ElementType));

    /// <summary>The elements, each computed once.</summary>
    public static Indexed Buffer(Sequence sequence)
    {
        if (sequence is Indexed indexed)
        {
            return Fill(indexed, ElementTypes(sequence));
        }

        var loops = sequence.Loops;
        return Fill(sequence, sequence.Bound is { } bound ? loops.NonNegative(bound) : sequence.Count(), ElementTypes(sequence));
    }

    private static Value Collect(Sequence sequence, Type collection)
    {
        // What is found by position, or can't be bounded, is counted first; else there may be too much room, which is cut off.
        var filled = sequence as Indexed ?? Buffer(sequence);
        return Fill(filled, ElementTypes(sequence)).AsCollection(collection);
    }

    /// <summary>The types of the arrays; the only one is of the type that the user sees.</summary>
    private static IrType[] ElementTypes(Sequence sequence) => sequence.Shape is NodeValue single
        ? [IrType.Of((IrType.Of(single.Type) == single.Node.Type ? single.Type : single.Node.Type.Clr).MakeArrayType())]
        : [.. ExpressionCapture.Flatten(sequence.Shape).Select(n => IrType.Of(n.Type.Clr.MakeArrayType()))];

    private static Columns Fill(Indexed source, IrType[] types)
    {
        var loops = source.Loops;
        var count = source.Count();
        Node[] arrays = [.. types.Select(t => loops.Builder.NewArray(t, count))];
        loops.For(count, new Pack(), (i, state) => Store(loops, arrays, i, source.At(i), state));
        return new Columns(loops, source.ElementType, source.Shape, arrays, count);
    }

    private static Columns Fill(Sequence source, Node room, IrType[] types)
    {
        var loops = source.Loops;
        Node[] arrays = [.. types.Select(t => loops.Builder.NewArray(t, room))];
        var count = (NodeValue)source.Walk(loops.Int(0), null, new Step(
            (element, state) => Store(loops, arrays, ((NodeValue)state).Node, element, loops.Add(((NodeValue)state).Node, 1).AsInt()),
            Step.Once));
        return new Columns(loops, source.ElementType, source.Shape, arrays, count.Node);
    }

    private static Value Store(Loops loops, Node[] arrays, Node at, Value element, Value next)
    {
        var nodes = ExpressionCapture.Flatten(Loops.Settle(element));
        for (var i = 0; i < arrays.Length; i++)
        {
            loops.Builder.Store(arrays[i], [at], nodes[i]);
        }

        return next;
    }
}
