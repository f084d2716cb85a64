using ExprAD.Differentiation.Reverse;
using ExprAD.IR;
using ExprAD.Text;
using ExprAD.Transforms;

namespace ExprAD.Tests.Transforms;

public class FusionTests
{
    private static int Count(Graph graph, Op op) => graph.AllNodes().Count(n => n.Op == op);

    private static Graph Gradient(GraphBuilder b, Node result)
    {
        var graph = b.Build("f", [result], ["value"]);
        return Fusion.Run(ReverseMode.Gradient(graph, [.. Enumerable.Range(0, graph.Inputs.Count).Where(i => graph.Inputs[i].Differentiable)], false), false);
    }

    [Test]
    public void Value_and_gradient_of_a_sum_are_one_loop()
    {
        var b = new GraphBuilder();
        var w = b.Input(IrType.Of(typeof(double[])), "w", InputRole.Parameter, true);
        var gradient = Gradient(b, b.For(b.Length(w), [b.Constant(0.0)], (i, s) => [b.Apply(Ops.Add, s[0], b.Apply(Ops.Exp, b.Load(w, [i], true)))])[0]);
        Assert.Multiple(() =>
        {
            Assert.That(Count(gradient, Ops.For), Is.EqualTo(1), GraphPrinter.Print(gradient));
            Assert.That(Count(gradient, Ops.Exp), Is.EqualTo(1));
            Assert.That(Count(gradient, Ops.NewTape), Is.Zero);
        });
    }

    [Test]
    public void Value_and_gradient_of_a_branch_are_one_branch()
    {
        var b = new GraphBuilder();
        var x = b.Input(IrType.F64, "x", InputRole.Parameter, true);
        var gradient = Gradient(b, b.If(b.Apply(Ops.Lt, b.Constant(0.0), x), () => [b.Apply(Ops.Exp, x)], () => [b.Apply(Ops.Sin, x)])[0]);
        Assert.Multiple(() =>
        {
            Assert.That(Count(gradient, Ops.If), Is.EqualTo(1), GraphPrinter.Print(gradient));
            Assert.That(Count(gradient, Ops.Exp), Is.EqualTo(1));
        });
    }

    [Test]
    public void Loops_that_need_each_other_stay_apart()
    {
        var b = new GraphBuilder();
        var w = b.Input(IrType.Of(typeof(double[])), "w", InputRole.Parameter, true);
        var sum = b.For(b.Length(w), [b.Constant(0.0)], (i, s) => [b.Apply(Ops.Add, s[0], b.Load(w, [i], true))])[0];
        var spread = b.For(b.Length(w), [b.Constant(0.0)], (i, s) =>
        {
            var d = b.Apply(Ops.Sub, b.Load(w, [i], true), sum);
            return [b.Apply(Ops.Add, s[0], b.Apply(Ops.Mul, d, d))];
        })[0];
        var graph = b.Build("f", [spread], ["value"]);
        Assert.That(Count(Fusion.Run(graph, false), Ops.For), Is.EqualTo(2));
    }

    [Test]
    public void Loops_come_together_over_what_neither_needs()
    {
        var b = new GraphBuilder();
        var w = b.Input(IrType.Of(typeof(double[])), "w", InputRole.Parameter, true);
        Node Sum(Node scale) => b.For(b.Length(w), [b.Constant(0.0)], (i, s) => [b.Apply(Ops.Add, s[0], b.Apply(Ops.Sin, b.Apply(Ops.Mul, scale, b.Load(w, [i], true))))])[0];

        // Two chains of three loops each: those at the same depth come together, whatever stands between.
        Node[] heads = [b.Constant(2.0), b.Constant(3.0)];
        for (var depth = 0; depth < 3; depth++)
        {
            heads = [.. heads.Select(h => b.Apply(Ops.Sin, Sum(h)))];
        }

        var graph = Fusion.Run(b.Build("f", heads, ["a", "b"]), false);
        Assert.That(Count(graph, Ops.For), Is.EqualTo(3), GraphPrinter.Print(graph));
    }

    [Test]
    public void Loops_stay_in_the_order_of_what_they_do_to_memory()
    {
        var b = new GraphBuilder();
        var w = b.Input(IrType.Of(typeof(double[])), "w", InputRole.Parameter, true);
        var copy = b.Emit(Ops.NewArray, w.Type, [b.Length(w)]);
        b.For(b.Length(w), [], (i, _) =>
        {
            b.Emit(Ops.Store, IrType.Void, [copy, i, b.Load(w, [i], true)], Access.Of(readOnly: false, inBounds: true));
            return [];
        });
        var last = b.Apply(Ops.Add, b.Length(w), b.Constant(-1));
        var backwards = b.For(b.Length(w), [b.Constant(0.0)], (i, s) =>
            [b.Apply(Ops.Add, s[0], b.Apply(Ops.Mul, b.Convert(i, IrType.F64), b.Load(copy, [b.Apply(Ops.Sub, last, i)], false)))])[0];
        var graph = Fusion.Run(b.Build("f", [backwards], ["value"]), false);
        Assert.That(Count(graph, Ops.For), Is.EqualTo(2), GraphPrinter.Print(graph));
    }
}
