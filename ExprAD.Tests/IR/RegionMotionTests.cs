using ExprAD.Interpretation;
using ExprAD.IR;
using ExprAD.Text;
using ExprAD.Verification;

namespace ExprAD.Tests.IR;

public class RegionMotionTests
{
    private GraphBuilder b = new();

    [SetUp]
    public void SetUp() => b = new GraphBuilder();

    private Node Array() => b.Input(IrType.Of(typeof(double[])), "w", InputRole.Parameter, true);

    private Node Sum(Node array, Func<Node, Node> f) =>
        b.For(b.Length(array), [b.Constant(0.0)], (i, s) => [b.Apply(Ops.Add, s[0], f(b.Load(array, [i], true)))])[0];

    private Graph Build(Node result)
    {
        var graph = b.Build("f", [result], ["value"]);
        Verifier.Verify(graph);
        return graph;
    }

    private static int Loops(Graph graph) => graph.AllNodes().Count(n => n.Op == Ops.For);

    private static int LoopsInLoops(Graph graph) => graph.AllNodes().Where(n => n.Op == Ops.For).Sum(n => Graph.NodesOf([n.Regions[0]]).Count(m => m.Op == Ops.For));

    [Test]
    public void Equal_loops_are_one()
    {
        var w = Array();
        var graph = Build(b.Apply(Ops.Add, Sum(w, t => b.Apply(Ops.Exp, t)), b.Apply(Ops.Sin, Sum(w, t => b.Apply(Ops.Exp, t)))));
        Assert.That(Loops(graph), Is.EqualTo(1), GraphPrinter.Print(graph));
    }

    [Test]
    public void A_loop_leaves_the_loop_it_does_not_depend_on()
    {
        var w = Array();
        var graph = Build(Sum(w, t => b.Apply(Ops.Sub, t, Sum(w, u => u))));
        Assert.Multiple(() =>
        {
            Assert.That(LoopsInLoops(graph), Is.Zero, GraphPrinter.Print(graph));
            Assert.That(Interpreter.Run(graph, new double[] { 1, 2, 4 })[0], Is.EqualTo(7 - (3 * 7.0)));
        });
    }

    [Test]
    public void A_loop_that_can_raise_runs_only_when_the_loop_around_it_does()
    {
        var (w, v) = (Array(), b.Input(IrType.Of(typeof(double[])), "v", InputRole.Parameter, true));
        Node Third() => b.For(b.Constant(3), [b.Constant(0.0)], (i, s) => [b.Apply(Ops.Add, s[0], b.Load(v, [i], true))])[0];
        var graph = Build(Sum(w, t => b.Apply(Ops.Mul, t, Third())));
        Assert.Multiple(() =>
        {
            Assert.That(LoopsInLoops(graph), Is.Zero, GraphPrinter.Print(graph));
            Assert.That(Interpreter.Run(graph, System.Array.Empty<double>(), new double[1])[0], Is.Zero);
            Assert.That(() => Interpreter.Run(graph, new double[1], new double[1]), Throws.TypeOf<IndexOutOfRangeException>());
        });
    }

    [Test]
    public void A_check_that_raises_goes_with_the_loop_it_guards()
    {
        var w = Array();
        Node Largest()
        {
            b.If(b.Apply(Ops.Eq, b.Length(w), b.Constant(0)), () =>
            {
                b.Emit(Ops.Throw, IrType.Void, [b.Constant(new InvalidOperationException("empty"), IrType.Of(typeof(InvalidOperationException)))]);
                return [];
            }, () => []);
            return b.For(b.Length(w), [b.Constant(double.NegativeInfinity)], (i, s) => [b.Apply(Ops.Max, s[0], b.Load(w, [i], true))])[0];
        }

        var graph = Build(Sum(w, t => b.Apply(Ops.Sub, t, Largest())));
        Assert.Multiple(() =>
        {
            Assert.That(LoopsInLoops(graph), Is.Zero, GraphPrinter.Print(graph));
            Assert.That(Interpreter.Run(graph, new double[] { 1, 2, 4 })[0], Is.EqualTo(7 - 12.0));
            Assert.That(Interpreter.Run(graph, System.Array.Empty<double>())[0], Is.Zero);
        });
    }

    [Test]
    public void A_loop_that_reads_what_the_loop_around_it_writes_stays()
    {
        var w = Array();
        var a = b.NewArray(IrType.Of(typeof(double[])), b.Length(w));
        var graph = Build(b.For(b.Length(w), [b.Constant(0.0)], (i, s) =>
        {
            b.Store(a, [i], b.Load(w, [i], true));
            return [b.Apply(Ops.Add, s[0], b.For(b.Length(w), [b.Constant(0.0)], (j, t) => [b.Apply(Ops.Add, t[0], b.Load(a, [j], false))])[0])];
        })[0]);
        Assert.Multiple(() =>
        {
            Assert.That(LoopsInLoops(graph), Is.EqualTo(1), GraphPrinter.Print(graph));
            Assert.That(Interpreter.Run(graph, new double[] { 1, 2, 4 })[0], Is.EqualTo(1 + 3 + 7.0));
        });
    }

    [Test]
    public void A_condition_is_known_in_the_branch_it_leads_to()
    {
        var x = b.Input(IrType.F64, "x", InputRole.Parameter, true);
        var positive = b.Apply(Ops.Lt, b.Constant(0.0), x);
        Node Inner() => b.If(positive, () => [b.Apply(Ops.Sin, x)], () => [b.Apply(Ops.Cos, x)])[0];
        var graph = Build(b.If(positive, () => [b.Apply(Ops.Mul, x, Inner())], () => [b.Apply(Ops.Exp, Inner())])[0]);
        Assert.Multiple(() =>
        {
            Assert.That(graph.AllNodes().Count(n => n.Op == Ops.If), Is.EqualTo(1), GraphPrinter.Print(graph));
            Assert.That(Interpreter.Run(graph, 2.0)[0], Is.EqualTo(2 * Math.Sin(2)));
            Assert.That(Interpreter.Run(graph, -2.0)[0], Is.EqualTo(Math.Exp(Math.Cos(-2))));
        });
    }
}
