using ExprAD.Differentiation.Forward;
using ExprAD.Interpretation;
using ExprAD.IR;
using ExprAD.Optimization;
using ExprAD.Tests.Emission;
using ExprAD.Verification;

namespace ExprAD.Tests.Differentiation.Checkpointing;

/// <summary>Loops over time under a memory limit: what they cost, what they keep, and that their gradients are the same to the last bit.</summary>
public class CheckpointedLoopsTests
{
    private static readonly IrType Numbers = IrType.Of(typeof(double[]));

    /// <summary>y ← y + sin(x y), n times: a state of 8 bytes, and 8 more to say of which step it is.</summary>
    private static Graph Recurrence(bool isWhile = false)
    {
        var b = new GraphBuilder();
        var (x, n) = (b.Input(IrType.F64, "x", InputRole.Parameter, differentiable: true), b.Input(IrType.I32, "n", InputRole.Parameter));
        Node Step(Node y) => b.Apply(Ops.Add, y, b.Apply(Ops.Sin, b.Apply(Ops.Mul, x, y)));
        var y = isWhile
            ? b.While([b.Constant(0.3), b.Constant(0)], s => b.Apply(Ops.Lt, s[1], n), s => [Step(s[0]), b.Apply(Ops.Add, s[1], b.Constant(1))])[0]
            : b.For(n, [b.Constant(0.3)], (_, s) => [Step(s[0])])[0];
        return b.Build("f", [y], ["value"]);
    }

    /// <summary>The wave equation by leapfrog on two arrays that are exchanged after each step; the result is the energy at the end.</summary>
    private static Graph Leapfrog()
    {
        var b = new GraphBuilder();
        var (c, n) = (b.Input(Numbers, "c", InputRole.Parameter, differentiable: true), b.Input(IrType.I32, "n", InputRole.Parameter));
        var cells = b.Length(c);
        var (u, v) = (b.NewArray(Numbers, cells), b.NewArray(Numbers, cells));
        b.Store(u, [b.Constant(1)], b.Constant(1.0));
        var inner = b.Apply(Ops.Sub, cells, b.Constant(2));
        var last = b.For(n, [u, v], (_, now) =>
        {
            b.For(inner, [], (i, _) =>
            {
                var (left, at, right) = (i, b.Apply(Ops.Add, i, b.Constant(1)), b.Apply(Ops.Add, i, b.Constant(2)));
                Node Of(Node array, Node index) => b.Load(array, [index], readOnly: false);
                var twice = b.Apply(Ops.Mul, b.Constant(2.0), Of(now[0], at));
                var bend = b.Apply(Ops.Add, b.Apply(Ops.Sub, Of(now[0], left), twice), Of(now[0], right));
                var speed = b.Load(c, [at], readOnly: true);
                b.Store(now[1], [at], b.Apply(Ops.Add, b.Apply(Ops.Sub, twice, Of(now[1], at)), b.Apply(Ops.Mul, b.Apply(Ops.Mul, speed, speed), bend)));
                return [];
            });
            return [now[1], now[0]];
        });
        var energy = b.For(cells, [b.Constant(0.0)], (i, sum) =>
        {
            var value = b.Load(last[0], [i], readOnly: false);
            return [b.Apply(Ops.Add, sum[0], b.Apply(Ops.Mul, value, value))];
        });
        return b.Build("f", [energy[0]], ["value"]);
    }

    private static Graph Gradient(Graph graph, long? limit)
    {
        var options = limit is { } bytes ? new GradOptions { MemoryLimit = bytes } : new GradOptions();
        var gradient = Pipeline.Gradient(Pipeline.Primal(graph, options), [0], options);
        Verifier.Verify(gradient);
        return gradient;
    }

    private static long Sines(Graph graph, double x, int n)
    {
        var count = 0L;
        Interpreter.Run(graph, node => count += node.Op == Ops.Sin ? 1 : 0, [x, n]);
        return count;
    }

    [TestCase(1, 1)]
    [TestCase(2, 1)]
    [TestCase(17, 1)]
    [TestCase(10, 3)]
    [TestCase(100, 3)]
    [TestCase(500, 5)]
    [TestCase(40, 50)]
    public void A_for_runs_as_many_steps_as_the_theory_says(int steps, int snapshots)
    {
        var gradient = Gradient(Recurrence(), 16 * snapshots);

        // What comes after the loop is a step like others, the last. Reversing a step of the loop needs its cosine only.
        Assert.That(Sines(gradient, 0.7, steps), Is.EqualTo(RevolveTests.Formula(steps + 1, Math.Min(snapshots, steps))));
    }

    [TestCase(1, 1)]
    [TestCase(17, 1)]
    [TestCase(100, 3)]
    [TestCase(500, 5)]
    public void A_while_runs_one_sweep_more(int steps, int snapshots)
    {
        // The count of its iterations and the variable that counts are carried too.
        var gradient = Gradient(Recurrence(isWhile: true), 24 * snapshots);

        Assert.That(Sines(gradient, 0.7, steps), Is.EqualTo(RevolveTests.Formula(steps, Math.Min(snapshots, steps)) + steps));
    }

    [Test]
    public void Two_hundred_thousand_steps_stay_under_their_limit_and_give_the_same_bits()
    {
        const int Steps = 200_000;
        const int Limit = 4096;
        var plain = EmittedFunction.Fast(Gradient(Recurrence(), null));
        var checkpointed = EmittedFunction.Fast(Gradient(Recurrence(), Limit));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var results = checkpointed.Run(1e-5, Steps);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(results, Is.EqualTo(plain.Run(1e-5, Steps)));
        Assert.That(allocated, Is.LessThan(Limit + 2000));
    }

    [TestCase(2_000)]
    [TestCase(1)]
    [TestCase(0)]
    public void Arrays_are_part_of_the_state(int steps)
    {
        // A limit that leaves room for some ten states of two arrays.
        const int Cells = 100;
        const int Limit = 20_000;
        double[] c = [.. Enumerable.Range(0, Cells).Select(i => 0.5 + (0.3 * Math.Sin(i)))];
        var expected = new double[Cells];
        var actual = new double[Cells];
        var plain = EmittedFunction.Fast(Gradient(Leapfrog(), null));
        var checkpointed = EmittedFunction.Fast(Gradient(Leapfrog(), Limit));
        var value = plain.Run(c, steps, expected)[0];

        Assert.That(checkpointed.Run(c, steps, actual)[0], Is.EqualTo(value));
        Assert.That(actual, Is.EqualTo(expected));
    }

    [Test]
    public void Too_small_a_limit_is_an_error_that_says_what_is_needed_and_the_next_call_works()
    {
        var gradient = EmittedFunction.Fast(Gradient(Leapfrog(), 10_000));

        Assert.That(() => gradient.Run(new double[1000], 10, new double[1000]), Throws.InstanceOf<InsufficientMemoryException>().With.Message.Contains("MemoryLimit"));
        Assert.That(() => gradient.Run(new double[10], 10, new double[10]), Throws.Nothing);
    }

    [Test]
    public void Steady_state_allocates_nothing_but_results()
    {
        var gradient = EmittedFunction.Fast(Gradient(Recurrence(), 200));
        _ = gradient.Run(0.1, 1000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = gradient.Run(0.1, 1000);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(300));
    }

    [Test]
    public void Forward_mode_goes_through_a_checkpointed_gradient()
    {
        double SecondDerivative(long? limit)
        {
            var second = ForwardMode.Jvp(Gradient(Recurrence(), limit), [0], strict: false);
            Verifier.Verify(second);
            return (double)Interpreter.Run(second, 0.4, 30, 1.0)[^1]!;
        }

        Assert.That(SecondDerivative(48), Is.EqualTo(SecondDerivative(null)));
    }
}
