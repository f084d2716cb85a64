using CsCheck;
using ExprAD.Emission;
using ExprAD.Interpretation;
using ExprAD.IR;
using ExprAD.Tests.Emission;
using ExprAD.Tests.Generators;
using ExprAD.Text;
using ExprAD.Transforms.Vectorization;
using ExprAD.Verification;

namespace ExprAD.Tests.Transforms;

public class VectorizationTests
{
    private static readonly int[] Widths = [16, 32, 64];

    private static int Count(Graph graph, Op op) => graph.AllNodes().Count(n => n.Op == op);

    [Test]
    public void A_sum_runs_in_several_vectors()
    {
        var vectors = Vectorization.Run(
            GraphParser.Parse(
                """
                graph sum(w: f64[]) -> (value: f64) {
                  %0 = length w : i32
                  %1 = for %2 < %0 with %3 = 0.0 : f64 {
                    %4 = load w %2 [readonly inbounds] : f64
                    %5 = mul %4 %4 : f64
                    %6 = add %3 %5 : f64
                    yield %6
                  }
                  return %1
                }
                """),
            64);
        Assert.Multiple(() =>
        {
            Assert.That(Count(vectors, Ops.FusedMultiplyAdd), Is.EqualTo(4 + 1 + 1), GraphPrinter.Print(vectors));
            Assert.That(Count(vectors, Ops.Reduce), Is.EqualTo(1));
            Assert.That(Count(vectors, Ops.Load), Is.EqualTo(1), "for few iterations");
            Assert.That(() => Verifier.Verify(vectors), Throws.Nothing);
        });
    }

    [TestCaseSource(nameof(Refused))]
    public void What_has_to_run_in_order_stays_as_it_is(string body, string reason)
    {
        var graph = GraphParser.Parse(
            $$"""
            graph f(w: f64[], n: i32, at: i32[], out g: f64[]) -> (value: f64) {
              %1 = for %2 < n with %3 = 0.0 : f64 {
                {{body.ReplaceLineEndings("\n    ")}}
              }
              return %1
            }
            """);
        List<string?> reasons = [];
        Assert.That(Vectorization.Run(graph, 64, (_, _, why) => reasons.Add(why)), Is.SameAs(graph));
        Assert.That(reasons, Is.EqualTo(new[] { reason }));
    }

    private static IEnumerable<TestCaseData> Refused =>
    [
        Case("%4 = load w %2 : f64\n%5 = mul %3 %4 : f64\n%6 = add %5 %4 : f64\nyield %6", "each iteration needs what the last one made of a value", "a recurrence"),
        Case("%4 = load g %2 : f64\n%5 = add %2 1 : i32\n%6 = load g %5 : f64\nstore g %2 %6\nyield %3", "one iteration may read what another writes", "a shift in place"),
        Case("%4 = load at %2 : i32\n%5 = load g %4 : f64\nstore g %4 %5\nyield %3", "one iteration may read what another writes", "stores to wherever"),
        Case("%4 = load w %2 : f64\nstore g 0 %4\nyield %3", "all iterations store to one place", "one place"),
    ];

    private static TestCaseData Case(string body, string reason, string name) => new TestCaseData(body, reason).SetArgDisplayNames(name);

    [Test]
    public void Lanes_on_stacks_are_popped_in_the_opposite_order([Values(0, 1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 20)] int n, [Values(16, 32, 64)] int width)
    {
        var graph = GraphParser.Parse(
            """
            graph stacks(data w: f64[], data n: i32, out g: f64[]) -> (value: f64) {
              %0 = newtape 0 : tape<f64>
              %1 = newtape 0 : tape<bool>
              for %2 < 3 {
                for %3 < n {
                  %4 = load w %3 : f64
                  %5 = sin %4 : f64
                  tapepush %0 %5
                  %6 = lt 0.25 %4 : bool
                  tapepush %1 %6
                }
              }
              %7 = for %8 < 3 with %9 = 0.0 : f64 {
                %10 = for %11 < n with %12 = %9 : f64 {
                  %13 = tapepop %0 : f64
                  %14 = tapepop %1 : bool
                  %15 = load w %11 [readonly] : f64
                  %16 = mul %13 %15 : f64
                  %17 = select %14 %16 %13 : f64
                  addto g %11 %17
                  %18 = add %12 %16 : f64
                  yield %18
                }
                yield %10
              }
              return %7
            }
            """);
        double[] w = [.. Enumerable.Range(0, n).Select(i => Math.Cos(3 * i))];
        var vectors = Vectorization.Run(graph, width);
        Assert.That(Count(vectors, width == 64 ? Ops.VectorTapePop : Ops.VectorTapePush), Is.GreaterThan(1), GraphPrinter.Print(vectors));
        double[] expected = new double[n], found = new double[n];
        var value = (double)Interpreter.Run(graph, w, n, expected)[0]!;
        Assert.That((double)EmittedFunction.Fast(vectors).Run(w, n, found)[0]!, Is.EqualTo(value).Within(1e-13));
        Assert.That(found, Is.EqualTo(expected).Within(1e-13));
    }

    [Test]
    public void Vectors_give_what_the_loop_gave([Values(16, 32, 64)] int width) => RandomLoops.Calls.Sample(
        call =>
        {
            var vectors = Vectorization.Run(call.Graph, width);
            Verifier.Verify(vectors);
            RandomLoops.AgreeNearly(Run(call.Graph, call), Run(vectors, call), call.Scale);
        },
        iter: 200,
        print: call => GraphPrinter.Print(call.Graph));

    [Test]
    public void Emitted_vectors_are_those_of_the_interpreter([Values(16, 32, 64)] int width) => RandomLoops.Calls.Sample(
        call =>
        {
            var vectors = Vectorization.Run(call.Graph, width);
            var expected = Outcome.Of(inputs => Interpreter.Run(vectors, inputs), call.Arguments);
            var fast = EmittedFunction.Fast(vectors);
            Outcome.Agree(nameof(CompilerUsed.FastExpressionCompiler), $"{fast.Compiler}{fast.Reason}");
            Outcome.Agree(expected, Outcome.Of(fast.Run, call.Arguments));
            Outcome.Agree(expected, Outcome.Of(EmittedFunction.Plain(vectors).Run, call.Arguments));
        },
        iter: 60,
        print: call => GraphPrinter.Print(Vectorization.Run(call.Graph, width)));

    [Test]
    public void Graphs_of_all_kinds_stay_well_formed() => RandomGraphs.Calls().Sample(
        call =>
        {
            foreach (var width in Widths)
            {
                var vectors = Vectorization.Run(call.Graph, width);
                Verifier.Verify(vectors);
                Outcome.Agree(
                    Outcome.Of(inputs => Interpreter.Run(vectors, inputs), call.Arguments),
                    Outcome.Of(EmittedFunction.Fast(vectors).Run, call.Arguments));
            }
        },
        iter: 60,
        print: call => GraphPrinter.Print(call.Graph));

    /// <summary>No results where an index is outside.</summary>
    private static object?[] Run(Graph graph, RandomLoops.Call call)
    {
        try
        {
            return Interpreter.Run(graph, Copies(call.Arguments));
        }
        catch (IndexOutOfRangeException)
        {
            return [];
        }
    }

    private static object?[] Copies(object?[] arguments) => Array.ConvertAll(arguments, a => a is Array array ? array.Clone() : a);
}
