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
        new EvalFunction<Input, double[][]>("dir", input =>
        {
            var (cost, centroids) = (Cost(input.Points), input.Centroids);
            var ones = centroids.Select(c => c.Select(_ => 1.0).ToArray()).ToArray();
            var (gradient, curvature) = (Like(centroids), Like(centroids));
            return () =>
            {
                // The Hessian has nothing beside its diagonal: its product with ones is the diagonal.
                cost.ValueAndGradient(centroids, gradient);
                cost.HessianVectorProduct(centroids, ones, curvature);
                for (var i = 0; i < gradient.Length; i++)
                {
                    for (var j = 0; j < gradient[i].Length; j++)
                    {
                        gradient[i][j] /= curvature[i][j];
                    }
                }

                return gradient;
            };
        }),
    ];

    private GradientFunction<double[][]> Cost(double[][] points) => Grad.Of(
        (double[][] centroids) => points.Sum(p => centroids.Min(c => p.Zip(c, (a, b) => (a - b) * (a - b)).Sum())),
        options);

    private static double[][] Like(double[][] rows) => [.. rows.Select(r => new double[r.Length])];

    internal sealed record Input(double[][] Points, double[][] Centroids);
}
