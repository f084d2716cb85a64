using static ExprAD.Tests.Capture.Linq.Compared;

namespace ExprAD.Tests.Capture.Linq;

public class QuestionsTests
{
    private static readonly string[] Names = ["b", "a"];

    [Test]
    public void Any_and_all()
    {
        Same(x => x.Any() ? 1 : 2, Samples.Vectors);
        Same(x => x.Any(t => t > 2) ? 1 : 2, Samples.Vectors).IsOneLoop();
        Same(x => x.All(t => t > 0) ? 1 : 2, Samples.Vectors).IsOneLoop();
        Same(x => x.Where(t => t > 0).Any() ? 1 : 2, Samples.Vectors).IsOneLoop();
        Same(x => x.SelectMany(t => x).Any(t => t > 2) ? 1 : 2, Samples.Vectors);
        Same(x => Array.Exists(x, t => t > 2) && !Array.TrueForAll(x, t => t > 2) ? 1 : 2, Samples.Vectors);
    }

    [Test]
    public void What_follows_an_answer_is_not_run() => Same(x => x.Any(t => 1 / (int)t > 0) ? 1 : 2, [[1, 0], [0, 1]]);

    [Test]
    public void Count()
    {
        Assert.That(Same(x => x.Count() + x.LongCount(), Samples.Vectors).Loops(), Is.Zero);
        Same(x => x.Count(t => t > 0), Samples.Vectors).IsOneLoop();
        Same(x => x.Where(t => t > 0).LongCount(), Samples.Vectors).IsOneLoop();
    }

    [Test]
    public void Contains()
    {
        Same(x => x.Contains(2) ? 1 : 2, Samples.Vectors);
        Same(x => x.Contains(double.NaN) ? 1 : 2, Samples.Vectors);
        Same(x => x.Select(t => t + 1).Contains(2) ? 1 : 2, Samples.Vectors);
        Same((List<double> x) => x.Contains(2) ? x.IndexOf(2) : -3, [], [1, 2]);
        Same(x => x.IndexOf(2) + Array.IndexOf(x, 1), Samples.Vectors);
        Same(x => Names.Contains("a") ? x : -x, 1);
    }

    [Test]
    public void SequenceEqual()
    {
        Same((x, y) => x.SequenceEqual(y) ? 1 : 2, Samples.Pairs);
        Same(x => x.Where(t => t > 0).SequenceEqual(x.Select(Math.Abs)) ? 1 : 2, Samples.Vectors);
    }
}
