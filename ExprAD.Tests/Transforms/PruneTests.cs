using ExprAD.Interpretation;
using ExprAD.Text;
using ExprAD.Transforms;
using ExprAD.Verification;

namespace ExprAD.Tests.Transforms;

public class PruneTests
{
    [Test]
    public void What_a_dead_loop_would_carry_unchanged_need_not_exist() => Check(
        """
        graph f(x: f64) -> (value: f64) {
          %0 = newarray 1 : f64[]
          %1, %2 = while with %3 = 0, %4 = %0 : i32, f64[] {
            %5 = lt %3 3 : bool
            yield %5
          } do {
            %6, %7 = for %8 < 2 with %9 = %0, %10 = x : f64[], f64 {
              %11 = sin %10 : f64
              yield %9, %11
            }
            %12 = add %3 1 : i32
            yield %12, %4
          }
          return x
        }
        """);

    [Test]
    public void A_store_matters_where_the_array_is_read_under_another_name() => Check(
        """
        graph f(x: f64) -> (value: f64) {
          %0 = newarray 1 : f64[]
          %1, %2 = for %3 < 2 with %4 = %0, %5 = %0 : f64[], f64[] {
            store %5 0 x
            %6 = newarray 1 : f64[]
            yield %6, %5
          }
          %7 = load %0 0 : f64
          return %7
        }
        """);

    private static void Check(string text)
    {
        var graph = GraphParser.Parse(text);
        var pruned = Prune.Run(graph, strict: true);
        Verifier.Verify(pruned);
        Assert.That(Interpreter.Run(pruned, 1.5), Is.EqualTo(Interpreter.Run(graph, 1.5)));
    }
}
