using ExprAD.IR;
using static ExprAD.Tests.Capture.Linq.Compared;

namespace ExprAD.Tests.Capture.Linq;

public class ReductionTests
{
    private static readonly double[][] Samples =
    [
        [], [1.5], [3, -1, 2], [0.1, 0.2, 0.3, 0.4, 0.5], [double.NaN, 1, 2], [2, double.NaN, 1], [double.NaN], [double.PositiveInfinity, 1], [double.NegativeInfinity],
    ];

    [Test]
    public void Sum() => Same(x => x.Sum(), Samples).IsOneLoop();

    [Test]
    public void Sum_of_a_function() => Same(x => x.Sum(t => t * t), Samples).IsOneLoop();

    [Test]
    public void Average() => Same(x => x.Average(), Samples).IsOneLoop();

    [Test]
    public void Average_of_what_passes() => Same(x => x.Where(t => t > 1).Average(t => t + 1), Samples).IsOneLoop();

    [Test]
    public void Average_of_negative_zeros()
    {
        double[][] zeros = [[-0.0], [-0.0, -0.0], [-0.0, 0.0]];
        Same(x => x.Average(), zeros);
        Same(x => x.Average(t => t), zeros);
        Same(x => x.Where(t => t == 0).Average(), zeros);
    }

    [Test]
    public void Max() => Same(x => x.Max(), Samples).IsOneLoop();

    [Test]
    public void Min() => Same(x => x.Min(t => t * 2), Samples).IsOneLoop();

    [Test]
    public void Max_of_what_passes() => Same(x => x.Where(t => t < 2).Max(), Samples).IsOneLoop();

    [Test]
    public void A_chain_is_one_loop() =>
        Same(x => x.Select(t => t + 1).Where(t => t > 0).Select((t, i) => t * i).Sum(), Samples).IsOneLoop();

    [Test]
    public void Max_is_one_operation()
    {
        var graph = Same(x => x.Max(), Samples);

        var loop = graph.AllNodes().Single(n => n.Op == Ops.For);
        Assert.That(loop.Regions[0].Results.Single().Op, Is.EqualTo(Ops.MaxNumber));
    }
}
