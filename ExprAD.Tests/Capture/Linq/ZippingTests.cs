using static ExprAD.Tests.Capture.Linq.Compared;

namespace ExprAD.Tests.Capture.Linq;

public class ZippingTests
{
    private static readonly double[] Data = [1, 2, 3, 4];

    [Test]
    public void Two() => Same((x, y) => x.Zip(y, (a, b) => a * b).Sum(), Samples.Pairs).IsOneLoop();

    [Test]
    public void Pairs() => Same((x, y) => x.Zip(y).Sum(p => p.First - p.Second), Samples.Pairs).IsOneLoop();

    [Test]
    public void Three() => Same((x, y) => x.Zip(y, Data).Sum(p => p.First * p.Second - p.Third), Samples.Pairs).IsOneLoop();

    [Test]
    public void Nested() => Same((x, y) => x.Zip(y).Zip(Data).Sum(p => p.First.First * p.First.Second - p.Second), Samples.Pairs).IsOneLoop();

    [Test]
    public void With_what_passes()
    {
        Same((x, y) => x.Where(t => t > 0).Zip(y, (a, b) => a - 2 * b).Sum(), Samples.Pairs).IsOneLoop();
        Same((x, y) => x.Zip(y.Where(t => t > 0), (a, b) => a - 2 * b).Sum(), Samples.Pairs).IsOneLoop();
        Same((x, y) => x.Where(t => t < 3).Zip(y.Where(t => t > 0), (a, b) => a - 2 * b).Sum(), Samples.Pairs);
        Same((x, y) => x.SelectMany(t => Data).Zip(y.SelectMany(t => Data.Select(d => d * t)), (a, b) => a - 2 * b).Sum(), Samples.Pairs);
    }

    [Test]
    public void Differences_of_neighbours() => Same(x => x.Zip(x.Skip(1), (a, b) => (b - a) * (b - a)).Sum(), Samples.Vectors).IsOneLoop();
}
