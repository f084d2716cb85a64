using ExprAD.Bench.GradBench.Protocol;

namespace ExprAD.Bench.GradBench.Evals;

/// <summary>
/// How far points in space, projected through cameras, are from where pictures show them, each observation with a weight;
/// and how far the weights are from one. A camera has 11 parameters: rotation (angle times axis), centre, focal length,
/// principal point, and two numbers for its radial distortion.
/// </summary>
internal sealed class BundleAdjustment(GradOptions options) : Eval
{
    private const int CameraParameters = 11;
    private const int PointParameters = 3;

    private readonly JacobianFunction<double[], double[], double, double[], double[]> residual =
        Jacobian.Of((double[] camera, double[] point, double weight, double[] feature) => Residual(camera, point, weight, feature), options)
            .WithRespectTo("camera", "point", "weight");

    private readonly GradientFunction<double> deviation = Grad.Of(w => 1 - w * w, options);

    public override IEnumerable<EvalFunction> Functions =>
    [
        new EvalFunction<Input, Errors>("objective", input =>
        {
            var scene = new Scene(input);
            var errors = Jacobian.Of((double[][] cameras, double[][] points, double[] weights) => Residuals(cameras, points, weights, scene.Features), options);
            return () => new(errors.Value(scene.Cameras, scene.Points, scene.Weights), input.P);
        }),
        new EvalFunction<Input, SparseRows>("jacobian", input =>
        {
            var (scene, matrix, block) = (new Scene(input), new SparseRows(3 * input.P, 31 * input.P), new double[2, CameraParameters + PointParameters + 1]);
            return () =>
            {
                FillJacobian(scene, matrix, block);
                return matrix;
            };
        }),
    ];

    /// <summary>Two errors for each observation, then one for each weight.</summary>
    private static double[] Residuals(double[][] cameras, double[][] points, double[] weights, double[][] features)
    {
        var errors = new double[3 * weights.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            var error = Residual(cameras[i % cameras.Length], points[i % points.Length], weights[i], features[i]);
            errors[2 * i] = error[0];
            errors[2 * i + 1] = error[1];
        }

        for (var i = 0; i < weights.Length; i++)
        {
            errors[2 * weights.Length + i] = 1 - weights[i] * weights[i];
        }

        return errors;
    }

    private static double[] Residual(double[] camera, double[] point, double weight, double[] feature)
    {
        var (x, y, z) = Rotate(camera[0], camera[1], camera[2], point[0] - camera[3], point[1] - camera[4], point[2] - camera[5]);
        var (u, v) = (x / z, y / z);
        var square = u * u + v * v;
        var distortion = 1 + camera[9] * square + camera[10] * square * square;
        return
        [
            weight * (u * distortion * camera[6] + camera[7] - feature[0]),
            weight * (v * distortion * camera[6] + camera[8] - feature[1]),
        ];
    }

    /// <summary>Rodrigues' formula.</summary>
    private static (double X, double Y, double Z) Rotate(double rx, double ry, double rz, double x, double y, double z)
    {
        var square = rx * rx + ry * ry + rz * rz;
        if (square == 0)
        {
            return (x + ry * z - rz * y, y + rz * x - rx * z, z + rx * y - ry * x);
        }

        var angle = Math.Sqrt(square);
        var (sin, cos) = Math.SinCos(angle);
        var (ax, ay, az) = (rx / angle, ry / angle, rz / angle);
        var along = (ax * x + ay * y + az * z) * (1 - cos);
        return (
            x * cos + (ay * z - az * y) * sin + ax * along,
            y * cos + (az * x - ax * z) * sin + ay * along,
            z * cos + (ax * y - ay * x) * sin + az * along);
    }

    /// <summary>An observation depends on one camera, one point and one weight: two rows of a block, by which the matrix is filled.</summary>
    private void FillJacobian(Scene scene, SparseRows matrix, double[,] block)
    {
        var (cameras, points, weights) = (scene.Cameras.Length, scene.Points.Length, scene.Weights.Length);
        var firstPoint = CameraParameters * cameras;
        var firstWeight = firstPoint + PointParameters * points;
        matrix.Clear();
        for (var i = 0; i < weights; i++)
        {
            var (camera, point) = (i % cameras, i % points);
            residual.At(scene.Cameras[camera], scene.Points[point], scene.Weights[i], scene.Features[i], block);
            for (var row = 0; row < 2; row++)
            {
                for (var j = 0; j < CameraParameters; j++)
                {
                    matrix.Add(CameraParameters * camera + j, block[row, j]);
                }

                for (var j = 0; j < PointParameters; j++)
                {
                    matrix.Add(firstPoint + PointParameters * point + j, block[row, CameraParameters + j]);
                }

                matrix.Add(firstWeight + i, block[row, CameraParameters + PointParameters]);
                matrix.EndRow();
            }
        }

        for (var i = 0; i < weights; i++)
        {
            matrix.Add(firstWeight + i, deviation.Gradient(scene.Weights[i]));
            matrix.EndRow();
        }
    }

    /// <summary>One camera, point, weight and feature, to be repeated n, m, p and p times.</summary>
    internal sealed record Input(int N, int M, int P, double[] Cam, double[] X, double W, double[] Feat);

    /// <summary>Observation i is of point i mod m through camera i mod n.</summary>
    private sealed class Scene(Input input)
    {
        public double[][] Cameras { get; } = Repeat(input.Cam, input.N);

        public double[][] Points { get; } = Repeat(input.X, input.M);

        public double[][] Features { get; } = Repeat(input.Feat, input.P);

        public double[] Weights { get; } = [.. Enumerable.Repeat(input.W, input.P)];

        private static double[][] Repeat(double[] row, int count) => [.. Enumerable.Range(0, count).Select(_ => row.ToArray())];
    }

    /// <summary>All errors. The answer shows the first of each kind.</summary>
    internal sealed class Errors(double[] all, int observations)
    {
        public Row ReprojError => new(all[..2], observations);

        public Number WErr => new(all[2 * observations], observations);

        internal sealed record Row(double[] Elements, int Repeated);

        internal sealed record Number(double Element, int Repeated);
    }
}
