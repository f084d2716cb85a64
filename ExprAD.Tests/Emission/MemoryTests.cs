using ExprAD.Emission;
using ExprAD.Interpretation;
using ExprAD.IR;

namespace ExprAD.Tests.Emission;

public class MemoryTests
{
    private static readonly Array[] Arrays =
    [
        new sbyte[] { -1, 2 }, new byte[] { 255, 2 }, new short[] { -300, 2 }, new ushort[] { 65535, 2 }, new[] { 'x', 'y' },
        new[] { -5, 2 }, new uint[] { 4294967295, 2 }, new[] { -5L, 2 }, new ulong[] { ulong.MaxValue, 2 },
        new[] { 1.5f, 2 }, new[] { 1.5, 2 }, new[] { true, false },
    ];

    [TestCaseSource(nameof(Arrays))]
    public void Elements_of_every_type_are_read_and_written(Array array)
    {
        var b = new GraphBuilder();
        var (a, i) = (b.Input(IrType.Of(array.GetType()), "a", InputRole.Data), b.Input(IrType.I32, "i", InputRole.Data));
        var first = b.Load(a, [i], readOnly: false);
        b.Store(a, [b.Constant(1)], first);
        var graph = b.Build("f", [first, b.Load(a, [b.Constant(1)], readOnly: false)], ["x", "y"]);

        var expected = Interpreter.Run(graph, array.Clone(), 0);
        foreach (var function in Both(graph))
        {
            var own = (Array)array.Clone();
            Assert.That(function.Run(own, 0), Is.EqualTo(expected));
            Assert.That(own.GetValue(1), Is.EqualTo(array.GetValue(0)));
        }
    }

    [Test]
    public void A_store_goes_to_the_array_that_was_chosen([Values] bool first)
    {
        var b = new GraphBuilder();
        var (a, other, c) = (b.Input(IrType.Of(typeof(double[])), "a", InputRole.Data), b.Input(IrType.Of(typeof(double[])), "other", InputRole.Data), b.Input(IrType.Bool, "c", InputRole.Data));
        b.Store(b.Apply(Ops.Select, c, a, other), [b.Constant(0)], b.Constant(5.0));
        var graph = b.Build("f", [b.Load(a, [b.Constant(0)], readOnly: false), b.Load(other, [b.Constant(0)], readOnly: false)], ["x", "y"]);
        foreach (var function in Both(graph))
        {
            Assert.That(function.Run(new double[] { 1 }, new double[] { 2 }, first), Is.EqualTo(first ? new object[] { 5.0, 2.0 } : new object[] { 1.0, 5.0 }));
        }
    }

    [TestCase(typeof(int))]
    [TestCase(typeof(long))]
    public void Arrays_of_rank_three_are_added_to_in_place(Type index)
    {
        var b = new GraphBuilder();
        var (a, i) = (b.Input(IrType.Of(typeof(double[,,])), "a", InputRole.Data), b.Input(IrType.Of(index), "i", InputRole.Data));
        b.AddTo(a, [i, b.Constant(0), i], b.Constant(2.5));
        var graph = b.Build("f", [b.Load(a, [i, b.Constant(0), i], readOnly: false), b.Length(a, 2)], ["x", "n"]);

        foreach (var function in Both(graph))
        {
            var array = new double[2, 1, 3];
            array[1, 0, 1] = 4;
            var one = Convert.ChangeType(1, index, System.Globalization.CultureInfo.InvariantCulture);
            Assert.That(function.Run(array, one), Is.EqualTo(new object[] { 6.5, 3 }));
            Assert.That(array[1, 0, 1], Is.EqualTo(6.5));
        }
    }

    [Test]
    public void Index_beyond_all_arrays_is_out_of_range([Values(4294967296L, -4294967296L, long.MaxValue, 2L, -1L)] long index)
    {
        var b = new GraphBuilder();
        var (a, i) = (b.Input(IrType.Of(typeof(double[])), "a", InputRole.Data), b.Input(IrType.I64, "i", InputRole.Data));
        var graph = b.Build("f", [b.Load(a, [i], readOnly: true)], ["x"]);

        foreach (var function in Both(graph))
        {
            Assert.That(() => function.Run(new double[2], index), Throws.TypeOf<IndexOutOfRangeException>());
            Assert.That(function.Run(new[] { 3.0, 4 }, 1L), Is.EqualTo(new object[] { 4.0 }));
        }
    }

    [Test]
    public void Reading_from_null_raises_as_in_csharp()
    {
        var b = new GraphBuilder();
        var (a, list) = (b.Input(IrType.Of(typeof(double[])), "a", InputRole.Data), b.Input(IrType.Of(typeof(List<double>)), "l", InputRole.Data));
        var graph = b.Build("f", [b.Load(a, [b.Constant(0)], readOnly: true), b.Load(list, [b.Constant(0)], readOnly: true)], ["x", "y"]);

        foreach (var function in Both(graph))
        {
            Assert.That(() => function.Run(null, new List<double> { 1 }), Throws.TypeOf<NullReferenceException>());
            Assert.That(() => function.Run(new double[1], null), Throws.TypeOf<NullReferenceException>());
            Assert.That(() => function.Run(new double[1], new List<double>()), Throws.TypeOf<ArgumentOutOfRangeException>());
        }
    }

    [Test]
    public void Arrays_of_all_shapes_are_made_zeroed_and_cleared()
    {
        Type[] types = [typeof(double[]), typeof(float[,]), typeof(int[,,]), typeof(List<float>)];
        foreach (var type in types)
        {
            var b = new GraphBuilder();
            var n = b.Input(IrType.I32, "n", InputRole.Data);
            Node[] zero = [.. Enumerable.Repeat(b.Constant(0), IrType.Of(type).Rank)];
            var local = b.NewArray(IrType.Of(type), [.. Enumerable.Repeat(n, zero.Length)]);
            var before = b.Load(local, zero, readOnly: false);
            b.Store(local, zero, b.Number(7, local.Type.Element));
            var stored = b.Load(local, zero, readOnly: false);
            b.Emit(Ops.Clear, IrType.Void, [local]);
            var graph = b.Build("f", [before, stored, b.Load(local, zero, readOnly: false), b.Length(local)], ["a", "b", "c", "n"]);

            foreach (var function in Both(graph))
            {
                for (var run = 0; run < 2; run++)
                {
                    Assert.That(function.Run(3), Is.EqualTo(Interpreter.Run(graph, 3)), type.Name);
                }
            }
        }
    }

    [Test]
    public void Negative_length_raises_as_in_csharp()
    {
        var b = new GraphBuilder();
        var n = b.Input(IrType.I64, "n", InputRole.Data);
        var fresh = b.NewArray(IrType.Of(typeof(double[])), n);
        var graph = b.Build("f", [fresh], ["a"]);

        foreach (var function in Both(graph))
        {
            Assert.That(() => function.Run(-1L), Throws.TypeOf<OverflowException>());
            Assert.That(function.Run(2L)[0], Is.EqualTo(new double[2]));
        }
    }

    [Test]
    public void Zeros_take_the_shape_of_any_array()
    {
        object[] samples =
        [
            new[] { 1.0, 2 }, new[,] { { 1f, 2 } }, new[] { new[] { 1.0 }, null, new[] { 2.0, 3 } }, new[] { new[,] { { 1.0 } } },
            new List<float> { 1, 2 }, new List<double[]> { new[] { 1.0 } }, new double[][,] { new double[1, 2] }, new[] { new[] { new[] { 1f } } },
        ];
        foreach (var sample in samples)
        {
            var b = new GraphBuilder();
            var a = b.Input(IrType.Of(sample.GetType()), "a", InputRole.Data);
            var graph = b.Build("f", [b.Emit(Ops.ZerosLike, a.Type, [a])], ["zeros"]);

            foreach (var function in Both(graph))
            {
                Assert.That(function.Run(sample)[0], Is.EqualTo(Interpreter.Run(graph, sample)[0]).And.TypeOf(sample.GetType()));
            }
        }
    }

    private static EmittedFunction[] Both(Graph graph)
    {
        var fast = EmittedFunction.Fast(graph);
        Assert.That(fast.Compiler, Is.EqualTo(CompilerUsed.FastExpressionCompiler), fast.Reason);
        return [fast, EmittedFunction.Plain(graph)];
    }
}
