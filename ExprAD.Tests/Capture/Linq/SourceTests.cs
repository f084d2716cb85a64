using static ExprAD.Tests.Capture.Linq.Compared;

namespace ExprAD.Tests.Capture.Linq;

public class SourceTests
{
    private readonly IEnumerable<double> lazy = Enumerable.Range(1, 4).Select(i => i * 0.5);
    private readonly IEnumerable<double> endless = Endless();
    private readonly IReadOnlyList<double> list = new List<double> { 1, 2, 3 };
    private readonly Dictionary<string, double> byName = new() { ["a"] = 1, ["b"] = 2 };
    private readonly (double X, double Y)[] points = [(1, 2), (3, 4), (5, 6)];
    private readonly List<Row> rows = [new(1, "a", [1, 2]), new(2, "b", [3])];
    private readonly byte[] bytes = [1, 200];
    private readonly double[]? nothing = Environment.ProcessId > 0 ? null : [];
    private readonly double?[] gaps = [1, null, 3];

    [Test]
    public void Collections_of_data()
    {
        Same(x => lazy.Sum(t => t * x), 2);
        Same(x => list.Sum(t => t * x) + list.Max(), 2);
        Same(x => byName.Sum(e => e.Value * x) + byName.Values.Sum(v => v * x) + byName.Keys.Sum(k => k.Length * x), 2);
        Same(x => points.Sum(p => p.X * x - p.Y), 2);
        Same(x => rows.Sum(r => r.Weight * x * r.Parts.Sum()), 2);
        Same(x => bytes.Sum(b => b * x) + bytes.Max(), 2);
        Same(x => "hello".Sum(c => (c - 'a') * x) + "hello".Count(c => c == 'l'), 2);
        Same(x => rows.Where(r => r.Name == "b").Sum(r => r.Weight * x), 2);
        Same(x => new HashSet<double>(list).Sum(t => t * x), 2);
    }

    [Test]
    public void Sequences_without_end()
    {
        Same(x => endless.Take(3).Sum(t => t * x), 2);
        Same(x => Enumerable.InfiniteSequence(1, 2).Take(4).Sum(t => t * x), 2);
        Same(x => Enumerable.InfiniteSequence(1, 2).TakeWhile(t => t < 9).Sum(t => t * x), 2);
        Same(x => Enumerable.Sequence(0.5, 2, 0.25).Sum(t => t * x), 2);
    }

    [Test]
    public void Null_is_refused_as_in_CSharp()
    {
        Same(x => nothing!.Sum() + x, 2);
        Same(x => x > 3 ? nothing!.Sum() : x, 2);
        Same(x => list.Zip(nothing!, (a, b) => a * b).Sum() + x, 2);
    }

    [Test]
    public void Parameters()
    {
        Same((List<double> x) => x.Sum(t => t * t), [], [1, 2]).IsOneLoop();
        Same((double[][] x) => x.Sum(r => r.Sum(t => t * t)), Samples.Rows);
        Same((double[][] x) => x.SelectMany(r => r).Average(), Samples.Rows);
        Same((double[][] x) => x.Max(r => r.Sum()), Samples.Rows);
        Same((double[][] x) => x.OrderBy(r => r.Length).First().First(), Samples.Rows);
    }

    [Test]
    public void Elements_that_may_be_missing()
    {
        Same(x => gaps.Sum(g => (g ?? 0.5) * x), 2);
        Same(x => gaps.Where(g => g.HasValue).Sum(g => g!.Value * x), 2);
        Same(x => (double)(gaps.Sum() + gaps.Average(g => g * x) + gaps.Max(g => g * x) - gaps.Min())!, 2);
        Same(x => gaps.Where(g => g > 5).Max() ?? x, 2);
        Same(x => gaps.Where(g => g > 5).Sum() ?? x, 2);
    }

    private static IEnumerable<double> Endless()
    {
        for (var t = 0.5; ; t++)
        {
            yield return t;
        }
    }

    private sealed record Row(double Weight, string Name, double[] Parts);
}
