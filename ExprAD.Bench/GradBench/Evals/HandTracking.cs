using ExprAD.Bench.GradBench.Protocol;

namespace ExprAD.Bench.GradBench.Evals;

/// <summary>
/// How far measured points are from a model of a hand in the pose θ: the hand's rotation (angle times axis) and position, then
/// four angles a finger. Bones move with the bones they hang on, vertices with several bones by weight. A measured point belongs
/// to a vertex, or to a place in a triangle that is unknown too, two coordinates u for each point.
/// </summary>
internal sealed class HandTracking(GradOptions options) : Eval
{
    private const int Fingers = 5;
    private const int BonesPerFinger = 4;

    public override IEnumerable<EvalFunction> Functions =>
    [
        new EvalFunction<Input, double[]>("objective", input =>
        {
            var (us, scene) = (input.Us, new Scene(input.Data));
            var errors = us.Length == 0
                ? Jacobian.Of((double[] theta) => VertexErrors(theta, scene), options)
                : Jacobian.Of((double[] theta) => TriangleErrors(theta, us, 0, 0, scene), options);
            return () => errors.Value(input.Theta);
        }),
        new EvalFunction<Input, double[,]>("jacobian", input =>
        {
            var (us, scene, theta) = (input.Us, new Scene(input.Data), input.Theta);
            if (us.Length == 0)
            {
                var byPose = Jacobian.Of((double[] theta) => VertexErrors(theta, scene), options);
                var jacobian = byPose.At(theta);
                return () =>
                {
                    byPose.At(theta, jacobian);
                    return jacobian;
                };
            }

            // Each error depends on its own u only: moving all of them at once gives all their derivatives in two columns.
            var byAll = Jacobian.Of((double u, double v, double[] theta) => TriangleErrors(theta, us, u, v, scene), options);
            var compressed = byAll.At(0, 0, theta);
            return () =>
            {
                byAll.At(0, 0, theta, compressed);
                return compressed;
            };
        }),
    ];

    private static double[] VertexErrors(double[] theta, Scene scene)
    {
        var vertices = Pose(theta, scene);
        var errors = new double[3 * scene.Points.Length];
        for (var i = 0; i < scene.Points.Length; i++)
        {
            for (var axis = 0; axis < 3; axis++)
            {
                errors[3 * i + axis] = scene.Points[i][axis] - vertices[scene.Correspondences[i], axis];
            }
        }

        return errors;
    }

    private static double[] TriangleErrors(double[] theta, double[][] us, double du, double dv, Scene scene)
    {
        var vertices = Pose(theta, scene);
        var errors = new double[3 * scene.Points.Length];
        for (var i = 0; i < scene.Points.Length; i++)
        {
            var corners = scene.Triangles[scene.Correspondences[i]];
            var (u, v) = (us[i][0] + du, us[i][1] + dv);
            for (var axis = 0; axis < 3; axis++)
            {
                var place = u * vertices[corners[0], axis] + v * vertices[corners[1], axis] + (1 - u - v) * vertices[corners[2], axis];
                errors[3 * i + axis] = scene.Points[i][axis] - place;
            }
        }

        return errors;
    }

    /// <summary>Where the vertices are.</summary>
    private static double[,] Pose(double[] theta, Scene scene)
    {
        var transforms = BoneTransforms(theta, scene);
        var rotation = Rotation(theta[0], theta[1], theta[2]);
        var vertices = new double[scene.Vertices.Length, 3];
        for (var vertex = 0; vertex < scene.Vertices.Length; vertex++)
        {
            var rest = scene.Vertices[vertex];
            var (x, y, z) = (0.0, 0.0, 0.0);
            for (var bone = 0; bone < scene.Bones; bone++)
            {
                var weight = scene.Weights[vertex][bone];
                x += weight * (transforms[bone, 0, 0] * rest[0] + transforms[bone, 0, 1] * rest[1] + transforms[bone, 0, 2] * rest[2] + transforms[bone, 0, 3]);
                y += weight * (transforms[bone, 1, 0] * rest[0] + transforms[bone, 1, 1] * rest[1] + transforms[bone, 1, 2] * rest[2] + transforms[bone, 1, 3]);
                z += weight * (transforms[bone, 2, 0] * rest[0] + transforms[bone, 2, 1] * rest[1] + transforms[bone, 2, 2] * rest[2] + transforms[bone, 2, 3]);
            }

            x = scene.IsMirrored ? -x : x;
            for (var axis = 0; axis < 3; axis++)
            {
                vertices[vertex, axis] = rotation[axis, 0] * x + rotation[axis, 1] * y + rotation[axis, 2] * z + theta[3 + axis];
            }
        }

        return vertices;
    }

    /// <summary>How each bone moves what is fixed to it, from the position of rest.</summary>
    private static double[,,] BoneTransforms(double[] theta, Scene scene)
    {
        // About the axes x, z and y; only fingers move, their first joint about two axes, the others about one.
        var angles = new double[scene.Bones, 3];
        var next = 6;
        for (var finger = 0; finger < Fingers; finger++)
        {
            var first = BonesPerFinger * finger + 2;
            angles[first, 0] = theta[next++];
            angles[first, 1] = theta[next++];
            angles[first + 1, 0] = theta[next++];
            angles[first + 2, 0] = theta[next++];
        }

        var absolutes = new double[scene.Bones, 4, 4];
        var transforms = new double[scene.Bones, 4, 4];
        var local = new double[4, 4];
        var relative = new double[4, 4];
        for (var bone = 0; bone < scene.Bones; bone++)
        {
            Turn(angles[bone, 0], angles[bone, 2], angles[bone, 1], local);
            var parent = scene.Parents[bone];
            for (var i = 0; i < 4; i++)
            {
                for (var j = 0; j < 4; j++)
                {
                    var sum = 0.0;
                    for (var k = 0; k < 4; k++)
                    {
                        sum += scene.BaseRelatives[bone][i][k] * local[k, j];
                    }

                    relative[i, j] = sum;
                }
            }

            for (var i = 0; i < 4; i++)
            {
                for (var j = 0; j < 4; j++)
                {
                    var sum = 0.0;
                    for (var k = 0; k < 4; k++)
                    {
                        sum += (parent < 0 ? i == k ? 1 : 0 : absolutes[parent, i, k]) * relative[k, j];
                    }

                    absolutes[bone, i, j] = sum;
                }
            }

            for (var i = 0; i < 4; i++)
            {
                for (var j = 0; j < 4; j++)
                {
                    var sum = 0.0;
                    for (var k = 0; k < 4; k++)
                    {
                        sum += absolutes[bone, i, k] * scene.InverseBaseAbsolutes[bone][k][j];
                    }

                    transforms[bone, i, j] = sum;
                }
            }
        }

        return transforms;
    }

    /// <summary>A rotation about x, then y, then z, as a matrix of affine coordinates.</summary>
    private static void Turn(double x, double y, double z, double[,] matrix)
    {
        var (sx, cx) = Math.SinCos(x);
        var (sy, cy) = Math.SinCos(y);
        var (sz, cz) = Math.SinCos(z);
        matrix[0, 0] = cz * cy;
        matrix[0, 1] = cz * sy * sx - sz * cx;
        matrix[0, 2] = cz * sy * cx + sz * sx;
        matrix[1, 0] = sz * cy;
        matrix[1, 1] = sz * sy * sx + cz * cx;
        matrix[1, 2] = sz * sy * cx - cz * sx;
        matrix[2, 0] = -sy;
        matrix[2, 1] = cy * sx;
        matrix[2, 2] = cy * cx;
        matrix[3, 3] = 1;
    }

    /// <summary>The matrix of a rotation given as angle times axis.</summary>
    private static double[,] Rotation(double x, double y, double z)
    {
        var angle = Math.Sqrt(x * x + y * y + z * z);
        if (angle < 0.0001)
        {
            return new double[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } };
        }

        var (sin, cos) = Math.SinCos(angle);
        (x, y, z) = (x / angle, y / angle, z / angle);
        return new double[,]
        {
            { x * x + (1 - x * x) * cos, x * y * (1 - cos) - z * sin, x * z * (1 - cos) + y * sin },
            { x * y * (1 - cos) + z * sin, y * y + (1 - y * y) * cos, y * z * (1 - cos) - x * sin },
            { x * z * (1 - cos) - y * sin, z * y * (1 - cos) + x * sin, z * z + (1 - z * z) * cos },
        };
    }

    internal sealed record Input(double[] Theta, Data Data, double[][] Us);

    internal sealed record Data(Model Model, int[] Correspondences, double[][] Points);

    internal sealed record Model(
        int BoneCount, int[] Parents, double[][][] BaseRelatives, double[][][] InverseBaseAbsolutes,
        double[][] BasePositions, double[][] Weights, int[][] Triangles, bool IsMirrored);

    /// <summary>The data as the model's formulas name it.</summary>
    internal sealed class Scene(Data data)
    {
        public int Bones { get; } = data.Model.BoneCount;

        public int[] Parents { get; } = data.Model.Parents;

        public double[][][] BaseRelatives { get; } = data.Model.BaseRelatives;

        public double[][][] InverseBaseAbsolutes { get; } = data.Model.InverseBaseAbsolutes;

        public double[][] Vertices { get; } = data.Model.BasePositions;

        public double[][] Weights { get; } = data.Model.Weights;

        public int[][] Triangles { get; } = data.Model.Triangles;

        public bool IsMirrored { get; } = data.Model.IsMirrored;

        public int[] Correspondences { get; } = data.Correspondences;

        public double[][] Points { get; } = data.Points;
    }
}
