using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>
/// Max, Min, MaxBy, MinBy. A number that is not a number is less than all others to them;
/// the loops start from what is neutral, so that each is a single reduction.
/// </summary>
internal static class Extremes
{
    public static Value? Max(LinqCall call) => Reductions.Numbers(call, (source, _) => Of(source, isMax: true));

    public static Value? Min(LinqCall call) => Reductions.Numbers(call, (source, _) => Of(source, isMax: false));

    public static Value? MaxBy(LinqCall call) => By(call, isMax: true);

    public static Value? MinBy(LinqCall call) => By(call, isMax: false);

    private static Value Of(Sequence source, bool isMax)
    {
        var loops = source.Loops;
        var type = IrType.Of(source.ElementType);
        var neutral = new NodeValue(Neutral(loops.Builder, type, isMax), source.ElementType);
        var op = !isMax ? Ops.Min : type.IsFloat ? Ops.MaxNumber : Ops.Max;
        Value Greatest(Value element, Value so) =>
            new NodeValue(loops.Builder.Apply(op, ((NodeValue)so).Node, loops.Capture.ToNode(element)), source.ElementType);

        if (source is Indexed indexed)
        {
            return indexed.Counted(loops.NotEmpty(indexed.Positions)).Walk(neutral, null, new Step(Greatest, Step.Once));
        }

        var last = (Pack)source.Walk(
            new Pack(loops.Truth(false), neutral),
            null,
            new Step((element, s) => new Pack(loops.Truth(true), Greatest(element, ((Pack)s)[1])), Step.Once));
        loops.Require(last.Node(0), () => Exceptions.NoElements(loops.Builder));
        return last[1];
    }

    private static Value? By(LinqCall call, bool isMax)
    {
        var source = call.Source();
        var key = call.Function(1);
        var type = IrType.Of(key.Result);
        if (!type.IsFloat && !type.IsInteger)
        {
            return null;
        }

        return source is Indexed indexed ? ByPosition(indexed, key, isMax) : ByWalking(source, key, isMax);
    }

    private static Value ByPosition(Indexed source, Function key, bool isMax)
    {
        var loops = source.Loops;
        var count = source.Positions;
        if (source.ElementType.IsValueType)
        {
            source = source.Counted(loops.NotEmpty(count));
        }

        // The key of the best so far. The first element is the best where no key is better than the neutral one.
        var (_, best) = Picking.Walk(source, Start(loops, key, isMax), null, (element, greatest) =>
        {
            var candidate = loops.Capture.ToNode(key.Call(element));
            var isBetter = IsBetter(loops, candidate, ((NodeValue)greatest).Node, isMax);
            return (isBetter, Better(loops, isBetter, candidate, greatest));
        });
        if (source.ElementType.IsValueType)
        {
            var element = best();
            if (source.Positions != count && !Loops.DependsOn(element, source.Positions))
            {
                loops.Demand(nameof(Checks.NotEmpty), count);
            }

            return element;
        }

        return OrNone(source, loops.Less(loops.Builder.Constant(0), source.Positions), best);
    }

    private static Value ByWalking(Sequence source, Function key, bool isMax)
    {
        // Whether there is one yet, and the key of the best so far.
        var loops = source.Loops;
        var (last, best) = Picking.Walk(source, new Pack(loops.Truth(false), Start(loops, key, isMax)), null, (element, s) =>
        {
            var (found, greatest) = (((Pack)s).Node(0), ((Pack)s)[1]);
            var candidate = loops.Capture.ToNode(key.Call(element));
            var isBetter = loops.Or(loops.Not(found), IsBetter(loops, candidate, ((NodeValue)greatest).Node, isMax));
            return (isBetter, new Pack(loops.Truth(true), Better(loops, isBetter, candidate, greatest)));
        });
        return OrNone(source, ((Pack)last).Node(0), best);
    }

    private static NodeValue Start(Loops loops, Function key, bool isMax) =>
        new(Neutral(loops.Builder, IrType.Of(key.Result), isMax), key.Result);

    private static NodeValue Better(Loops loops, Node isBetter, Node candidate, Value greatest) =>
        new(loops.Builder.Apply(Ops.Select, isBetter, candidate, ((NodeValue)greatest).Node), greatest.Type);

    /// <summary>The greatest of no elements is null where that is a value; of structs there is none.</summary>
    private static Value OrNone(Sequence source, Node found, Func<Value> best)
    {
        var loops = source.Loops;
        if (source.ElementType.IsValueType)
        {
            loops.Require(found, () => Exceptions.NoElements(loops.Builder));
            return best();
        }

        if (source.Shape is NodeValue)
        {
            var absent = Defaults.Of(source);
            return loops.If(found, best, () => absent);
        }

        // Made in the function, it is only there to have its members read, which raises this of null.
        loops.Require(found, () => Exceptions.Make(loops.Builder, typeof(NullReferenceException), "Object reference not set to an instance of an object."));
        return best();
    }

    /// <summary>What no number is less than (or greater than): the result is the other operand.</summary>
    private static Node Neutral(GraphBuilder builder, IrType type, bool isMax) => type.Kind switch
    {
        TypeKind.F64 or TypeKind.F32 => builder.Number(isMax ? double.NaN : double.PositiveInfinity, type),
        TypeKind.I32 => builder.Constant(isMax ? int.MinValue : int.MaxValue, type),
        _ => builder.Constant(isMax ? long.MinValue : long.MaxValue, type),
    };

    /// <summary>a before b in the order of <see cref="Comparer{T}.Default"/>, in which NaN is less than everything else.</summary>
    private static Node IsBetter(Loops loops, Node a, Node b, bool isMax)
    {
        var (less, greater) = isMax ? (b, a) : (a, b);
        var isLess = loops.Less(less, greater);
        return !a.Type.IsFloat ? isLess
            : loops.Or(isLess, loops.And(
                loops.Builder.Apply(Ops.Ne, less, less),
                loops.Builder.Apply(Ops.Eq, greater, greater)));
    }
}
