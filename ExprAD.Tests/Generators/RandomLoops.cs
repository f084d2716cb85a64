using CsCheck;
using ExprAD.IR;

namespace ExprAD.Tests.Generators;

/// <summary>
/// Loops of the kind that vectors are for: reductions, elements side by side and apart, branches, inner loops, adding to arrays.
/// Numbers stay of moderate size, so that a sum in another order is nearly the same.
/// </summary>
internal static class RandomLoops
{
    /// <param name="Graph">A graph with loops, which writes to its last two inputs.</param>
    /// <param name="Arguments">What to call it with.</param>
    /// <param name="Scale">How large terms of a sum can be: what differences are to be compared with.</param>
    internal sealed record Call(Graph Graph, object?[] Arguments, double Scale);

    public static Gen<Call> Calls { get; } = Gen.Select(
        Gen.UInt.Array[1, 40], Gen.Int[0, 70], Gen.Double[-1, 1].Array[400], (choices, n, numbers) => new Call(
            new Builder(choices).Build(),
            [n, numbers[..(n + 4)], numbers[100..(n + 104)], Table(numbers, n), Enumerable.Range(0, n).Select(i => i * 7 % Math.Max(n, 1)).ToArray(), new double[n + 4], new double[n + 4]],
            1e4));

    /// <summary>The same numbers, but for what reordering and fused operations change.</summary>
    public static void AgreeNearly(object?[] expected, object?[] actual, double scale)
    {
        if (expected.Length != actual.Length)
        {
            throw new InvalidOperationException("Only one of the two raises.");
        }

        for (var i = 0; i < expected.Length; i++)
        {
            var (a, b) = (Numbers(expected[i]), Numbers(actual[i]));
            for (var k = 0; k < a.Length; k++)
            {
                if (!(Math.Abs(a[k] - b[k]) <= 1e-11 * Math.Max(scale, Math.Abs(a[k]))) && !(double.IsNaN(a[k]) && double.IsNaN(b[k])))
                {
                    throw new InvalidOperationException($"result {i}[{k}]: {a[k]:r} and {b[k]:r}");
                }
            }
        }
    }

    private static double[] Numbers(object? value) => value is double[] array ? array : [Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)];

    private static double[,] Table(double[] numbers, int n)
    {
        var table = new double[3, n];
        for (var i = 0; i < table.Length; i++)
        {
            table[i / Math.Max(n, 1), i % Math.Max(n, 1)] = numbers[i];
        }

        return table;
    }

    private sealed class Builder(uint[] choices)
    {
        private static readonly ScalarOp[] Operations = [Ops.Add, Ops.Sub, Ops.Mul, Ops.Max, Ops.Min, Ops.Tanh, Ops.Sin, Ops.Abs, Ops.CopySign, Ops.Floor, Ops.MulOrZero, Ops.Atan, Ops.Hypot];
        private static readonly ScalarOp[] Reducing = [Ops.Add, Ops.Add, Ops.Sub, Ops.Max, Ops.MinNumber];

        private readonly GraphBuilder b = new();
        private readonly List<Node> values = [];
        private Node[] inputs = [];
        private int next;

        private Node Count => inputs[0];

        public Graph Build()
        {
            Type[] types = [typeof(int), typeof(double[]), typeof(double[]), typeof(double[,]), typeof(int[]), typeof(double[]), typeof(double[])];
            inputs = [.. types.Select((t, i) => b.Input(IrType.Of(t), $"in{i}", i > 4 ? InputRole.Destination : InputRole.Data))];
            List<Node> results = [];
            while (next < choices.Length)
            {
                results.AddRange(Loop(Count, depth: 0));
            }

            Node[] all = [.. results.Take(4), inputs[5], inputs[6]];
            return b.Build("loops", all, [.. all.Select((_, i) => $"r{i}")]);
        }

        private Node[] Loop(Node count, int depth)
        {
            var kinds = Enumerable.Range(0, 1 + Choose(2)).Select(_ => Reducing[Choose(Reducing.Length)]).ToArray();
            Node[] init = [.. kinds.Select((_, k) => b.Constant(0.25 * (k + 1)))];
            return b.For(count, init, (i, carried) =>
            {
                var mark = values.Count;
                values.Add(b.Load(inputs[1], [i], readOnly: true));
                values.Add(b.Convert(i, IrType.F64) is var number ? b.Apply(Ops.Mul, number, b.Constant(0.015625)) : number);
                Steps(i, 1 + Choose(6), depth);
                Node[] last = [.. kinds.Select((op, k) => b.Apply(op, carried[k], Small()))];
                values.RemoveRange(mark, values.Count - mark);
                return last;
            });
        }

        private void Steps(Node i, int count, int depth)
        {
            for (var s = 0; s < count; s++)
            {
                switch (Choose(9))
                {
                    case 0: values.Add(b.Load(inputs[1 + Choose(2)], [b.Apply(Ops.Add, i, b.Constant(Choose(4)))], readOnly: true)); break;
                    case 1: values.Add(b.Load(inputs[3], [b.Constant(Choose(3)), i], readOnly: true)); break;
                    case 2: values.Add(b.Load(inputs[2], [b.Load(inputs[4], [i], readOnly: true)], readOnly: true)); break;
                    case 3: b.AddTo(inputs[5], [b.Apply(Ops.Add, i, b.Constant(Choose(3)))], Small()); break;
                    case 4: b.AddTo(inputs[5], [Choose(2) == 0 ? b.Constant(0) : b.Load(inputs[4], [i], readOnly: true)], Small()); break;
                    case 5: Branch(i, depth); break;
                    case 6 when depth == 0: values.AddRange(Loop(b.Constant(1 + Choose(3)), depth: 1).Select(v => b.Apply(Ops.Tanh, v))); break;
                    case 7: b.Store(inputs[6], [i], Small()); break;
                    default: Operate(); break;
                }
            }
        }

        private void Operate()
        {
            var op = Operations[Choose(Operations.Length)];
            values.Add(b.Apply(op, [.. Enumerable.Range(0, op.Arity).Select(_ => Pick())]));
        }

        private void Branch(Node i, int depth)
        {
            var condition = b.Apply(Choose(2) == 0 ? Ops.Lt : Ops.Eq, Pick(), Pick());
            values.AddRange(b.If(condition, () => Side(), () => Side()));

            Node[] Side()
            {
                var mark = values.Count;
                Steps(i, Choose(3), depth + 1);
                Node[] picked = [Pick()];
                values.RemoveRange(mark, values.Count - mark);
                return picked;
            }
        }

        private Node Pick() => values[Choose(values.Count)];

        /// <summary>A term that lets no sum grow beyond all bounds.</summary>
        private Node Small() => b.Apply(Ops.Min, b.Apply(Ops.Max, Pick(), b.Constant(-100.0)), b.Constant(100.0));

        private int Choose(int count) => next < choices.Length ? (int)(choices[next++] % (uint)count) : 0;
    }
}
