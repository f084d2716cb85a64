using ExprAD.IR;
using static ExprAD.Tests.Capture.Linq.Compared;

namespace ExprAD.Tests.Capture.Linq;

public class MaterialisationTests
{
    [Test]
    public void An_array_that_is_only_looked_through_is_not_made()
    {
        Same(x => x.Select(t => t * t).ToArray().Sum(), Samples.Vectors).IsOneLoop();
        Same(x => x.Where(t => t > 0).ToList().Select(t => t + 1).ToArray().Max(), Samples.Vectors).IsOneLoop();
        Same(x => x.AsEnumerable().Sum(), Samples.Vectors).IsOneLoop();
    }

    [Test]
    public void An_array_whose_making_may_raise_is_made()
    {
        Same(x => x.Select(t => 1 / (int)t).ToArray().First(), [[1, 0], [0, 1], [2]]);
        Same(x => x.Select(t => x[(int)t]).ToList().First(), [[1, 0], [0, 7], []]);
    }

    [Test]
    public void An_array_that_is_indexed()
    {
        var graph = Same(x => x.Select(t => t * t).ToArray()[1], Samples.Vectors);
        Assert.That(graph.Count(Ops.NewArray), Is.EqualTo(1));
        Same(x => x.Where(t => t > 0).ToArray()[1] + x.Where(t => t > 0).ToList()[0], Samples.Vectors);
        Same(x => x.Where(t => t > 0).ToArray().Length + x.SelectMany(t => x).ToList().Count, Samples.Vectors);
    }

    [Test]
    public void Arrays_of_tuples()
    {
        Same(x => x.Select((t, i) => new { t, i }).ToArray()[1].t, Samples.Vectors);
        Same(x => x.Select((t, i) => ValueTuple.Create(t, i)).ToList()[1].Item2, Samples.Vectors);
        Same(x => x.Where(t => t > 0).Select((t, i) => new { t, i }).ToArray().Length, Samples.Vectors);
    }

    [Test]
    public void Arrays_of_arrays() => Same(x => x.Select(t => x.Select(u => t * u).ToArray()).ToArray()[1][0], Samples.Vectors);

    [Test]
    public void Literals()
    {
        Assert.That(Same(x => new[] { x, x * x, 1 }.Sum(t => t * 2), 3).Loops(), Is.Zero);
        Same(x => new[] { x, x * x, 1 }.Max(), 3);
        Same(x => new[] { x, x * x, 1 }.Select((t, i) => t * i).Skip(1).Sum(), 3);
        Same(x => new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }.Sum(t => t * x), 3);
        Same(x => new List<double> { x, 2 }.Sum(), 3);
        Same(x => new Func<double, double>[] { t => t * t, Math.Sin }.Sum(f => f(x)), 3);
        Same(x => new[] { x }.Single() + new double[] { }.Sum(), 3);
        Same(x => new[] { new[] { x, 1 }, new[] { 2, x } }.Sum(r => r.Sum()), 3);
    }

}
