using System.Linq.Expressions;
using ExprAD.Emission;
using ExprAD.Emission.Runtime;
using ExprAD.IR;

namespace ExprAD.Tests.Emission;

public class WorkspaceTests
{
    private static readonly IrType Vector = IrType.Of(typeof(double[]));

    [Test]
    public void Arrays_that_stay_inside_are_allocated_once() => AssertSteady(b =>
    {
        var x = b.Inputs[0].Node;
        var squares = b.NewArray(Vector, b.Length(x));
        b.For(b.Length(x), [], (i, _) =>
        {
            var t = b.Load(x, [i], readOnly: true);
            b.Store(squares, [i], b.Apply(Ops.Mul, t, t));
            return [];
        });
        return Sum(b, squares);
    });

    [Test]
    public void Arrays_made_in_a_loop_are_allocated_once_however_many_live_together() => AssertSteady(b =>
    {
        var x = b.Inputs[0].Node;
        var rows = b.NewArray(IrType.Of(typeof(double[][])), b.Length(x));
        b.For(b.Length(x), [], (i, _) =>
        {
            var row = b.NewArray(Vector, b.Apply(Ops.Add, i, b.Constant(1)));
            b.Store(rows, [i], row);
            b.Store(row, [i], b.Load(x, [i], readOnly: true));
            return [];
        });
        return b.For(b.Length(x), [b.Constant(0.0)], (i, s) =>
            [b.Apply(Ops.Add, s[0], Sum(b, b.Load(rows, [i], readOnly: false)))])[0];
    });

    [Test]
    public void Tapes_are_allocated_once() => AssertSteady(b =>
    {
        var x = b.Inputs[0].Node;
        var (indexed, stack) = (b.Emit(Ops.NewTape, IrType.TapeOf(IrType.F64), [b.Constant(0)]), b.Emit(Ops.NewTape, IrType.TapeOf(Vector), [b.Constant(0)]));
        b.For(b.Length(x), [], (i, _) =>
        {
            b.Emit(Ops.TapeStore, IrType.Void, [indexed, i, b.Load(x, [i], readOnly: true)]);
            b.Emit(Ops.TapePush, IrType.Void, [stack, b.Emit(Ops.ZerosLike, Vector, [x])]);
            return [];
        });
        return b.For(b.Length(x), [b.Constant(0.0)], (i, s) =>
        {
            var zeros = b.Emit(Ops.TapePop, Vector, [stack]);
            b.AddTo(zeros, [i], b.Emit(Ops.TapeLoad, IrType.F64, [indexed, i], Access.Checked));
            return [b.Apply(Ops.Add, s[0], Sum(b, zeros))];
        })[0];
    });

    [Test]
    public void Long_functions_hand_over_values_without_allocating() => AssertSteady(b =>
    {
        var x = b.Inputs[0].Node;
        var y = b.Load(x, [b.Constant(1)], readOnly: true);
        var first = y;
        for (var i = 0; i < 5000; i++)
        {
            y = b.Apply(Ops.Sub, b.Apply(Ops.Mul, y, b.Constant(0.999)), first);
        }

        return b.Apply(Ops.Add, y, b.For(b.Length(x), [b.Constant(0.0)], (i, s) => [b.Apply(Ops.Add, s[0], b.Load(x, [i], readOnly: true))])[0]);
    });

    [Test]
    public void Array_that_is_a_result_is_fresh()
    {
        var b = new GraphBuilder();
        var n = b.Input(IrType.I32, "n", InputRole.Data);
        var other = b.NewArray(Vector, n);
        var array = b.Apply(Ops.Select, b.Apply(Ops.Lt, n, b.Constant(0)), other, b.NewArray(Vector, n));
        var function = EmittedFunction.Fast(b.Build("f", [array], ["a"]));

        var first = function.Run(2)[0];
        Assert.That(function.Run(2)[0], Is.Not.SameAs(first));
    }

    [Test]
    public void Array_that_is_handed_to_the_users_code_is_fresh()
    {
        var b = new GraphBuilder();
        var (list, jagged) = (b.Input(IrType.Of(typeof(List<object>)), "list", InputRole.Data), b.Input(IrType.Of(typeof(double[][])), "rows", InputRole.Data));
        b.Emit(Ops.Call, IrType.Void, [list, b.NewArray(Vector, b.Constant(2))], typeof(List<object>).GetMethod("Add")!);
        b.Store(jagged, [b.Constant(0)], b.NewArray(Vector, b.Constant(2)));
        var function = EmittedFunction.Fast(b.Build("f", [b.Constant(0.0)], ["y"]));

        var (seen, rows) = (new List<object>(), new[] { new double[1][], new double[1][] });
        function.Run(seen, rows[0]);
        function.Run(seen, rows[1]);
        Assert.That(seen[0], Is.Not.SameAs(seen[1]));
        Assert.That(rows[0][0], Is.Not.SameAs(rows[1][0]));
    }

    [Test]
    public void Exception_leaves_the_workspace_usable()
    {
        var b = new GraphBuilder();
        var x = b.Input(Vector, "x", InputRole.Data);
        var tape = b.Emit(Ops.NewTape, IrType.TapeOf(IrType.F64), [b.Constant(0)]);
        b.For(b.Constant(3), [], (i, _) =>
        {
            b.Emit(Ops.TapePush, IrType.Void, [tape, b.Load(x, [i], readOnly: true)]);
            return [];
        });
        var sum = b.For(b.Constant(3), [b.Constant(0.0)], (_, s) => [b.Apply(Ops.Add, s[0], b.Emit(Ops.TapePop, IrType.F64, [tape]))])[0];
        var function = EmittedFunction.Fast(b.Build("f", [sum], ["y"]));

        Assert.That(() => function.Run(new double[] { 1, 2 }), Throws.TypeOf<IndexOutOfRangeException>());
        Assert.That(function.Run(new double[] { 1, 2, 4 }), Is.EqualTo(new object[] { 7.0 }));
    }

    [Test]
    public void Pool_lends_a_workspace_to_one_call_at_a_time_and_forgets_what_it_held()
    {
        var pool = new WorkspacePool(new WorkspaceLayout(Tapes: 1, Arrays: 1, ManyArrays: 0, new FrameSize { Objects = 1 }, [], [], [], [], default));
        var (first, second) = (pool.Rent(), pool.Rent());
        var rows = first.Array(0).Vector<object>(1);
        var tape = first.Tape<object>(0).Begin(1);
        rows[0] = first.Objects[0] = "mine";
        tape.Store(0, "mine");
        pool.Return(first);
        pool.Return(second);

        Assert.That(first, Is.Not.SameAs(second));
        Assert.That(new[] { pool.Rent(), pool.Rent() }, Is.EquivalentTo(new[] { first, second }));
        Assert.That(new[] { rows[0], first.Objects[0], tape.Load(0) }, Has.All.Null);
    }

    [Test]
    public void Memory_kept_for_arrays_that_live_together_has_a_limit()
    {
        var sites = new ArraySites();
        var (small, huge) = (sites.Next(10), sites.Next(1 << 30));
        sites.Reset();

        Assert.That(sites.Next(10), Is.SameAs(small));
        Assert.That(sites.Next(1 << 30), Is.Not.SameAs(huge));
    }

    private static Node Sum(GraphBuilder b, Node array) =>
        b.For(b.Length(array), [b.Constant(0.0)], (i, s) => [b.Apply(Ops.Add, s[0], b.Load(array, [i], readOnly: false))])[0];

    /// <summary>The second call and those after it allocate nothing.</summary>
    private static void AssertSteady(Func<GraphBuilder, Node> build)
    {
        var b = new GraphBuilder();
        b.Input(Vector, "x", InputRole.Parameter);
        var graph = b.Build("f", [build(b)], ["y"]);

        var (x, workspace) = (Expression.Parameter(typeof(double[])), Expression.Parameter(typeof(Workspace)));
        var emitted = GraphEmitter.Emit(graph, [x], workspace);
        var lambda = Expression.Lambda<Func<double[], Workspace, double>>(
            Expression.Block(emitted.Variables, [.. emitted.Statements, emitted.Results[0]]), x, workspace);
        var pool = new WorkspacePool(emitted.Layout);
        double[] point = [1, 2, 3, 4];
        var expected = (double)ExprAD.Interpretation.Interpreter.Run(graph, point)[0]!;
        foreach (var f in new[] { GuardedCompiler.Compile(lambda).Delegate, lambda.Compile() })
        {
            Assert.That(Call(f), Is.EqualTo(expected));
            Call(f);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var y = Call(f);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.That(y, Is.EqualTo(expected));
            Assert.That(allocated, Is.Zero);
        }

        double Call(Func<double[], Workspace, double> f)
        {
            var rented = pool.Rent();
            try
            {
                return f(point, rented);
            }
            finally
            {
                pool.Return(rented);
            }
        }
    }
}
