using ExprAD.Differentiation.Reverse;
using ExprAD.IR;

namespace ExprAD.Tests.Differentiation;

/// <summary>Arrays that are written, handed on and exchanged, and what their mirror images must not mix up.</summary>
public class ReverseModeMemoryTests
{
    private static readonly IrType Numbers = IrType.Of(typeof(double[]));

    private static void Check(Func<GraphBuilder, Node, Node, Node> build, double x, params double[] w)
    {
        var b = new GraphBuilder();
        var inputs = (b.Input(IrType.F64, "x", InputRole.Parameter, differentiable: true), b.Input(Numbers, "w", InputRole.Parameter, differentiable: true));
        var result = build(b, inputs.Item1, inputs.Item2);
        GradientCheck.Check(b.Build("f", [result], ["value"]), x, w);
    }

    [Test]
    public void A_while_condition_with_a_loop_inside_runs_once_more_than_the_body() => Check(
        (b, x, w) =>
        {
            Node? sum = null;
            return b.While(
                [x, b.Constant(0)],
                s =>
                {
                    // A ragged nest: what is kept of it lies on stacks.
                    sum = b.For(s[1], [s[0]], (_, t) => [b.Apply(Ops.Sin, b.Apply(Ops.Mul, t[0], b.Apply(Ops.Add, t[0], x)))])[0];
                    return b.Apply(Ops.And, b.Apply(Ops.Lt, s[1], b.Constant(4)), b.Apply(Ops.Lt, sum, b.Constant(9.0)));
                },
                s => [b.Apply(Ops.Cos, b.Apply(Ops.Mul, sum!, s[0])), b.Apply(Ops.Add, s[1], b.Constant(1))])[0];
        },
        0.7);

    [Test]
    public void A_while_condition_may_store() => Check(
        (b, x, w) =>
        {
            var a = b.NewArray(Numbers, b.Constant(1));
            b.Store(a, [b.Constant(0)], x);
            var count = b.While(
                [b.Constant(0)],
                s =>
                {
                    var t = b.Load(a, [b.Constant(0)], readOnly: false);
                    b.Store(a, [b.Constant(0)], b.Apply(Ops.Sin, b.Apply(Ops.Mul, t, b.Apply(Ops.Add, t, b.Constant(1.0)))));
                    return b.Apply(Ops.Lt, s[0], b.Constant(3));
                },
                s => [b.Apply(Ops.Add, s[0], b.Constant(1))])[0];
            return b.Apply(Ops.Mul, b.Load(a, [b.Constant(0)], readOnly: false), b.Convert(count, IrType.F64));
        },
        0.6);

    [Test]
    public void Additions_to_what_other_iterations_load_are_mirrored_in_order() => Check(
        (b, x, w) =>
        {
            var a = b.NewArray(Numbers, b.Constant(1));
            return b.For(b.Length(w), [b.Constant(0.0)], (i, s) =>
            {
                var t = b.Load(a, [b.Constant(0)], readOnly: false);
                b.AddTo(a, [b.Constant(0)], b.Apply(Ops.Sin, b.Load(w, [i], readOnly: true)));
                return [b.Apply(Ops.Add, s[0], b.Apply(Ops.Sin, t))];
            })[0];
        },
        0,
        0.3,
        0.8,
        -0.4);

    [Test]
    public void Additions_to_what_other_iterations_store_are_mirrored_in_order() => Check(
        (b, x, w) =>
        {
            var n = b.Length(w);
            var a = b.NewArray(Numbers, n);
            b.For(n, [], (i, _) =>
            {
                var t = b.Load(w, [i], readOnly: true);
                b.Store(a, [i], b.Apply(Ops.Mul, t, x));
                b.AddTo(a, [b.Constant(0)], b.Apply(Ops.Sin, t));
                return [];
            });
            return b.For(n, [b.Constant(0.0)], (i, s) => [b.Apply(Ops.Add, s[0], b.Apply(Ops.Exp, b.Load(a, [i], readOnly: false)))])[0];
        },
        0.5,
        0.3,
        0.8,
        -0.4);

    [Test]
    public void Arrays_made_in_one_iteration_are_seen_by_the_next() => Check(
        (b, x, w) =>
        {
            var first = b.NewArray(Numbers, b.Constant(1));
            b.Store(first, [b.Constant(0)], x);
            var last = b.For(b.Length(w), [first], (i, s) =>
            {
                var next = b.NewArray(Numbers, b.Constant(1));
                b.Store(next, [b.Constant(0)], b.Apply(Ops.Sin, b.Apply(Ops.Mul, b.Load(s[0], [b.Constant(0)], readOnly: false), b.Load(w, [i], readOnly: true))));
                return [next];
            })[0];
            return b.Load(last, [b.Constant(0)], readOnly: false);
        },
        0.5,
        0.3,
        0.8,
        -0.4);

    [Test]
    public void Shadows_of_arrays_that_change_from_iteration_to_iteration_travel_with_them() => Check(
        (b, x, w) => b.For(b.Length(w), [x], (i, s) =>
        {
            var a = b.NewArray(Numbers, b.Constant(1));
            return b.For(b.Constant(2), [a, s[0]], (_, t) =>
            {
                b.AddTo(t[0], [b.Constant(0)], b.Apply(Ops.Sin, t[1]));
                var next = b.Apply(Ops.Sin, b.Apply(Ops.Add, b.Load(a, [b.Constant(0)], readOnly: false), b.Load(w, [i], readOnly: true)));
                return [b.NewArray(Numbers, b.Constant(1)), next];
            })[1..];
        })[0],
        0.4,
        0.3,
        0.8);

    [TestCase]
    [TestCase(0.5, 0.25)]
    public void What_a_loop_without_iterations_never_read_its_mirror_image_does_not_read(params double[] w) => Check(
        (b, x, w) =>
        {
            var a = b.NewArray(Numbers, b.Constant(1));
            var s = b.For(b.Length(w), [x], (i, s) =>
            {
                b.Store(a, [b.Constant(0)], s[0]);
                return [b.Apply(Ops.Sin, b.Apply(Ops.Mul, s[0], b.Load(w, [b.Constant(0)], readOnly: true)))];
            })[0];
            return b.Apply(Ops.Add, s, b.Load(a, [b.Constant(0)], readOnly: false));
        },
        0.3,
        w);

    [Test]
    public void A_sum_that_reaches_the_result_by_many_ways_takes_no_time()
    {
        var b = new GraphBuilder();
        var w = b.Input(Numbers, "w", InputRole.Parameter, differentiable: true);
        var y = b.For(b.Length(w), [b.Constant(0.0)], (i, s) => [b.Apply(Ops.Add, s[0], b.Apply(Ops.Sin, b.Load(w, [i], readOnly: true)))])[0];
        for (var level = 0; level < 60; level++)
        {
            y = b.Apply(Ops.Sub, b.Apply(Ops.Add, y, b.Constant(level + 0.5)), b.Apply(Ops.Mul, y, b.Constant(0.5)));
        }

        var gradient = ReverseMode.Gradient(b.Build("f", [y], ["value"]), [0], strict: false);
        Assert.That(gradient.CountNodes(), Is.LessThan(1000));
    }
}
