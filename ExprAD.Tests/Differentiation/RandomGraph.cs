using ExprAD.Analyses;
using ExprAD.IR;
using ExprAD.Tests.Generators;

namespace ExprAD.Tests.Differentiation;

/// <summary>
/// A graph built at random: branches, loops of all kinds in each other, values carried and reduced, arrays made, written,
/// cleared, exchanged; functions that call themselves. It takes two numbers, an array of numbers and a jagged one.
/// </summary>
internal sealed partial class RandomGraph
{
    private readonly Choices choices;
    private GraphBuilder b;
    private Node array;
    private Node rows;
    private List<Node> numbers = [];
    private List<Node> wholes = [];
    private List<(Node Array, int Length)> arrays = [];

    /// <summary>Indices known to lie in <see cref="array"/>, and rows at hand with indices that lie in them.</summary>
    private List<(Node Array, Node Index)> places = [];
    private int budget = 30;

    private RandomGraph(Choices choices, bool strict)
    {
        this.choices = choices;
        b = new GraphBuilder(strict);
        numbers.Add(b.Input(IrType.F64, "x", InputRole.Parameter, differentiable: true));
        numbers.Add(b.Input(IrType.F64, "y", InputRole.Parameter, differentiable: true));
        array = b.Input(IrType.Of(typeof(double[])), "w", InputRole.Parameter, differentiable: true);
        rows = b.Input(IrType.Of(typeof(double[][])), "r", InputRole.Parameter, differentiable: true);
        wholes.Add(b.Length(array));
    }

    public static Graph Build(Choices choices, bool strict = false)
    {
        var random = new RandomGraph(choices, strict);
        random.Block(4);
        var result = random.numbers[^1];
        for (var n = choices.Next(3); n > 0; n--)
        {
            result = random.b.Apply(Ops.Add, result, random.Number());
        }

        foreach (var (array, _) in random.arrays.Take(2))
        {
            result = random.b.Apply(Ops.Add, result, random.b.Load(array, [random.b.Constant(0)], readOnly: false));
        }

        return FunctionTraits.Infer(random.b.Build("f", [result], ["value"]));
    }

    public static object?[] Arguments(Choices choices)
    {
        double[] Numbers() => [.. Enumerable.Range(0, choices.Next(4)).Select(_ => choices.Number())];
        return [choices.Number(), choices.Number(), Numbers(), Enumerable.Range(0, choices.Next(4)).Select(_ => Numbers()).ToArray()];
    }

    private void Block(int depth)
    {
        for (var n = choices.Next(5); n >= 0 && budget > 0; n--)
        {
            budget--;
            Statement(depth);
        }
    }

    private void Statement(int depth)
    {
        switch (depth > 0 ? choices.Next(15) : choices.Next(6))
        {
            case 0:
                numbers.Add(Expression(3));
                break;
            case 1 when arrays.Count > 0:
                var (read, length) = choices.Pick(arrays);
                numbers.Add(b.Load(read, [Within(length)], readOnly: false));
                break;
            case 2 when arrays.Count > 0:
                var (written, size) = choices.Pick(arrays);
                b.Store(written, [Within(size)], choices.Next(6) == 0 ? b.Constant(choices.Number()) : Bounded());
                break;
            case 3 when arrays.Count > 0:
                var (raised, room) = choices.Pick(arrays);
                b.AddTo(raised, [Within(room)], Bounded());
                break;
            case 4:
                var made = 1 + choices.Next(3);
                arrays.Add((b.NewArray(IrType.Of(typeof(double[])), b.Constant(made)), made));
                break;
            case 5 when arrays.Count > 0 && choices.Next(3) == 0:
                b.Emit(Ops.Clear, IrType.Void, [choices.Pick(arrays).Array]);
                break;
            case 6 or 7:
                Branch(depth - 1);
                break;
            case 8 or 9:
                Loop(depth - 1);
                break;
            case 10:
                While(depth - 1);
                break;
            case 11 when arrays.Count > 0:
                Exchange(depth - 1);
                break;
            case 12:
                Reduce(depth - 1);
                break;
            case 13:
                RunAgain(depth - 1);
                break;
            case 14:
                Call(depth - 1);
                break;
            default:
                numbers.Add(Expression(2));
                break;
        }
    }

    private void Branch(int depth)
    {
        var count = choices.Next(3);
        var results = b.If(Condition(), () => Side(), () => Side());
        numbers.AddRange(results);

        Node[] Side() => Inside(() =>
        {
            Block(depth);
            return Enumerable.Range(0, count).Select(_ => Expression(1)).ToArray();
        });
    }

    /// <summary>A block that hands out a number and, perhaps, an array that it made or found.</summary>
    private void RunAgain(int depth)
    {
        var length = 0;
        var results = b.Block(() => Inside(() =>
        {
            Block(depth);
            if (arrays.Count == 0 || choices.Flip())
            {
                return [Number()];
            }

            (var array, length) = arrays[^1];
            return [Number(), array];
        }));
        numbers.Add(results[0]);
        if (results.Length > 1)
        {
            arrays.Add((results[1], length));
        }
    }

    private (Node Count, Action<Node> Enter) Trips()
    {
        switch (choices.Next(5))
        {
            case 1:
                return (b.Length(array), i => places.AddRange([(array, b.Constant(0)), (array, i)]));
            case 2:
                return (wholes[^1], _ => { });
            case 3 when places.Exists(p => p.Array == array):
                // Over a row, where the outer loop stays within the rows too.
                var at = places.FindLast(p => p.Array == array).Index;
                var inside = b.Apply(Ops.Lt, at, b.Length(rows));
                var row = b.If(inside, () => [b.Load(rows, [at], readOnly: true)], () => [b.NewArray(IrType.Of(typeof(double[])), b.Constant(0))])[0];
                return (b.Length(row), i => places.AddRange([(row, b.Constant(0)), (row, i)]));
            default:
                return (b.Constant(choices.Next(4)), _ => { });
        }
    }

    private void Loop(int depth)
    {
        var (trips, enter) = Trips();
        Node[] init = [.. Enumerable.Range(0, 1 + choices.Next(3)).Select(_ => Number())];
        numbers.AddRange(b.For(trips, init, (i, carried) => Inside(() =>
        {
            enter(i);
            wholes.Add(i);
            numbers.AddRange(carried);
            Block(depth);
            return carried.Select(c => Next(c)).ToArray();
        })));
    }

    /// <summary>What a loop carries on: anything bounded, a sum, or the greatest.</summary>
    private Node Next(Node carried) => choices.Next(6) switch
    {
        1 => b.Apply(Ops.Add, carried, Bounded()),
        2 => b.Apply(Ops.Sub, carried, Bounded()),
        3 => b.Apply(Ops.Max, carried, Bounded()),
        4 => carried,
        5 => Number(),
        _ => Bounded(),
    };

    /// <summary>Several reductions at once, as one loop or through a nest, a branch, or both.</summary>
    private void Reduce(int depth)
    {
        var (trips, enter) = Trips();
        ScalarOp[] ops = [.. Enumerable.Range(0, 1 + choices.Next(2)).Select(_ => choices.Pick<ScalarOp>([Ops.Add, Ops.Max, Ops.Min, Ops.Sub]))];
        Node[] init = [.. ops.Select(_ => Number())];
        numbers.AddRange(b.For(trips, init, (i, sums) => Inside(() =>
        {
            enter(i);
            wholes.Add(i);
            if (choices.Flip())
            {
                Block(depth);
            }

            return Step(sums, 2);
        })));

        Node[] Step(Node[] sums, int nest) => (nest > 0 ? choices.Next(3) : 0) switch
        {
            1 => b.If(Condition(), () => Inside(() => Step(sums, nest - 1)), () => Inside(() => choices.Flip() ? Step(sums, nest - 1) : sums)),
            2 => b.For(wholes[^1], sums, (j, inner) => Inside(() =>
            {
                wholes.Add(j);
                return Step(inner, nest - 1);
            })),
            _ => [.. sums.Select((s, k) => b.Apply(ops[k], s, Bounded()))],
        };
    }

    private void While(int depth)
    {
        var limit = b.Constant(choices.Next(4));
        var bound = b.Constant(choices.Number() + 1);
        Node[] init = [Number(), Number(), b.Constant(0)];
        Node? computed = null;
        var values = b.While(
            init,
            carried => Inside(() =>
            {
                wholes.Add(carried[2]);
                numbers.AddRange(carried[..2]);
                if (choices.Next(3) == 0)
                {
                    Block(Math.Min(depth, 1));
                }

                computed = Bounded();
                var more = b.Apply(Ops.Lt, b.Apply(choices.Flip() ? Ops.Add : Ops.Mul, computed, carried[0]), bound);
                return [b.Apply(Ops.And, more, b.Apply(Ops.Lt, carried[2], limit))];
            })[0],
            carried => Inside(() =>
            {
                wholes.Add(carried[2]);
                numbers.AddRange(carried[..2]);
                numbers.Add(computed!);
                Block(depth);
                return [Next(carried[0]), Next(carried[1]), b.Apply(Ops.Add, carried[2], b.Constant(1))];
            }));
        numbers.AddRange(values[..2]);
    }

    /// <summary>A loop that carries two arrays and hands them on exchanged, or a new one instead.</summary>
    private void Exchange(int depth)
    {
        var (first, length) = choices.Pick(arrays);
        var others = arrays.FindAll(a => a.Length == length);
        var second = choices.Pick(others).Array;
        var exchanged = b.For(b.Constant(choices.Next(4)), [first, second, Number()], (i, carried) => Inside(() =>
        {
            wholes.Add(i);
            arrays.AddRange([(carried[0], length), (carried[1], length)]);
            numbers.Add(carried[2]);
            Block(depth);
            var fresh = choices.Next(3) == 0 ? b.NewArray(first.Type, b.Constant(length)) : carried[0];
            return choices.Flip() ? [carried[1], fresh, Bounded()] : [fresh, carried[1], Bounded()];
        }));
        arrays.AddRange([(exchanged[0], length), (exchanged[1], length)]);
        numbers.Add(exchanged[2]);
    }

    /// <summary>Builds with what is visible inside; afterwards that is forgotten.</summary>
    private Node[] Inside(Func<Node[]> build)
    {
        var (n, w, a, p) = (numbers, wholes, arrays, places);
        (numbers, wholes, arrays, places) = ([.. n], [.. w], [.. a], [.. p]);
        var made = build();
        (numbers, wholes, arrays, places) = (n, w, a, p);
        return made;
    }

    /// <summary>An index below a constant length.</summary>
    private Node Within(int length) =>
        choices.Flip() ? b.Apply(Ops.IntRem, choices.PickLast(wholes), b.Constant(length)) : b.Constant(choices.Next(length));

    private Node Number() => choices.PickLast(numbers);

    private Node Condition() => choices.Next(4) switch
    {
        0 => b.Apply(Ops.Lt, Number(), Number()),
        1 => b.Apply(Ops.Lt, b.Constant(0.0), Number()),
        2 => b.Apply(Ops.Eq, b.Apply(Ops.IntRem, choices.PickLast(wholes), b.Constant(2)), b.Constant(0)),
        _ => b.Apply(Ops.Lt, b.Constant(choices.Number()), Number()),
    };

    /// <summary>A value that stays small however often it goes round.</summary>
    private Node Bounded() => b.Apply(choices.Flip() ? Ops.Cos : Ops.Sin, Expression(2));

    private Node Expression(int depth)
    {
        if (depth == 0)
        {
            return Number();
        }

        switch (choices.Next(12))
        {
            case 1: return b.Apply(Ops.Add, Expression(depth - 1), Expression(depth - 1));
            case 2: return b.Apply(Ops.Mul, Expression(depth - 1), Expression(depth - 1));
            case 3: return b.Apply(Ops.Sin, Expression(depth - 1));
            case 4 when places.Count > 0:
                var (where, index) = choices.PickLast(places);
                return b.Load(where, [index], readOnly: where.Op != Ops.Result);
            case 5: return b.Convert(choices.PickLast(wholes), IrType.F64);
            case 6: return b.Apply(Ops.Sub, Expression(depth - 1), b.Constant(choices.Number()));
            case 7:
                var d = Expression(depth - 1);
                return b.Apply(Ops.Div, Number(), b.Apply(Ops.Add, b.Apply(Ops.Mul, d, d), b.Constant(1.0)));
            case 8: return b.Apply(Ops.Exp, b.Apply(Ops.Sin, Number()));
            case 9:
                // Not to be computed, nor its derivative, on the other side.
                var x = Number();
                return b.If(
                    b.Apply(Ops.Lt, b.Constant(0.1), x),
                    () => [b.Apply(choices.Flip() ? Ops.Sqrt : Ops.Log, x)],
                    () => [b.Apply(Ops.Mul, x, Number())])[0];
            case 10: return b.Apply(choices.Flip() ? Ops.Max : Ops.Min, Number(), Expression(depth - 1));
            case 11: return b.Apply(Ops.Select, Condition(), Number(), Number());
            default: return Number();
        }
    }
}
