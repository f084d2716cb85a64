using ExprAD.Bench.Functions;

namespace ExprAD.Bench.Kernels;

/// <summary>How far a picture of a lit sphere is from the one wanted, by the sphere's centre and radius and the light's direction.</summary>
internal sealed class SphereShading() : Kernel("graphics", "ray-traced sphere, 64 × 64 pixels")
{
    private const int Pixels = 64;

    private readonly double[] picture = [.. Samples.Normal(Pixels * Pixels, seed: 35).Select(t => 0.3 + 0.1 * t)];

    public override double[] Point { get; } = [0.1, -0.2, 4, 1.2, 0.3, 0.5, -0.8];

    public override GradientFunction<double[]> Differentiate(GradOptions options) => Grad.Of((double[] p) => Misfit(p, picture), options);

    private static double Misfit(double[] p, double[] picture)
    {
        var (cx, cy, cz, radius, lx, ly, lz) = (p[0], p[1], p[2], p[3], p[4], p[5], p[6]);
        var sum = 0.0;
        for (var row = 0; row < Pixels; row++)
        {
            for (var column = 0; column < Pixels; column++)
            {
                var length = Math.Sqrt(Square((column - 31.5) / 64) + Square((row - 31.5) / 64) + 1);
                var (dx, dy, dz) = ((column - 31.5) / 64 / length, (row - 31.5) / 64 / length, 1 / length);
                var along = cx * dx + cy * dy + cz * dz;
                var inside = along * along - (cx * cx + cy * cy + cz * cz) + radius * radius;
                var shade = 0.0;
                if (inside > 0)
                {
                    var t = along - Math.Sqrt(inside);
                    shade = ((t * dx - cx) * lx + (t * dy - cy) * ly + (t * dz - cz) * lz) / radius;
                    shade = Math.Max(shade, 0);
                }

                sum += Square(shade - picture[row * Pixels + column]);
            }
        }

        return sum;
    }

    public override double HandWritten(double[] p, double[] gradient)
    {
        var (cx, cy, cz, radius, lx, ly, lz) = (p[0], p[1], p[2], p[3], p[4], p[5], p[6]);
        var (sum, gx, gy, gz, gr, hx, hy, hz) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var row = 0; row < Pixels; row++)
        {
            for (var column = 0; column < Pixels; column++)
            {
                var length = Math.Sqrt(Square((column - 31.5) / 64) + Square((row - 31.5) / 64) + 1);
                var (dx, dy, dz) = ((column - 31.5) / 64 / length, (row - 31.5) / 64 / length, 1 / length);
                var along = cx * dx + cy * dy + cz * dz;
                var inside = along * along - (cx * cx + cy * cy + cz * cz) + radius * radius;
                var pixel = picture[row * Pixels + column];
                if (inside <= 0)
                {
                    sum += pixel * pixel;
                    continue;
                }

                var root = Math.Sqrt(inside);
                var t = along - root;
                var (nx, ny, nz) = (t * dx - cx, t * dy - cy, t * dz - cz);
                var shade = (nx * lx + ny * ly + nz * lz) / radius;
                if (shade <= 0)
                {
                    sum += pixel * pixel;
                    continue;
                }

                sum += Square(shade - pixel);
                var byDot = 2 * (shade - pixel) / radius;
                hx += byDot * nx;
                hy += byDot * ny;
                hz += byDot * nz;
                var byT = byDot * (dx * lx + dy * ly + dz * lz);
                var byInside = -byT / (2 * root);
                var byAlong = byT + byInside * 2 * along;
                gr += byInside * 2 * radius - byDot * shade;
                gx += byAlong * dx - byInside * 2 * cx - byDot * lx;
                gy += byAlong * dy - byInside * 2 * cy - byDot * ly;
                gz += byAlong * dz - byInside * 2 * cz - byDot * lz;
            }
        }

        double[] all = [gx, gy, gz, gr, hx, hy, hz];
        all.CopyTo(gradient, 0);
        return sum;
    }
}
