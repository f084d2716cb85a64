using ExprAD.Bench.Functions;

namespace ExprAD.Bench.Kernels;

/// <summary>How well light in nine spherical harmonics, seen on surfaces with given normals, explains their brightness.</summary>
internal sealed class SphericalHarmonics() : Kernel("graphics", "spherical harmonics, 2000 normals")
{
    private readonly double[][] normals = [.. Samples.NormalRows(2000, 3, seed: 36).Select(Normalized)];
    private readonly double[] brightness = [.. Samples.Normal(2000, seed: 37).Select(Math.Abs)];

    public override double[] Point { get; } = Samples.Normal(9, seed: 38);

    public override GradientFunction<double[]> Differentiate(GradOptions options) => Grad.Of(
        (double[] c) => normals.Zip(brightness, (n, b) => Square(Light(c, n[0], n[1], n[2]) - b)).Average(), options);

    private static double[] Normalized(double[] v)
    {
        var length = Math.Sqrt(v.Sum(Square));
        return [.. v.Select(t => t / length)];
    }

    private static double Light(double[] c, double x, double y, double z) =>
        0.282095 * c[0]
        + 0.488603 * (c[1] * y + c[2] * z + c[3] * x)
        + 1.092548 * (c[4] * x * y + c[5] * y * z + c[7] * x * z)
        + 0.315392 * c[6] * (3 * z * z - 1)
        + 0.546274 * c[8] * (x * x - y * y);

    public override double HandWritten(double[] c, double[] gradient)
    {
        Array.Clear(gradient);
        var sum = 0.0;
        Span<double> basis = stackalloc double[9];
        for (var i = 0; i < normals.Length; i++)
        {
            var (x, y, z) = (normals[i][0], normals[i][1], normals[i][2]);
            basis[0] = 0.282095;
            basis[1] = 0.488603 * y;
            basis[2] = 0.488603 * z;
            basis[3] = 0.488603 * x;
            basis[4] = 1.092548 * x * y;
            basis[5] = 1.092548 * y * z;
            basis[6] = 0.315392 * (3 * z * z - 1);
            basis[7] = 1.092548 * x * z;
            basis[8] = 0.546274 * (x * x - y * y);
            var light = 0.0;
            for (var k = 0; k < 9; k++)
            {
                light += c[k] * basis[k];
            }

            var difference = light - brightness[i];
            sum += difference * difference;
            for (var k = 0; k < 9; k++)
            {
                gradient[k] += difference * basis[k];
            }
        }

        for (var k = 0; k < 9; k++)
        {
            gradient[k] *= 2.0 / normals.Length;
        }

        return sum / normals.Length;
    }
}
