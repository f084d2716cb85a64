using ExprAD.IR;
using ExprAD.Text;
using static ExprAD.Tests.Capture.Linq.Compared;

namespace ExprAD.Tests.Capture.Linq;

[TestFixtureSource(typeof(Samples), nameof(Samples.Counts))]
public class SlicingTests(int n)
{
    [Test]
    public void Take()
    {
        Same(x => x.Take(n).Select((t, i) => t * i).Sum(), Samples.Vectors).IsOneLoop();
        Same(x => x.Where(t => t > 0).Take(n).Select((t, i) => t * i).Sum(), Samples.Vectors).IsOneLoop();
        Same(x => x.Take(n).Count(), Samples.Vectors);
    }

    [Test]
    public void Skip()
    {
        Same(x => x.Skip(n).Select((t, i) => t * i).Sum(), Samples.Vectors).IsOneLoop();
        Same(x => x.Where(t => t > 0).Skip(n).Select((t, i) => t * i).Sum(), Samples.Vectors).IsOneLoop();
        Same(x => x.Skip(n).Count() + x.Skip(n).Skip(n).LongCount(), Samples.Vectors);
    }

    [Test]
    public void TakeLast()
    {
        Same(x => x.TakeLast(n).Select((t, i) => t * i).Sum(), Samples.Vectors).IsOneLoop();
        Same(x => x.Where(t => t > 0).TakeLast(n).Select((t, i) => t * i).Sum(), Samples.Vectors);
    }

    [Test]
    public void SkipLast()
    {
        Same(x => x.SkipLast(n).Select((t, i) => t * i).Sum(), Samples.Vectors).IsOneLoop();
        Same(x => x.Where(t => t > 0).SkipLast(n).Select((t, i) => t * i).Sum(), Samples.Vectors);
    }

    [Test]
    public void Chunk()
    {
        Same(x => x.Chunk(n).Sum(c => c.Sum() * c.Length + c[0]), Samples.Vectors);
        Same(x => x.Select(t => Math.Sin(t) + Math.Cos(t)).Chunk(n).Sum(c => c.Sum() * c.Max()), Samples.Vectors);
        Same(x => x.Where(t => t > 0).Chunk(n).Sum(c => c.Sum() * c.Length), Samples.Vectors);
        Same(x => x.Chunk(n).Count(), Samples.Vectors);
        Same(x => x.Chunk(n).Sum(c => c[1]), Samples.Vectors);
    }

    [Test]
    public void Windows() =>
        Same(x => Enumerable.Range(0, x.Length).Sum(i => x.Skip(i).Take(n).Sum() * i), Samples.Vectors);

    [Test]
    public void Slices_of_slices()
    {
        Same(x => x.Skip(n).Take(2).Reverse().Skip(1).Select((t, i) => t * (i + 1)).Sum(), Samples.Vectors).IsOneLoop();
        Same(x => x.Reverse().Skip(n).TakeLast(2).SkipLast(1).Sum(), Samples.Vectors).IsOneLoop();
    }

    [Test]
    public void GetRange() => Same((List<double> x) => x.GetRange(1, n).Sum() + x.GetRange(n, 1).Count, [], [1], [1, 2, 3, 4]);

    [Test]
    public void Span() => Same(x => x.AsSpan(1, n).ToArray().Sum() + x.AsSpan(n).ToArray().Sum(), Samples.Vectors);
}

public class SlicingBoundsTests
{
    [Test]
    public void Indices_of_slices_are_proved()
    {
        AllInBounds(Same(x => x.Skip(2).Sum(), Samples.Vectors));
        AllInBounds(Same(x => x.Take(2).Sum(), Samples.Vectors));
        AllInBounds(Same(x => x.Skip(1).Take(3).Sum(), Samples.Vectors));
        AllInBounds(Same(x => x.TakeLast(3).Sum(), Samples.Vectors));
        AllInBounds(Same(x => x.SkipLast(3).Sum(), Samples.Vectors));
        AllInBounds(Same(x => x.Reverse().Sum(), Samples.Vectors));
        AllInBounds(Same(x => x.Reverse().Skip(1).Sum(), Samples.Vectors));
        AllInBounds(Same(x => x.Skip(1).Reverse().Sum(), Samples.Vectors));
        AllInBounds(Same((x, y) => x.Zip(y, (a, b) => a * b).Sum(), Samples.Pairs));
        AllInBounds(Same((x, y) => x.Zip(y.Skip(1), (a, b) => a * b).Sum(), Samples.Pairs));
        AllInBounds(Same(x => Enumerable.Range(1, x.Length - 1).Sum(i => x[i] - x[i - 1]), [[1], [1, 2, 3]]));
        AllInBounds(Same(x => Enumerable.Range(0, x.Length).Sum(i => Enumerable.Range(i + 1, x.Length - i - 1).Sum(j => x[i] - x[j])), Samples.Vectors));
        AllInBounds(Same(x => Enumerable.Range(0, x.Length).Sum(i => Enumerable.Range(0, i).Sum(j => x[i] - x[j])), Samples.Vectors));
        AllInBounds(Same(x => Enumerable.Range(0, x.Length).Sum(i => Enumerable.Range(i, x.Length - i).Sum(j => x[i] - x[j])), Samples.Vectors));
        AllInBounds(Same(x => Enumerable.Range(0, x.Length - 1).Sum(i => x[i] - x[i + 1]), [[1], [1, 2, 3]]));
        AllInBounds(Same(x => x.Average() + x.Max(), [[1], [1, 2, 3]]));
        AllInBounds(Same(a => a.Cast<double>().Sum(), Samples.Matrices));
        AllInBounds(Same(a => Enumerable.Range(0, a.GetLength(0)).Sum(i => Enumerable.Range(0, a.GetLength(1)).Sum(j => a[i, j])), Samples.Matrices));
    }

    [Test]
    public void What_is_not_certain_is_checked()
    {
        var n = 3;
        Same(x => Enumerable.Range(0, x.Length).Sum(i => x[i + 1]), Samples.Vectors);
        Same(x => Enumerable.Range(0, x.Length).Sum(i => x[i - 1]), Samples.Vectors);
        Same(x => Enumerable.Range(0, n).Sum(i => x[i]), Samples.Vectors);
        Same(x => Enumerable.Range(0, x.Length + 1).Sum(i => x[i]), Samples.Vectors);
        Same(x => Enumerable.Range(0, x.Length).Sum(i => x[x.Length - i]), Samples.Vectors);
        Same((x, y) => Enumerable.Range(0, x.Length).Sum(i => y[i]), Samples.Pairs);
        Same(x => Enumerable.Range(0, Math.Max(x.Length, 2)).Sum(i => x[i]), Samples.Vectors);
    }

    private static void AllInBounds(Graph graph) =>
        Assert.That(graph.AllNodes().Where(n => n.Op == Ops.Load).Select(n => ((Access)n.Attribute!).InBounds), Is.All.True, () => GraphPrinter.Print(graph));
}
