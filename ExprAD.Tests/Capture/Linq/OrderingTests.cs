using static ExprAD.Tests.Capture.Linq.Compared;

namespace ExprAD.Tests.Capture.Linq;

public class OrderingTests
{
    private static readonly string[] Names = ["b", "a", "c", "a"];

    [Test]
    public void OrderBy()
    {
        Same(x => x.OrderBy(t => t).Select((t, i) => t * i).Sum(), Samples.Vectors);
        Same(x => x.OrderByDescending(t => t * t).Select((t, i) => t * i).Sum(), Samples.Vectors);
        Same(x => x.Order().First() + x.OrderDescending().Last(), Samples.Vectors);
    }

    [Test]
    public void ThenBy()
    {
        Same(x => x.OrderBy(t => (int)t % 2).ThenByDescending(t => t).Select((t, i) => t * i).Sum(), [[5, 3, 2, 8, 1], [1, 1, 2], []]);
        Same(x => x.OrderByDescending(t => (int)t % 3).ThenBy(t => (int)t % 2).ThenBy(t => -t).Select((t, i) => t * i).Sum(), [[5, 3, 2, 8, 1, 9, 4, 7], []]);
    }

    [Test]
    public void Equal_keys_keep_their_order() =>
        Same(x => x.Select((t, i) => new { t, i }).OrderByDescending(p => p.t > 0).Select((p, k) => p.i * k).Sum(), Samples.Vectors);

    [Test]
    public void Of_what_passes() => Same(x => x.Where(t => t > 0).OrderBy(t => -t).Take(2).Sum(t => t * t), Samples.Vectors);

    [Test]
    public void Of_what_is_costly() => Same(x => x.Select(t => Math.Sin(t) + Math.Cos(3 * t)).OrderBy(t => t).Select((t, i) => t * i).Sum(), Samples.Vectors);

    [Test]
    public void By_text() => Same(x => Names.Zip(x).OrderBy(p => p.First).Select((p, i) => p.Second * i).Sum(), [[1, 2, 3, 4], [5]]);

    [Test]
    public void Median() => Same(x => x.Order().ElementAt(x.Length / 2), Samples.Vectors);
}
