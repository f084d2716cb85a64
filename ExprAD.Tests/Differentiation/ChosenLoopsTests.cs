using ExprAD.Differentiation.Reverse;
using ExprAD.IR;
using ExprAD.Text;

namespace ExprAD.Tests.Differentiation;

/// <summary>Of loops whose results compete, only that which won is mirrored.</summary>
public class ChosenLoopsTests
{
    private static readonly double[][] Points = [[0, 1], [2, 3], [5, -1]];

    [Test]
    public void Distances_to_the_nearest()
    {
        var f = Grad.Of((double[][] centroids) => Points.Sum(p => centroids.Min(c => p.Zip(c, (a, b) => (a - b) * (a - b)).Sum())));
        double[][] at = [[0.5, 0.7], [4, 0], [2.5, 2]];
        Assert.That(f.Check(at).Passed, f.Check(at).ToString());
        var product = f.HessianVectorProduct(at, [[1, 1], [1, 1], [1, 1]]);
        Assert.That(product.SelectMany(h => h), Is.EqualTo(new double[] { 2, 2, 2, 2, 2, 2 }));
    }

    [Test]
    public void Ties_share_and_nan_spreads()
    {
        var f = Grad.Of((double[][] rows) => rows.Min(r => r.Sum(t => t * t)));
        Assert.That(f.Gradient([[1, 2], [2, 1], [3, 3]]), Is.EqualTo(new double[][] { [1, 2], [2, 1], [0, 0] }));
        Assert.That(f.Gradient([[double.NaN, 2], [2, 1]]).SelectMany(r => r), Has.All.NaN);
    }

    [Test]
    public void Rectified_sums()
    {
        var f = Grad.Of((double[][] rows, double w) => rows.Sum(r => Grad.Let(r.Sum(t => t * w), s => s > 0 ? s * s : 0)));
        Assert.That(f.Check([[1, 2], [-2, 1], [-3, 3.5]], 0.7).Passed);
    }

    [Test]
    public void The_mirrored_loop_stands_in_a_branch()
    {
        var b = new GraphBuilder();
        var w = b.Input(IrType.Of(typeof(double[])), "w", InputRole.Parameter, true);
        var best = b.For(b.Constant(3), [b.Constant(double.PositiveInfinity)], (i, best) =>
        {
            var product = b.For(b.Length(w), [b.Convert(i, IrType.F64)], (j, p) => [b.Apply(Ops.Mul, p[0], b.Load(w, [j], true))])[0];
            return [b.Apply(Ops.Min, best[0], product)];
        })[0];
        var gradient = ReverseMode.Gradient(b.Build("f", [best], ["value"]), [0], false);
        Assert.That(
            gradient.AllNodes().Any(n => n.Op == Ops.If && Graph.NodesOf(n.Regions.ToArray()).Any(m => m.Op == Ops.For || m.Op == Ops.AddTo)),
            GraphPrinter.Print(gradient));
    }
}
