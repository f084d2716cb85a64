using ExprAD.Bench.Functions;

namespace ExprAD.Bench.Kernels;

/// <summary>Lennard-Jones energy of a chain of atoms, each with the next few.</summary>
internal sealed class PairPotential() : Kernel("physics", "Lennard-Jones, 1000 atoms, neighbour list")
{
    private const int Atoms = 1000;
    private const int Neighbours = 12;

    private readonly int[] first = [.. Pairs().Select(p => p.First)];
    private readonly int[] second = [.. Pairs().Select(p => p.Second)];

    public override double[] Point { get; } = [.. Samples.Normal(3 * Atoms, seed: 3).Select((t, i) => 0.1 * t + (i % 3 == 0 ? i / 3 * 1.1 : 0))];

    public override GradientFunction<double[]> Differentiate(GradOptions options) => Grad.Of((double[] x) => Energy(x, first, second), options);

    private static IEnumerable<(int First, int Second)> Pairs() =>
        Enumerable.Range(0, Atoms).SelectMany(i => Enumerable.Range(i + 1, Neighbours).Where(j => j < Atoms).Select(j => (i, j)));

    private static double Energy(double[] x, int[] first, int[] second)
    {
        var energy = 0.0;
        for (var k = 0; k < first.Length; k++)
        {
            var (i, j) = (3 * first[k], 3 * second[k]);
            var square = Square(x[i] - x[j]) + Square(x[i + 1] - x[j + 1]) + Square(x[i + 2] - x[j + 2]);
            var attraction = 1 / (square * square * square);
            energy += 4 * (attraction * attraction - attraction);
        }

        return energy;
    }

    public override double HandWritten(double[] x, double[] gradient)
    {
        Array.Clear(gradient);
        var energy = 0.0;
        for (var k = 0; k < first.Length; k++)
        {
            var (i, j) = (3 * first[k], 3 * second[k]);
            var (dx, dy, dz) = (x[i] - x[j], x[i + 1] - x[j + 1], x[i + 2] - x[j + 2]);
            var inverse = 1 / (dx * dx + dy * dy + dz * dz);
            var attraction = inverse * inverse * inverse;
            energy += 4 * (attraction * attraction - attraction);
            var scale = -24 * attraction * (2 * attraction - 1) * inverse;
            gradient[i] += scale * dx;
            gradient[i + 1] += scale * dy;
            gradient[i + 2] += scale * dz;
            gradient[j] -= scale * dx;
            gradient[j + 1] -= scale * dy;
            gradient[j + 2] -= scale * dz;
        }

        return energy;
    }
}
