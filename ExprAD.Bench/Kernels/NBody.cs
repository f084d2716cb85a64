using ExprAD.Bench.Functions;

namespace ExprAD.Bench.Kernels;

/// <summary>Potential energy of bodies that attract each other, softened at short distances.</summary>
internal sealed class NBody() : Kernel("physics", "energy of 100 bodies")
{
    private const int Bodies = 100;
    private const double Softening = 0.01;

    private readonly double[] masses = [.. Samples.Normal(Bodies, seed: 1).Select(Math.Exp)];

    public override double[] Point { get; } = Samples.Normal(3 * Bodies, seed: 2);

    public override GradientFunction<double[]> Differentiate(GradOptions options) => Grad.Of((double[] x) => Energy(x, masses), options);

    private static double Energy(double[] x, double[] masses)
    {
        var energy = 0.0;
        for (var i = 0; i < masses.Length; i++)
        {
            for (var j = i + 1; j < masses.Length; j++)
            {
                var dx = x[3 * i] - x[3 * j];
                var dy = x[3 * i + 1] - x[3 * j + 1];
                var dz = x[3 * i + 2] - x[3 * j + 2];
                energy -= masses[i] * masses[j] / Math.Sqrt(dx * dx + dy * dy + dz * dz + Softening);
            }
        }

        return energy;
    }

    public override double HandWritten(double[] x, double[] gradient)
    {
        Array.Clear(gradient);
        var energy = 0.0;
        for (var i = 0; i < masses.Length; i++)
        {
            var (gx, gy, gz) = (0.0, 0.0, 0.0);
            for (var j = i + 1; j < masses.Length; j++)
            {
                var dx = x[3 * i] - x[3 * j];
                var dy = x[3 * i + 1] - x[3 * j + 1];
                var dz = x[3 * i + 2] - x[3 * j + 2];
                var inverse = 1 / (dx * dx + dy * dy + dz * dz + Softening);
                var term = masses[i] * masses[j] * Math.Sqrt(inverse);
                energy -= term;
                var force = term * inverse;
                gx += force * dx;
                gy += force * dy;
                gz += force * dz;
                gradient[3 * j] -= force * dx;
                gradient[3 * j + 1] -= force * dy;
                gradient[3 * j + 2] -= force * dz;
            }

            gradient[3 * i] += gx;
            gradient[3 * i + 1] += gy;
            gradient[3 * i + 2] += gz;
        }

        return energy;
    }
}
