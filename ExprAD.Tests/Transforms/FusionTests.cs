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
}
