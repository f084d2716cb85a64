using static ExprAD.Tests.Capture.Linq.Compared;

namespace ExprAD.Tests.Capture.Linq;

public class FilteringTests
{
    [Test]
    public void Where() => Same(x => x.Where(t => t > 1).Sum(), Samples.Vectors).IsOneLoop();

    [Test]
    public void Where_with_index() => Same(x => x.Where((t, i) => i % 2 == 0).Where(t => t < 3).Sum(), Samples.Vectors).IsOneLoop();

    [Test]
    public void Where_after_SelectMany() => Same(x => x.SelectMany(t => x).Where((t, i) => i > 2).Sum(), Samples.Vectors);

    [Test]
    public void TakeWhile()
    {
        Same(x => x.TakeWhile(t => t < 2).Sum(), Samples.Vectors);
        Same(x => x.TakeWhile((t, i) => i < 2 && t > 0).Sum(), Samples.Vectors);
        Same(x => x.Select(t => Math.Sin(t) * Math.Cos(t) + t).TakeWhile(t => t < 2).Sum(), Samples.Vectors).IsOneLoop();
        Same(x => x.Where(t => t > -5).TakeWhile(t => t < 2).Select((t, i) => t * i).Sum(), Samples.Vectors).IsOneLoop();
        Same(x => x.TakeWhile(t => t < 2).Any(t => t < 0) ? 1 : 2, Samples.Vectors);
        Same(x => x.TakeWhile(t => t < 2).Last(), Samples.Vectors);
    }

    [Test]
    public void SkipWhile()
    {
        Same(x => x.SkipWhile(t => t < 2).Sum(), Samples.Vectors);
        Same(x => x.SkipWhile((t, i) => i < 2 && t > 0).Select((t, i) => t * i).Sum(), Samples.Vectors);
        Same(x => x.Select(t => Math.Sin(t) * Math.Cos(t) + t).SkipWhile(t => t < 2).Sum(), Samples.Vectors).IsOneLoop();
        Same(x => x.Where(t => t > -5).SkipWhile(t => t < 2).Sum(), Samples.Vectors).IsOneLoop();
        Same(x => x.SkipWhile(t => t < 2).First(), Samples.Vectors);
    }

    [Test]
    public void The_predicate_sees_no_more_than_in_CSharp()
    {
        // 1 / ((int)t) raises for 0.
        Same(x => x.TakeWhile(t => 1 / (int)t > 0).Sum(), [[1, 2, 0], [1, 1, 0], [0]]);
        Same(x => x.SkipWhile(t => 1 / (int)t > 0).Sum(), [[1, 2, 0], [1, 1, 0], [0]]);
    }

    [Test]
    public void FindAll() => Same(x => Array.FindAll(x, t => t > 0).Length + Array.FindAll(x, t => t > 0).Sum(), Samples.Vectors);
}
