using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>Sum, Average, Aggregate: what makes one number of many.</summary>
internal static class Reductions
{
    public static Value? Sum(LinqCall call) => Numbers(call, (source, type) => new NodeValue(Sum(source, type), type));

    public static Value? Average(LinqCall call) => Numbers(call, Average);

    /// <summary>
    /// What <paramref name="reduce"/> makes of the elements, the function that is given with them applied, and of the type of the result;
    /// null where they are no numbers.
    /// </summary>
    public static Value? Numbers(LinqCall call, Func<Sequence, Type, Value> reduce)
    {
        var source = call.Source();
        if (call.Count > 1)
        {
            source = source.Select(call.Function(1));
        }

        return IsNumber(source.ElementType) ? reduce(source, call.Type)
            : Nullable.GetUnderlyingType(source.ElementType) is { } number && IsNumber(number) ? Missing.Reduce(call, source, reduce)
            : null;
    }

    public static Value Aggregate(LinqCall call)
    {
        var source = call.Source();
        if (call.Count == 2)
        {
            return FromFirst(source, call.Function(1));
        }

        var seed = call.Value(1);
        var f = call.Function(2);
        var result = call.Count > 3 ? call.Function(3) : null;
        var total = source.Walk(seed, null, new Step((element, state) => f.Call(state, element), f.Size));
        return result is null ? total : result.Call(total);
    }

    private static bool IsNumber(Type type) => IrType.Of(type) is { IsFloat: true } or { IsInteger: true };

    /// <summary>float is averaged in double precision; integers raise an exception where their sum is too big.</summary>
    private static NodeValue Average(Sequence source, Type type)
    {
        var (loops, builder) = (source.Loops, source.Loops.Builder);
        var wide = IrType.Of(source.ElementType).IsInteger ? IrType.I64 : IrType.F64;

        // The library starts with the first element, but with zero where it sees an array: the mean of −0 is −0 or 0.
        var start = source is Indexed { IsCollection: true } ? 0 : -0.0;
        Node sum, count;
        if (source is Indexed indexed)
        {
            count = loops.NotEmpty(indexed.Positions);
            sum = Total(indexed.Counted(count), wide, start);
        }
        else
        {
            var both = (Pack)source.Walk(
                new Pack(new NodeValue(builder.Number(start, wide), wide.Clr), loops.Int(0)),
                null,
                new Step((x, s) => new Pack(Plus(loops, ((Pack)s)[0], x), loops.Add(((Pack)s).Node(1), 1).AsInt()), 2));
            count = loops.NotEmpty(both.Node(1));
            sum = both.Node(0);
        }

        var mean = builder.Apply(Ops.Div, builder.Convert(sum, IrType.F64), builder.Convert(count, IrType.F64));
        return new NodeValue(builder.Convert(mean, IrType.Of(type)), type);
    }

    private static Node Sum(Sequence source, Type type)
    {
        var result = IrType.Of(type);
        return source.Loops.Builder.Convert(Total(source, result.IsFloat ? IrType.F64 : result), result);
    }

    private static Node Total(Sequence source, IrType type, double start = 0)
    {
        var nothing = new NodeValue(source.Loops.Builder.Number(start, type), type.Clr);
        return ((NodeValue)source.Walk(nothing, null, new Step((element, sum) => Plus(source.Loops, sum, element), 1))).Node;
    }

    private static NodeValue Plus(Loops loops, Value sum, Value element)
    {
        var node = ((NodeValue)sum).Node;
        var term = loops.Builder.Convert(loops.Capture.ToNode(element), node.Type);
        return new NodeValue(loops.Builder.Apply(node.Type.IsInteger ? Ops.AddChecked : Ops.Add, node, term), sum.Type);
    }

    /// <summary>Without a seed: the first element is where it starts.</summary>
    private static Value FromFirst(Sequence source, Function f)
    {
        var loops = source.Loops;
        if (source is Indexed { IsCheap: true } indexed)
        {
            var rest = indexed.Slice(loops.Builder.Constant(1), loops.Add(indexed.Positions, -1));
            return loops.First(indexed.Positions, first =>
                rest.Walk(indexed.At(first), null, new Step((element, state) => f.Call(state, element), f.Size)));
        }

        var last = (Pack)source.Walk(
            new Pack(loops.Truth(false), Defaults.Zero(source)),
            null,
            new Step(
                (element, s) => new Pack(loops.Truth(true), loops.If(((Pack)s).Node(0), () => f.Call(((Pack)s)[1], element), () => element)),
                f.Size));
        loops.Require(last.Node(0), () => Exceptions.NoElements(loops.Builder));
        return last[1];
    }
}
