using ExprAD.Emission.Planning;
using ExprAD.IR;

namespace ExprAD.Tests.Emission;

public class InliningTests
{
    [TestCase(false)]
    [TestCase(true)]
    public void Check_is_not_moved_behind_the_access_that_relies_on_it(bool inBranch)
    {
        var b = new GraphBuilder();
        var (x, y) = (Input(b, typeof(double[]), "x"), Input(b, typeof(double[]), "y"));
        var (i, p) = (Input(b, typeof(int), "i"), Input(b, typeof(bool), "p"));
        var check = b.Load(x, [i], readOnly: true);
        var reliant = () => b.Apply(Ops.Exp, b.Emit(Ops.Load, IrType.F64, [y, i], Access.Of(readOnly: true, IndexCheck.Made)));
        var later = inBranch ? b.If(p, () => [reliant()], () => [b.Constant(0.0)])[0] : reliant();
        var graph = b.Build("f", [b.Apply(Ops.Add, b.Apply(Ops.Sin, check), later)], ["y"]);

        Assert.That(EmissionPlan.Of(graph, 1000)[check].IsInline, Is.False);
    }

    [Test]
    public void Value_that_one_expression_reads_needs_no_variable()
    {
        var b = new GraphBuilder();
        var (x, i) = (Input(b, typeof(double[]), "x"), Input(b, typeof(int), "i"));
        var load = b.Load(x, [i], readOnly: true);
        var sine = b.Apply(Ops.Sin, load);
        var plan = EmissionPlan.Of(b.Build("f", [b.Apply(Ops.Add, sine, b.Apply(Ops.Exp, sine))], ["y"]), 1000);

        Assert.That(plan[load].IsInline, Is.True);
        Assert.That(plan[sine].IsInline, Is.False, "it is read twice");
    }

    [Test]
    public void Read_is_not_moved_behind_a_write()
    {
        var b = new GraphBuilder();
        var (x, i) = (Input(b, typeof(double[]), "x"), Input(b, typeof(int), "i"));
        var load = b.Load(x, [i], readOnly: false);
        b.Store(x, [i], b.Constant(1.0));
        var plan = EmissionPlan.Of(b.Build("f", [b.Apply(Ops.Sin, load)], ["y"]), 1000);

        Assert.That(plan[load].IsInline, Is.False);
    }

    private static Node Input(GraphBuilder b, Type type, string name) => b.Input(IrType.Of(type), name, InputRole.Data);
}
