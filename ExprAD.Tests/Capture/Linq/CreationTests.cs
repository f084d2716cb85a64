using ExprAD.IR;
using static ExprAD.Tests.Capture.Linq.Compared;

namespace ExprAD.Tests.Capture.Linq;

public class CreationTests
{
    [Test]
    public void Range_of_a_length_needs_no_checks()
    {
        var graph = Same(x => Enumerable.Range(0, x.Length).Sum(i => x[i] * i), Samples.Vectors);

        graph.IsOneLoop();
        Assert.That(graph.AllNodes().Where(n => n.Op == Ops.Load).Select(n => ((Access)n.Attribute!).InBounds), Is.All.True);
        Assert.That(graph.Count(Ops.CallPure), Is.Zero);
    }

    [TestCaseSource(typeof(Samples), nameof(Samples.Counts))]
    public void Range_of_data(int n)
    {
        var count = Math.Min(n, 100);
        Same(x => Enumerable.Range(0, count).Sum(i => x * i), 2.0).IsOneLoop();
        Same(x => Enumerable.Range(n, 3).Sum(i => x * i), 2.0).IsOneLoop();
        Same(x => Enumerable.Range(int.MaxValue - 1, count).Sum(i => x * i), 2.0);
    }

    [Test]
    public void Range_from_one() => Same(x => Enumerable.Range(1, x.Length - 1).Sum(i => x[i] - x[i - 1]), [[1], [1, 2], [1, 5, 3]]).IsOneLoop();

    [Test]
    public void Range_raises_where_it_is_reached() =>
        Same(x => x.Length > 2 ? Enumerable.Range(0, x.Length - 3).Sum(i => x[i]) : -1, Samples.Vectors);

    [TestCaseSource(typeof(Samples), nameof(Samples.Counts))]
    public void Repeat(int n)
    {
        var count = Math.Min(n, 100);
        Same(x => Enumerable.Repeat(Math.Sin(x), count).Sum(), 0.7).IsOneLoop();
    }

    [Test]
    public void Empty() => Assert.That(Same(x => Enumerable.Empty<double>().Sum() + Array.Empty<double>().Sum() + x, 1).Loops(), Is.Zero);
}
