using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>Zip of two and of three, with and without a function.</summary>
internal static class Zipping
{
    public static Value Zip(LinqCall call)
    {
        if (call.TypeArguments.Length == 3 && !call.IsFunction(2))
        {
            var triple = typeof(ValueTuple<,,>).MakeGenericType(call.TypeArguments);
            return Of(
                Of(call.Source(0), call.Source(1), new Function(2, typeof(void), 0, x => new Pack(x))),
                call.Source(2),
                new Function(2, triple, 0, x => Tuples.Of(triple, ((Pack)x[0])[0], ((Pack)x[0])[1], x[1])));
        }

        var (first, second) = (call.Source(0), call.Source(1));
        var pair = typeof(ValueTuple<,>).MakeGenericType(first.ElementType, second.ElementType);
        return Of(first, second, call.IsFunction(2) ? call.Function(2) : new Function(2, pair, 0, x => Tuples.Of(pair, x)));
    }

    /// <summary>What <paramref name="f"/> makes of the elements of both that have the same number.</summary>
    public static Sequence Of(Sequence first, Sequence second, Function f)
    {
        var loops = first.Loops;
        if (first is Indexed a && second is Indexed b)
        {
            return new Indexed(loops, f.Result, loops.Min(a.Positions, b.Positions), i => f.Call(a.At(i), b.At(i))) { Cost = a.Cost + b.Cost + f.Size };
        }

        var bound = first.Bound is { } m && second.Bound is { } n ? loops.Min(m, n) : first.Bound ?? second.Bound;
        return first is Indexed indexed
            ? new Pushed(loops, f.Result, bound, Beside(second, indexed, (x, y) => f.Call(y, x), f.Size))
            : new Pushed(loops, f.Result, bound, (state, goesOn, step) =>
                Beside(first, second.Buffer(), (x, y) => f.Call(x, y), f.Size)(state, goesOn, step));
    }

    /// <summary>The walk through one sequence, with elements found by position beside it; it ends with the shorter of both.</summary>
    private static Pushed.Walker Beside(Sequence walked, Indexed indexed, Func<Value, Value, Value> f, int size)
    {
        var loops = walked.Loops;
        return (state, goesOn, step) =>
        {
            // The number of the element to come, and what the consumer carries.
            var last = walked.Walk(
                new Pack(loops.Int(0), state),
                s => Both(loops, loops.Less(((Pack)s).Node(0), indexed.Positions), goesOn?.Invoke(((Pack)s)[1])),
                new Step(
                    (element, s) =>
                    {
                        var number = ((Pack)s).Node(0);
                        return new Pack(loops.Add(number, 1).AsInt(), step.Build(f(element, indexed.At(number)), ((Pack)s)[1]));
                    },
                    step.Size + size));
            return ((Pack)last)[1];
        };
    }

    private static Node Both(Loops loops, Node a, Node? b) => b is null ? a : loops.And(a, b);
}
