using static ExprAD.Tests.Capture.Linq.Compared;

namespace ExprAD.Tests.Capture.Linq;

public class SearchTests
{
    [Test]
    public void First()
    {
        Assert.That(Same(x => x.First(), Samples.Vectors).Loops(), Is.Zero);
        Same(x => x.First(t => t > 1), Samples.Vectors).IsOneLoop();
        Same(x => x.Where(t => t > 1).First(), Samples.Vectors).IsOneLoop();
        Same(x => x.Where(t => t > 0).Select(t => t * t).First(t => t > 4), Samples.Vectors).IsOneLoop();
        Same(x => x.SelectMany(t => x).First(t => t > 1), Samples.Vectors);
        Same(x => x.Skip(1).First(), Samples.Vectors);
    }

    [Test]
    public void FirstOrDefault()
    {
        Same(x => x.FirstOrDefault(), Samples.Vectors);
        Same(x => x.FirstOrDefault(7), Samples.Vectors);
        Same(x => x.FirstOrDefault(t => t > 1), Samples.Vectors);
        Same(x => x.FirstOrDefault(t => t > 1, -7), Samples.Vectors);
        Same(x => x.Select(t => ValueTuple.Create(t, 2 * t)).FirstOrDefault(p => p.Item1 > 1).Item2, Samples.Vectors);
    }

    [Test]
    public void Last()
    {
        Assert.That(Same(x => x.Last(), Samples.Vectors).Loops(), Is.Zero);
        Same(x => x.Last(t => t > 1), Samples.Vectors).IsOneLoop();
        Same(x => x.Where(t => t > 1).Last(), Samples.Vectors).IsOneLoop();
        Same(x => x.SelectMany(t => x).Last(t => t > 1), Samples.Vectors);
        Same(x => x.LastOrDefault(t => t > 1), Samples.Vectors);
        Same(x => x.LastOrDefault(t => t > 1, 3), Samples.Vectors);
        Same(x => x.SelectMany(t => x).LastOrDefault(), Samples.Vectors);
    }

    [Test]
    public void Single()
    {
        Same(x => x.Single(), Samples.Vectors);
        Same(x => x.Single(t => t > 1), Samples.Vectors);
        Same(x => x.Where(t => t > 1).Single(), Samples.Vectors);
        Same(x => x.SingleOrDefault(), Samples.Vectors);
        Same(x => x.SingleOrDefault(t => t > 1), Samples.Vectors);
        Same(x => x.SingleOrDefault(t => t > 1, 9), Samples.Vectors);
    }

    [TestCaseSource(typeof(Samples), nameof(Samples.Counts))]
    public void ElementAt(int n)
    {
        Same(x => x.ElementAt(n), Samples.Vectors);
        Same(x => x.Select(t => t + 1).ElementAt(n), Samples.Vectors[1..]);
        Same(x => x.Where(t => t > 0).ElementAt(n), Samples.Vectors[1..]);
        Same(x => x.ElementAtOrDefault(n), Samples.Vectors);
        Same(x => x.Where(t => t > 0).ElementAtOrDefault(n), Samples.Vectors);
        Same((List<double> x) => x.ElementAt(n), [], [1, 2]);
    }

    [Test]
    public void Find()
    {
        Same(x => Array.Find(x, t => t > 1) + Array.FindLast(x, t => t < 1) + Array.FindIndex(x, t => t > 2), Samples.Vectors);
        Same((List<double> x) => x.Find(t => t > 1) + x.FindLast(t => t < 1) + x.FindIndex(t => t > 2), [], [1, 2, 3]);
    }
}
