using ExprAD.Interpretation;
using ExprAD.IR;
using ExprAD.Tests.Differentiation;
using ExprAD.Text;
using ExprAD.Transforms;
using ExprAD.Verification;

namespace ExprAD.Tests.Transforms;

public class RotatingBuffersTests
{
    private static readonly IrType Numbers = IrType.Of(typeof(double[]));

    /// <summary>Each step makes an array of the one before and, where there is one, the one before that.</summary>
    private static Graph Steps(bool second, Func<GraphBuilder, Node, Node> length, Func<GraphBuilder, Node[], Node, Node[]>? next = null)
    {
        var b = new GraphBuilder();
        var w = b.Input(Numbers, "w", InputRole.Parameter, differentiable: true);
        Node[] init = second ? [w, b.NewArray(Numbers, b.Length(w))] : [w];
        var last = b.For(b.Constant(5), init, (_, now) =>
        {
            var made = b.NewArray(Numbers, length(b, now[0]));
            b.For(b.Length(made), [], (i, _) =>
            {
                var sum = now.Select(a => b.Load(a, [i], readOnly: false)).Aggregate((p, q) => b.Apply(Ops.Add, p, b.Apply(Ops.Mul, q, b.Constant(0.5))));
                b.Store(made, [i], b.Apply(Ops.Sin, sum));
                return [];
            });
            return next?.Invoke(b, now, made) ?? (second ? [made, now[0]] : [made]);
        });
        var result = b.For(b.Length(last[0]), [b.Constant(0.0)], (i, s) => [b.Apply(Ops.Add, s[0], b.Load(last[^1], [i], readOnly: false))])[0];
        return b.Build("f", [result], ["value"]);
    }

    private static Graph Check(Graph graph, int buffers)
    {
        var made = RotatingBuffers.Run(graph, strict: false);
        Verifier.Verify(made);
        double[] w = [0.3, -1.2, 0.8];
        Assert.That(Interpreter.Run(made, w.Clone()), Is.EqualTo(Interpreter.Run(graph, w.Clone())), GraphPrinter.Print(made));
        var loops = made.Body.Nodes.Where(n => n.Op == Ops.For).ToList();
        Assert.That(made.AllNodes().Count(n => n.Op == Ops.NewArray && n.Region!.Parent is not null), Is.EqualTo(buffers == 0 ? 1 : 0));
        Assert.That(made.AllNodes().Count(n => n.Op == Ops.Clear), Is.EqualTo(buffers == 0 ? 0 : 1));
        if (buffers > 0)
        {
            Assert.That(loops.Max(l => l.Values.Count), Is.EqualTo(graph.Body.Nodes.Where(n => n.Op == Ops.For).Max(l => l.Values.Count) + buffers));
            GradientCheck.Check(made, w);
        }

        return made;
    }

    [Test]
    public void An_array_seen_for_one_iteration_more_takes_two() => Check(Steps(second: false, (b, now) => b.Length(now)), buffers: 2);

    [Test]
    public void An_array_seen_for_two_iterations_more_takes_three() => Check(Steps(second: true, (b, _) => b.Length(b.Inputs[0].Node)), buffers: 3);

    [Test]
    public void An_array_that_nobody_keeps_stays() =>
        Check(Steps(second: true, (b, _) => b.Length(b.Inputs[0].Node), (_, now, made) => [now[1], now[0]]), buffers: 0);

    [Test]
    public void An_array_that_is_kept_for_good_stays() =>
        Check(Steps(second: true, (b, _) => b.Length(b.Inputs[0].Node), (b, now, made) => [made, b.Apply(Ops.Select, b.Apply(Ops.Lt, b.Load(now[0], [b.Constant(0)], readOnly: false), b.Constant(0.1)), now[0], now[1])]), buffers: 0);

    [Test]
    public void An_array_that_is_written_in_the_next_iteration_stays() => Check(
        Steps(second: false, (b, now) => b.Length(now), (b, now, made) =>
        {
            b.Store(now[0], [b.Constant(0)], b.Constant(1.0));
            return [made];
        }),
        buffers: 0);

    [Test]
    public void An_array_whose_length_changes_stays() =>
        Check(Steps(second: true, (b, now) => b.Apply(Ops.Min, b.Length(now), b.Constant(2))), buffers: 0);
}
