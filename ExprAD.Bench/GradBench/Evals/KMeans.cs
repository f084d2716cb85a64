using ExprAD.Bench.GradBench.Protocol;

namespace ExprAD.Bench.GradBench.Evals;

/// <summary>The sum over all points of the squared distance to the nearest centroid.</summary>
internal sealed class KMeans(GradOptions options) : Eval
{
    public override IEnumerable<EvalFunction> Functions =>
    [
        new EvalFunction<Input, double>("cost", input =>
        {
            var cost = Cost(input.Points);
            return () => cost.Value(input.Centroids);
        }),
    ];

    private GradientFunction<double[][]> Cost(double[][] points) => Grad.Of(
        (double[][] centroids) => points.Sum(p => centroids.Min(c => p.Zip(c, (a, b) => (a - b) * (a - b)).Sum())),
        options);

    internal sealed record Input(double[][] Points, double[][] Centroids);
}
