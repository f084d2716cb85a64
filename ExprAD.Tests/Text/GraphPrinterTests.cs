using ExprAD.IR;
using ExprAD.Text;
using ExprAD.Verification;

namespace ExprAD.Tests.Text;

internal sealed class GraphPrinterTests
{
    [Test]
    public void Nodes_are_numbered_in_order_with_types_and_provenance_in_columns() =>
        Assert.That(GraphPrinter.Print(SampleGraphs.Formula()), Is.EqualTo("""
            graph gradient(x: f64, y: f64) -> (value: f64, x: f64, y: f64) {  // x * Math.Sin(x) + y
              %0 = sin x     : f64  // Math.Sin(x)
              %1 = cos x     : f64  // ∂%0/∂x
              %2 = mul x %1  : f64
              %3 = add %0 %2 : f64  // x̄
              return %3, 1.0, y
            }

            """));

    [Test]
    public void Loops_name_their_index_and_what_they_carry() =>
        Assert.That(GraphPrinter.Print(SampleGraphs.Sum()), Is.EqualTo("""
            graph sum(w: f64[]) -> (value: f64) {  // w.Sum(t => t * t)
              %0 = length w : i32
              %1 = for %2 < %0 with %3 = 0.0 : f64 {
                %4 = load w %2 [readonly inbounds] : f64
                %5 = mul %4 %4                     : f64  // t * t
                %6 = add %3 %5                     : f64
                yield %6
              }
              return %1
            }

            """));

    [Test]
    public void Long_notes_end_in_an_ellipsis_and_stay_on_one_line()
    {
        var b = new GraphBuilder { Source = "a +\n   b" + new string('c', 200) };
        var x = b.Input(IrType.F64, "x", InputRole.Parameter, true);

        var text = GraphPrinter.Print(b.Build("f", [b.Apply(Ops.Sin, x)], ["value"]));

        Assert.That(text, Does.Contain("// a + bccc").And.Contain("cc…\n"));
    }

    [Test]
    public void A_marked_node_is_marked()
    {
        var graph = SampleGraphs.Sum();

        var text = GraphPrinter.Print(graph, graph.AllNodes().Single(n => n.Op == Ops.Mul));

        Assert.That(text.Split('\n').Single(l => l.EndsWith(GraphPrinter.Mark, StringComparison.Ordinal)), Does.Contain("mul %4 %4"));
    }

    [TestCaseSource(typeof(SampleGraphs), nameof(SampleGraphs.Cases))]
    public void Samples_are_well_formed(Graph graph) => Assert.That(() => Verifier.Verify(graph), Throws.Nothing);

    [Test]
    public void Samples_show_every_operation() =>
        Assert.That(Ops.All.Where(op => op is not ScalarOp).Except(SampleGraphs.All.SelectMany(g => g.AllNodes()).Select(n => n.Op)), Is.EquivalentTo(new[] { Ops.Const, Ops.Param }));
}
