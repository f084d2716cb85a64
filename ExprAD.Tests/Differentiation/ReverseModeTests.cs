using ExprAD.IR;

namespace ExprAD.Tests.Differentiation;

public class ReverseModeTests
{
    private static readonly double[] Numbers = [0.5, 1.25, -0.75, 2];

    private static void Check(Func<GraphBuilder, Node[], Node> build, params object[] arguments)
    {
        var b = new GraphBuilder();
        var inputs = arguments.Select((a, i) => b.Input(IrType.Of(a.GetType()), $"x{i}", InputRole.Parameter, IrType.Of(a.GetType()).HoldsFloats)).ToArray();
        var result = build(b, inputs);
        GradientCheck.Check(b.Build("f", [result], ["value"]), arguments);
    }

    private static Node Sum(GraphBuilder b, Node array, Func<Node, Node> f) =>
        b.For(b.Length(array), [b.Constant(0.0)], (i, s) => [b.Apply(Ops.Add, s[0], f(b.Load(array, [i], true)))])[0];

    [Test]
    public void Straight_lines() => Check((b, x) => b.Apply(Ops.Mul, x[0], b.Apply(Ops.Sin, b.Apply(Ops.Mul, x[0], x[1]))), 0.7, 1.3);

    [Test]
    public void Sums() => Check((b, x) => Sum(b, x[0], t => b.Apply(Ops.Mul, t, b.Apply(Ops.Exp, b.Apply(Ops.Mul, t, x[1])))), Numbers, 0.3);

    [Test]
    public void Sums_used_nonlinearly() => Check((b, x) => b.Apply(Ops.Log, Sum(b, x[0], t => b.Apply(Ops.Exp, t))), (object)Numbers);

    [TestCase(0.8)]
    [TestCase(-0.8)]
    public void Branches(double x0) => Check(
        (b, x) => b.If(
            b.Apply(Ops.Lt, b.Constant(0.0), x[0]),
            () => [b.Apply(Ops.Mul, b.Apply(Ops.Sqrt, x[0]), x[1])],
            () => [b.Apply(Ops.Exp, b.Apply(Ops.Mul, x[0], x[1]))])[0],
        x0,
        1.5);

    [Test]
    public void Branches_whose_values_are_used_nonlinearly() => Check(
        (b, x) => b.Apply(Ops.Exp, b.If(
            b.Apply(Ops.Lt, b.Constant(0.0), x[0]),
            () => [b.Apply(Ops.Mul, b.Apply(Ops.Sin, x[0]), b.Apply(Ops.Exp, x[1]))],
            () => [x[0]])[0]),
        0.4,
        0.9);

    [Test]
    public void Recurrences() => Check(
        (b, x) => b.For(b.Length(x[0]), [x[1]], (i, s) => [b.Apply(Ops.Sin, b.Apply(Ops.Add, b.Apply(Ops.Mul, s[0], s[0]), b.Load(x[0], [i], true)))])[0],
        Numbers,
        0.3);

    [Test]
    public void Products_with_a_zero() => Check(
        (b, x) => b.For(b.Length(x[0]), [b.Constant(1.0)], (i, s) => [b.Apply(Ops.Mul, s[0], b.Load(x[0], [i], true))])[0],
        (object)new[] { 2, 0.0, 3, 0.5 });

    [Test]
    public void Nested_sums() => Check(
        (b, x) => Sum(b, x[0], t => b.Apply(Ops.Sqrt, Sum(b, x[0], u =>
        {
            var d = b.Apply(Ops.Sub, t, u);
            return b.Apply(Ops.Add, b.Apply(Ops.Mul, d, d), b.Constant(1.0));
        }))),
        (object)Numbers);

    [Test]
    public void Triangular_nests_with_state() => Check(
        (b, x) => b.For(b.Length(x[0]), [x[1]], (i, s) =>
            [b.For(i, [s[0]], (j, t) => [b.Apply(Ops.Sin, b.Apply(Ops.Mul, t[0], b.Apply(Ops.Add, t[0], b.Load(x[0], [j], true))))])[0]])[0],
        Numbers,
        0.6);

    [Test]
    public void Rectangular_nests_with_state() => Check(
        (b, x) => b.For(b.Length(x[0]), [x[1]], (i, s) =>
            [b.For(b.Constant(3), [s[0]], (j, t) => [b.Apply(Ops.Sin, b.Apply(Ops.Mul, t[0], b.Apply(Ops.Add, t[0], b.Load(x[0], [i], true))))])[0]])[0],
        Numbers,
        0.6);

    [Test]
    public void While_loops() => Check(
        (b, x) => b.While(
            [x[0], b.Constant(0)],
            s => b.Apply(Ops.Lt, b.Apply(Ops.Mul, s[0], s[0]), b.Constant(30.0)),
            s => [b.Apply(Ops.Mul, b.Apply(Ops.Mul, s[0], s[0]), x[1]), b.Apply(Ops.Add, s[1], b.Constant(1))])[0],
        1.2,
        1.1);

    [Test]
    public void While_loops_in_loops() => Check(
        (b, x) => Sum(b, x[0], t => b.While(
            [b.Apply(Ops.Add, b.Apply(Ops.Mul, t, t), b.Constant(1.5))],
            s => b.Apply(Ops.Lt, s[0], b.Constant(30.0)),
            s => [b.Apply(Ops.Mul, b.Apply(Ops.Mul, s[0], s[0]), x[1])])[0]),
        Numbers,
        1.1);

    [Test]
    public void Branches_in_recurrences() => Check(
        (b, x) => b.For(b.Length(x[0]), [x[1]], (i, s) =>
        {
            var t = b.Load(x[0], [i], true);
            return [b.If(b.Apply(Ops.Lt, t, b.Constant(0.6)), () => [b.Apply(Ops.Mul, b.Apply(Ops.Exp, s[0]), t)], () => [b.Apply(Ops.Sin, b.Apply(Ops.Mul, s[0], t))])[0]];
        })[0],
        Numbers,
        0.2);

    [Test]
    public void Arrays_in_between() => Check(
        (b, x) =>
        {
            var n = b.Length(x[0]);
            var a = b.NewArray(IrType.Of(typeof(double[])), n);
            b.For(n, [], (i, _) =>
            {
                b.Store(a, [i], b.Apply(Ops.Sin, b.Load(x[0], [i], true)));
                return [];
            });
            return b.For(n, [b.Constant(0.0)], (i, s) => [b.Apply(Ops.Add, s[0], b.Apply(Ops.Mul, b.Load(a, [i], false), b.Load(a, [b.Apply(Ops.Sub, b.Apply(Ops.Sub, n, b.Constant(1)), i)], false)))])[0];
        },
        (object)Numbers);

    [Test]
    public void Arrays_that_live_for_an_iteration() => Check(
        (b, x) => b.For(b.Length(x[0]), [x[1]], (k, s) =>
        {
            var a = b.NewArray(IrType.Of(typeof(double[])), b.Constant(3));
            b.For(b.Constant(3), [], (i, _) =>
            {
                b.Store(a, [i], b.Apply(Ops.Mul, s[0], b.Apply(Ops.Sin, b.Apply(Ops.Add, b.Load(x[0], [k], true), b.Convert(i, IrType.F64)))));
                return [];
            });
            return [b.For(b.Constant(3), [b.Constant(0.1)], (i, t) => [b.Apply(Ops.Add, t[0], b.Apply(Ops.Mul, b.Load(a, [i], false), b.Load(a, [b.Constant(1)], false)))])[0]];
        })[0],
        Numbers,
        0.8);

    [Test]
    public void Stores_over_values_that_were_used() => Check(
        (b, x) =>
        {
            var a = b.NewArray(IrType.Of(typeof(double[])), b.Constant(2));
            b.Store(a, [b.Constant(0)], x[0]);
            b.For(b.Constant(4), [], (i, _) =>
            {
                var v = b.Load(a, [b.Constant(0)], false);
                b.Store(a, [b.Constant(0)], b.Apply(Ops.Sin, b.Apply(Ops.Mul, v, b.Apply(Ops.Add, v, x[1]))));
                return [];
            });
            return b.Load(a, [b.Constant(0)], false);
        },
        0.8,
        0.3);

    [Test]
    public void Largest_of_a_sequence() => Check(
        (b, x) => b.For(b.Length(x[0]), [b.Constant(double.NegativeInfinity)], (i, s) => [b.Apply(Ops.Max, s[0], b.Apply(Ops.Sin, b.Load(x[0], [i], true)))])[0],
        (object)Numbers);

    [Test]
    public void Rows_of_jagged_arrays() => Check(
        (b, x) => b.For(b.Length(x[0]), [b.Constant(0.0)], (i, s) =>
        {
            var row = b.Load(x[0], [i], true);
            return [b.Apply(Ops.Add, s[0], b.Apply(Ops.Log, Sum(b, row, t => b.Apply(Ops.Exp, t))))];
        })[0],
        (object)new double[][] { [1, 2], [0.5], [0.1, -0.2, 0.3] });
}
