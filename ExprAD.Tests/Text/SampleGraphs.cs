using ExprAD.IR;

namespace ExprAD.Tests.Text;

/// <summary>Graphs built by hand that between them show every construct of the IR.</summary>
internal static class SampleGraphs
{
    public static IEnumerable<Graph> All => [Formula(), Constants(), Sum(), Nested(), Search(), Guarded(), Memory(), Taped(), Members(), Stacked(), Recursive(), Vectors()];

    public static IEnumerable<TestCaseData> Cases => All.Select(g => new TestCaseData(g).SetArgDisplayNames(g.Name));

    /// <summary>What a lambda captures that uses a local variable, a private object and a public one.</summary>
    public static Graph Captured()
    {
        var local = 2.5;
        var rows = new Rows();
        var pair = (A: 1.5, B: new[] { 3.0 });
        var anonymous = new { Weight = 0.5, Inner = new { Deep = new[] { 7.0 } } };
        Func<double> closure = () => (local * rows.Y[0]) + pair.A + anonymous.Weight + anonymous.Inner.Deep[0];
        var b = new GraphBuilder();
        var x = b.Input(IrType.F64, "x", InputRole.Parameter, true);
        var captured = b.Input(IrType.Of(closure.Target!.GetType()), "data0", InputRole.Data);
        Node Get(Node o, string name) => b.GetMember(o, (System.Reflection.MemberInfo?)o.Type.Clr.GetField(name) ?? o.Type.Clr.GetProperty(name)!, readOnly: true);
        var y = b.Load(Get(Get(captured, "rows"), "Y"), [b.Constant(0)], true);
        var sum = b.Apply(Ops.Add, b.Apply(Ops.Mul, Get(captured, "local"), y), x);
        var deep = b.Load(Get(Get(Get(captured, "anonymous"), "Inner"), "Deep"), [b.Constant(0)], true);
        sum = b.Apply(Ops.Add, sum, b.Apply(Ops.Mul, deep, Get(Get(captured, "anonymous"), "Weight")));
        var table = b.GetMember(null, typeof(Rows).GetField("Table")!, readOnly: true);
        return b.Build("captured", [b.Apply(Ops.Add, sum, b.Load(table, [b.Constant(1)], true)), Get(Get(captured, "pair"), "Item1")], ["value", "∂x"], "local * rows.Y[0] + …");
    }

    public static Graph Formula()
    {
        var b = new GraphBuilder();
        var x = b.Input(IrType.F64, "x", InputRole.Parameter, true);
        var y = b.Input(IrType.F64, "y", InputRole.Parameter, true);
        b.Source = "Math.Sin(x)";
        var sin = b.Apply(Ops.Sin, x);
        b.Source = "∂%0/∂x";
        var cos = b.Apply(Ops.Cos, x);
        b.Source = null;
        var product = b.Apply(Ops.Mul, x, cos);
        b.Source = "x̄";
        return b.Build("gradient", [b.Apply(Ops.Add, sin, product), b.Constant(1.0), y], ["value", "x", "y"], "x * Math.Sin(x) + y");
    }

    public static Graph Constants()
    {
        var b = new GraphBuilder();
        Node[] results =
        [
            .. new[] { 0.1, -0.0, 1e300, 5e-324, 1.0 / 3, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 123456789012345680 }.Select(b.Constant),
            .. new[] { 0.1f, -0f, float.NaN, float.NegativeInfinity, 1e20f, 3f }.Select(f => b.Constant(f, IrType.F32)),
            b.Constant(BitConverter.Int64BitsToDouble(0x7ff8000000000123)), b.Constant(BitConverter.Int32BitsToSingle(0x7fc00001), IrType.F32), b.Constant(-7), b.Constant(long.MinValue, IrType.I64), b.Constant(true), b.Constant(false),
            b.Constant("a \"quoted\"\n\\ 𝑥 // text", IrType.Of(typeof(string))), b.Constant(null, IrType.Of(typeof(Rows))), b.Constant(null, IrType.Of(typeof(double[,][]))),
            b.Constant(new Version(1, 2), IrType.Of(typeof(Version))),
        ];
        return b.Build("constants", results, [.. results.Select((_, i) => $"r{i}")]);
    }

    public static Graph Sum()
    {
        var b = new GraphBuilder();
        var w = b.Input(IrType.Of(typeof(double[])), "w", InputRole.Parameter, true);
        var sum = b.For(b.Length(w), [b.Constant(0.0)], (i, carried) =>
        {
            var t = b.Load(w, [i], readOnly: true);
            b.Source = "t * t";
            var square = b.Apply(Ops.Mul, t, t);
            b.Source = null;
            return [b.Apply(Ops.Add, carried[0], square)];
        });
        return b.Build("sum", sum, ["value"], "w.Sum(t => t * t)");
    }

    public static Graph Nested()
    {
        var b = new GraphBuilder();
        var m = b.Input(IrType.Of(typeof(double[,])), "m", InputRole.Parameter, true);
        var n = b.Input(IrType.I32, "p.N", InputRole.Parameter);
        var sum = b.For(b.Length(m), [b.Constant(0.0), b.Constant(0L, IrType.I64)], (i, outer) =>
        {
            var row = b.For(b.Length(m, 1), [outer[0]], (j, inner) =>
            {
                var element = b.Load(m, [i, j], readOnly: true);
                return b.If(b.Apply(Ops.Lt, element, b.Constant(0.0)),
                    () => [b.Apply(Ops.Sub, inner[0], b.Apply(Ops.Sin, element))],
                    () => b.If(b.Apply(Ops.Lt, n, j), () => [b.Apply(Ops.Exp, element)], () => [inner[0]]));
            });
            return [row[0], b.Apply(Ops.Add, outer[1], b.Constant(1L, IrType.I64))];
        });
        return b.Build("nested", sum, ["value", "count"]);
    }

    public static Graph Search()
    {
        var b = new GraphBuilder();
        var x = b.Input(IrType.F64, "x", InputRole.Parameter, true);
        var found = b.While([x, b.Constant(0)],
            c => b.Apply(Ops.Lt, b.Apply(Ops.Exp, c[0]), b.Constant(100.0)),
            c => [b.Apply(Ops.Add, c[0], b.Apply(Ops.Exp, c[0])), b.Apply(Ops.Add, c[1], b.Constant(1))]);
        return b.Build("search", [found[0]], ["value"]);
    }

    public static Graph Guarded()
    {
        var b = new GraphBuilder();
        var w = b.Input(IrType.Of(typeof(double[])), "w", InputRole.Parameter, true);
        var n = b.Input(IrType.I32, "n", InputRole.Parameter);
        var sum = b.For(n, [b.Constant(0.0)], (i, c) => [b.Apply(Ops.Add, c[0], b.Load(w, [b.Constant(3)], readOnly: true))]);
        var kept = b.Try(() => [b.Load(w, [n], readOnly: true)], () => { });
        return b.Build("guarded", [b.Apply(Ops.Mul, sum[0], kept[0])], ["value"]);
    }

    public static Graph Memory()
    {
        var b = new GraphBuilder();
        var a = b.Input(IrType.Of(typeof(float[][])), "a", InputRole.Parameter, true);
        var raw = b.Input(IrType.Of(typeof(byte[])), "raw", InputRole.Data);
        var list = b.Input(IrType.Of(typeof(List<double>)), "list", InputRole.Parameter);
        var gradient = b.Input(IrType.Of(typeof(double[])), "list", InputRole.Destination);
        var n = b.Length(list);
        var copy = b.NewArray(IrType.Of(typeof(double[])), n);
        b.For(n, [], (i, _) =>
        {
            b.Store(copy, [i], b.Load(list, [i], readOnly: true));
            b.AddTo(gradient, [i], b.Load(copy, [i], readOnly: false));
            return [];
        });
        var adjoint = b.Emit(Ops.ZerosLike, a.Type, [a]);
        var row = b.Load(adjoint, [b.Constant(0)], readOnly: false);
        b.AddTo(row, [b.Constant(1)], b.Constant(1f, IrType.F32));
        b.Emit(Ops.Clear, IrType.Void, [copy]);
        var @byte = b.Convert(b.Load(raw, [b.Constant(2)], readOnly: true), IrType.F64, typeof(byte));
        return b.Build("memory", [@byte, adjoint, copy], ["value", "a", "copy"]);
    }

    public static Graph Taped()
    {
        var b = new GraphBuilder();
        var x = b.Input(IrType.F64, "x", InputRole.Parameter, true);
        var tape = b.Emit(Ops.NewTape, IrType.TapeOf(IrType.F64), [b.Constant(16)]);
        var last = b.For(b.Constant(10), [x], (i, c) =>
        {
            b.Emit(Ops.TapeStore, IrType.Void, [tape, i, c[0]]);
            return [b.Apply(Ops.Sin, c[0])];
        });
        return b.Build("taped", [b.Apply(Ops.Add, last[0], b.Emit(Ops.TapeLoad, IrType.F64, [tape, b.Constant(3)], Access.Of(readOnly: false, inBounds: true)))], ["value"]);
    }

    public static Graph Stacked()
    {
        var b = new GraphBuilder();
        var x = b.Input(IrType.F64, "x", InputRole.Parameter, true);
        var n = b.Emit(Ops.ConvertChecked, IrType.I32, [x]);
        var stack = b.Emit(Ops.NewTape, IrType.TapeOf(IrType.F64), [b.Constant(0)]);
        b.For(n, [x], (_, c) =>
        {
            b.Emit(Ops.TapePush, IrType.Void, [stack, c[0]]);
            return [b.Apply(Ops.Sin, c[0])];
        });
        var sum = b.For(n, [b.Emit(Ops.StopGradient, IrType.F64, [x])], (_, c) => [b.Apply(Ops.Add, c[0], b.Emit(Ops.TapePop, IrType.F64, [stack]))]);
        return b.Build("stacked", sum, ["value"]);
    }

    public static Graph Members()
    {
        var b = new GraphBuilder();
        var rows = b.Input(IrType.Of(typeof(Rows)), "rows", InputRole.Data);
        var date = b.Input(IrType.Of(typeof(Dictionary<string, (int, double)>)), "odd name", InputRole.Data);
        var x = b.Input(IrType.F64, "true", InputRole.Parameter);
        var y = b.GetMember(rows, typeof(Rows).GetField("Y")!, readOnly: true);
        var next = b.GetMember(rows, typeof(Rows).GetProperty("Next")!, readOnly: false, neverNull: true);
        b.Emit(Ops.SetMember, IrType.Void, [rows, next], new Member(typeof(Rows).GetProperty("Next")!, false, false));
        var count = b.GetMember(date, typeof(Dictionary<string, (int, double)>).GetProperty("Count")!, readOnly: true);
        var scaled = b.Emit(Ops.Call, IrType.F64, [x, count], typeof(Rows).GetMethod("Scale"));
        var error = b.Emit(Ops.CallPure, IrType.Of(typeof(InvalidOperationException)), [b.Constant("no\nrows", IrType.Of(typeof(string)))], typeof(InvalidOperationException).GetConstructor([typeof(string)]));
        b.If(b.Apply(Ops.IsNull, next), () => { b.Emit(Ops.Throw, IrType.Void, [error]); return []; }, () => []);
        var first = b.Emit(Ops.CallReading, IrType.F64, [y], typeof(Rows).GetMethod("First"));
        return b.Build("members of", [b.Apply(Ops.Add, b.Apply(Ops.Add, scaled, first), b.Load(y, [count], readOnly: true))], ["value"], "Rows.Scale(\n    x, table.Count)");
    }

    /// <summary>A function that calls itself, and one that only has an effect.</summary>
    public static Graph Recursive()
    {
        var power = new Function("power", [IrType.F64, IrType.I32], [IrType.F64, IrType.I32]);
        var (x, n, body) = Body(power);
        var values = body.If(
            body.Apply(Ops.Lt, body.Constant(0), n),
            () =>
            {
                var rest = body.Invoke(power, x, body.Apply(Ops.Add, n, body.Constant(-1)));
                return [body.Apply(Ops.Mul, x, rest[0]), body.Apply(Ops.Add, rest[1], body.Constant(1))];
            },
            () => [body.Constant(1.0), n]);
        power.Define(body.Build("power", values, ["value", "count"]));

        var put = new Function("put", [IrType.Of(typeof(double[])), IrType.I32], []);
        var (array, place, store) = Body(put);
        store.Store(array, [place], store.Constant(2.5));
        put.Define(store.Build("put", [], []));

        var b = new GraphBuilder();
        var y = b.Input(IrType.F64, "y", InputRole.Parameter, true);
        var made = b.NewArray(IrType.Of(typeof(double[])), b.Constant(3));
        b.Invoke(put, made, b.Constant(1));
        var twice = b.Invoke(power, y, b.Constant(3));
        var element = b.Load(made, [b.Constant(1)], readOnly: false);
        return Analyses.FunctionTraits.Infer(b.Build("recursive", [b.Apply(Ops.Add, twice[0], element), twice[1]], ["value", "count"]));
    }

    private static (Node First, Node Second, GraphBuilder Builder) Body(Function function)
    {
        var builder = new GraphBuilder();
        return (builder.Input(function.Parameters[0], "a", InputRole.Parameter), builder.Input(function.Parameters[1], "n", InputRole.Parameter), builder);
    }

    public static Graph Vectors()
    {
        var b = new GraphBuilder();
        var w = b.Input(IrType.Of(typeof(double[])), "w", InputRole.Parameter, true);
        var at = b.Input(IrType.Of(typeof(int[])), "at", InputRole.Data);
        var sums = b.Input(IrType.Of(typeof(double[])), "sums", InputRole.Destination);
        var (f64, mask) = (IrType.VectorOf(IrType.F64, 8), IrType.MaskOf(8, 8));
        var (n, zero) = (b.Length(w), b.Constant(0));
        var tape = b.Emit(Ops.NewTape, IrType.TapeOf(IrType.F64), [n]);
        var few = b.Emit(Ops.LaneMask, mask, [zero, n]);
        var ramp = b.Emit(Ops.Ramp, IrType.VectorOf(IrType.I32, 8), [zero], 3L);
        var indices = b.Emit(Ops.VectorLoad, IrType.VectorOf(IrType.I32, 8), [at, zero, b.Emit(Ops.Remask, IrType.MaskOf(4, 8), [few])], Access.Of(true, IndexCheck.Made));
        var x = b.Emit(Ops.VectorLoad, f64, [w, zero, few], Access.Checked);
        var y = b.Apply(Ops.Mul, x, b.Emit(Ops.Gather, f64, [w, indices, few], Access.Of(true)));
        b.Emit(Ops.VectorTapeStore, IrType.Void, [tape, zero, y, few]);
        var kept = b.Emit(Ops.VectorTapeLoad, f64, [tape, zero, few]);
        b.Emit(Ops.VectorTapePush, IrType.Void, [tape, kept, few]);
        kept = b.Emit(Ops.Reverse, f64, [b.Emit(Ops.VectorTapePop, f64, [tape, few])]);
        var positive = b.Apply(Ops.Lt, b.Emit(Ops.Broadcast, f64, [b.Constant(0.5)]), kept);
        b.Emit(Ops.VectorAddTo, IrType.Void, [sums, zero, kept, positive], Access.Checked);
        b.Emit(Ops.VectorStore, IrType.Void, [sums, zero, kept, few], Access.Of(false, IndexCheck.Made));
        b.Emit(Ops.Scatter, IrType.Void, [sums, ramp, kept, b.Apply(Ops.And, few, positive)], Access.Checked);
        b.Emit(Ops.ScatterAdd, IrType.Void, [sums, indices, b.Apply(Ops.Select, positive, x, y), few], Access.Checked);
        var sum = b.Emit(Ops.Reduce, IrType.F64, [b.Emit(Ops.Convert, f64, [ramp])], Ops.Add.Name);
        return b.Build("vectors", [sum, sums], ["value", "sums"]);
    }
}
