using ExprAD.Interpretation;
using ExprAD.IR;

namespace ExprAD.Tests.Interpretation;

public class InterpreterTests
{
    [Test]
    public void Loop_sums_an_array()
    {
        var (b, a) = With(typeof(double[]));
        var sum = b.For(b.Length(a), [b.Constant(0.0)], (i, s) => [b.Apply(Ops.Add, s[0], b.Load(a, [i], readOnly: true))]);

        Assert.That(Run(b, sum, new[] { 1.0, 2, 4 }), Is.EqualTo(new object[] { 7.0 }));
    }

    [Test]
    public void Loop_is_not_run_when_there_is_nothing_to_count()
    {
        var (b, n) = With(typeof(int));
        var steps = b.For(n, [b.Constant(1.0)], (_, s) => [b.Apply(Ops.Add, s[0], s[0])]);

        Assert.That(Run(b, steps, -1), Is.EqualTo(new object[] { 1.0 }));
    }

    [Test]
    public void While_sees_what_its_condition_computed()
    {
        var (b, x) = With(typeof(double));
        Node? half = null;
        var result = b.While(
            [x],
            c =>
            {
                half = b.Apply(Ops.Div, c[0], b.Constant(3.0));
                return b.Apply(Ops.Lt, b.Constant(1.0), half);
            },
            _ => [half!]);

        Assert.That(Run(b, result, 27.0), Is.EqualTo(new object[] { 3.0 }));
    }

    [Test]
    public void Only_the_branch_that_is_taken_runs()
    {
        var (b, a) = With(typeof(double[]));
        var zero = b.Constant(0);
        var first = b.If(
            b.Apply(Ops.Lt, zero, b.Length(a)),
            () => [b.Load(a, [zero], readOnly: false)],
            () => [b.Constant(-1.0)]);

        Assert.That(Run(b, first, new double[] { 5 }), Is.EqualTo(new object[] { 5.0 }));
        Assert.That(Run(b, first, Array.Empty<double>()), Is.EqualTo(new object[] { -1.0 }));
    }

    [TestCase(typeof(float[]))]
    [TestCase(typeof(List<float>))]
    public void Memory_is_written_in_order(Type type)
    {
        var (b, a) = With(type);
        Node[] at = [b.Constant(1)];
        b.Store(a, at, b.Number(3, IrType.F32));
        var before = b.Load(a, at, readOnly: false);
        b.AddTo(a, at, b.Number(0.5, IrType.F32));
        var after = b.Load(a, at, readOnly: false);
        object array = type.IsArray ? new float[2] : new List<float> { 0, 0 };

        Assert.That(Run(b, [before, after], array), Is.EqualTo(new object[] { 3f, 3.5f }));
        Assert.That(array, Is.EqualTo(new[] { 0, 3.5f }));
    }

    [Test]
    public void Rectangular_arrays_have_two_indices()
    {
        var (b, a) = With(typeof(double[,]));
        var load = b.Load(a, [b.Constant(1), b.Constant(0)], readOnly: true);

        Assert.That(Run(b, [load, b.Length(a, 1)], new double[,] { { 1, 2, 3 }, { 4, 5, 6 } }), Is.EqualTo(new object[] { 4.0, 3 }));
    }

    [Test]
    public void Zeros_have_the_shape_of_a_jagged_array()
    {
        var (b, a) = With(typeof(double[][]));
        var zeros = b.Emit(Ops.ZerosLike, a.Type, [a]);

        Assert.That(Run(b, [zeros], (object)new double[][] { [1, 2], null!, [3] })[0], Is.EqualTo(new double[]?[] { [0, 0], null, [0] }));
    }

    [Test]
    public void Clear_reaches_the_rows()
    {
        var (b, a) = With(typeof(double[][]));
        b.Emit(Ops.Clear, IrType.Void, [a]);
        double[][] array = [[1, 2], [3]];
        Run(b, [], (object)array);

        Assert.That(array, Is.EqualTo(new double[][] { [0, 0], [0] }));
    }

    [Test]
    public void Tape_grows_when_written_past_its_end()
    {
        var (b, x) = With(typeof(double));
        var tape = b.Emit(Ops.NewTape, IrType.TapeOf(IrType.F64), [b.Constant(1)]);
        b.Emit(Ops.TapeStore, IrType.Void, [tape, b.Constant(5), x]);

        Assert.That(
            Run(b, [b.Emit(Ops.TapeLoad, IrType.F64, [tape, b.Constant(5)]), b.Emit(Ops.TapeLoad, IrType.F64, [tape, b.Constant(2)])], 1.5),
            Is.EqualTo(new object[] { 1.5, 0.0 }));
    }

    [Test]
    public void Tape_pops_in_the_opposite_order_of_pushing()
    {
        var (b, x) = With(typeof(double));
        var tape = b.Emit(Ops.NewTape, IrType.TapeOf(IrType.F64), [b.Constant(0)]);
        b.Emit(Ops.TapePush, IrType.Void, [tape, x]);
        b.Emit(Ops.TapePush, IrType.Void, [tape, b.Constant(2.0)]);

        Assert.That(
            Run(b, [b.Emit(Ops.TapePop, IrType.F64, [tape]), b.Emit(Ops.TapePop, IrType.F64, [tape])], 1.0),
            Is.EqualTo(new object[] { 2.0, 1.0 }));
    }

    [Test]
    public void Narrow_integers_are_wide_in_the_graph_and_narrow_in_memory()
    {
        var (b, a) = With(typeof(byte[]));
        Node[] at = [b.Constant(0)];
        var doubled = b.Apply(Ops.Add, b.Load(a, at, readOnly: false), b.Load(a, at, readOnly: false));
        b.Store(a, at, doubled);
        byte[] array = [200];

        Assert.That(Run(b, [doubled], (object)array), Is.EqualTo(new object[] { 400 }));
        Assert.That(array[0], Is.EqualTo(144));
    }

    [Test]
    public void Members_and_methods_are_those_of_the_object()
    {
        var (b, s) = With(typeof(string));
        var length = b.GetMember(s, typeof(string).GetProperty("Length")!, readOnly: true);
        var upper = b.Emit(Ops.CallPure, IrType.Of(typeof(string)), [s], typeof(string).GetMethod("ToUpperInvariant")!);

        Assert.That(Run(b, [length, upper], "abc"), Is.EqualTo(new object[] { 3, "ABC" }));
    }

    [Test]
    public void Members_outside_are_assigned_in_their_own_type()
    {
        var (b, o) = With(typeof(Counter));
        var count = b.GetMember(o, typeof(Counter).GetField("Count")!, readOnly: false);
        b.Emit(Ops.SetMember, IrType.Void, [o, b.Apply(Ops.Add, count, b.Constant(3))], typeof(Counter).GetField("Count")!);
        b.Emit(Ops.SetMember, IrType.Void, [o, count], typeof(Counter).GetProperty("Before")!);
        var made = b.Emit(Ops.Call, IrType.Of(typeof(Counter)), [count], typeof(Counter).GetConstructor([typeof(byte)])!);
        var counter = new Counter(254);
        var results = Run(b, [count, made], counter);

        Assert.That(results[0], Is.EqualTo(254));
        Assert.That(((Counter)results[1]!).Count, Is.EqualTo(254));
        Assert.That((counter.Count, counter.Before), Is.EqualTo(((byte)1, 254L)));
    }

    [Test]
    public void Exceptions_come_out_as_they_were_raised()
    {
        var (b, a) = With(typeof(double[]));
        var outside = b.Load(a, [b.Constant(3)], readOnly: false);
        Assert.That(() => Run(b, [outside], new double[2]), Throws.TypeOf<IndexOutOfRangeException>());
        Assert.That(() => Run(b, [outside], [null]), Throws.TypeOf<NullReferenceException>());

        var (c, n) = With(typeof(int));
        var inverse = c.Apply(Ops.IntDiv, c.Constant(1), n);
        Assert.That(() => Run(c, [inverse], 0), Throws.TypeOf<DivideByZeroException>());
    }

    [Test]
    public void Try_runs_its_handler_and_lets_the_exception_go_on()
    {
        var (b, a) = With(typeof(int[]));
        Node[] first = [b.Constant(0)];
        b.Try(
            () => [b.Load(a, [b.Constant(9)], readOnly: false)],
            () => b.Store(a, first, b.Constant(7)));
        int[] array = [0];

        Assert.That(() => Run(b, [], (object)array), Throws.TypeOf<IndexOutOfRangeException>());
        Assert.That(array[0], Is.EqualTo(7));
    }

    [Test]
    public void Every_operation_has_a_meaning() =>
        Assert.That(Ops.All.Except([Ops.Const, Ops.Param]).Where(op => !Interpreter.Knows(op)), Is.Empty);

    private static (GraphBuilder Builder, Node Input) With(Type type)
    {
        var b = new GraphBuilder();
        return (b, b.Input(IrType.Of(type), "x", InputRole.Parameter));
    }

    private static object?[] Run(GraphBuilder b, Node[] results, params object?[] inputs) =>
        Interpreter.Run(b.Build("test", results, [.. results.Select((_, i) => $"r{i}")]), inputs);

    private sealed class Counter(byte count)
    {
        public byte Count = count;

        public long Before { get; set; }
    }
}
