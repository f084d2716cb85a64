using static ExprAD.Tests.Capture.Linq.Compared;

namespace ExprAD.Tests.Capture.Linq;

public class ExtremesTests
{
    private static readonly int[] Integers = [3, 1, 2];

    [Test]
    public void Of_integers()
    {
        Same(x => Integers.Max() + Integers.Min() + x, 1);
        Same(x => x.Select((t, i) => i * i).Where(i => i > 2).Max(), Samples.Vectors);
        Same(x => x.Min(t => (long)t), [[1, 5, -3], []]);
    }

    [Test]
    public void Of_floats() => Same((float[] x) => x.Max() - x.Min(t => t * t), [1, 2, 3], [float.NaN, 1], []);

    [Test]
    public void MaxBy()
    {
        Same(x => x.MaxBy(t => -t), Samples.Vectors).IsOneLoop();
        Same(x => x.MinBy(t => t * t), Samples.Vectors).IsOneLoop();
        Same(x => x.Select((t, i) => ValueTuple.Create(t, i)).MaxBy(p => p.Item1).Item2, Samples.Vectors);
        Same(x => x.Where(t => t > 0).MinBy(t => -t), Samples.Vectors).IsOneLoop();
        Same(x => x.SelectMany(t => x.Select(u => t - u)).MaxBy(t => -t * t), Samples.Vectors);
        Same(x => x.MaxBy(t => (int)t % 3), [[5, 3, 2, 8, 1, 9, 4, 7], [int.MinValue], []]);
    }

    [Test]
    public void MaxBy_of_objects()
    {
        Same(x => x.Select((t, i) => new { t, i }).MaxBy(p => p.t)!.i, [[1, 3, 2]]);
        Same(x => new[] { "aa", "b" }.MaxBy(s => s.Length)!.Length + x, 1);
    }
}
