using System.Linq.Expressions;

namespace ExprAD.Bench.Functions;

/// <summary>The energy of 64 atoms: a triangle of pairs, each touching six numbers in two places.</summary>
public class LennardJones() : VectorComparison(3 * Atoms)
{
    private const int Atoms = 64;

    public override string Title => $"Lennard-Jones, {Atoms} atoms";

    protected override Expression<Func<double[], double>> Source() =>
        p => Enumerable.Range(0, p.Length / 3).Sum(i => Enumerable.Range(0, i).Sum(j =>
            Grad.Let(p[3 * i] - p[3 * j], dx =>
            Grad.Let(p[3 * i + 1] - p[3 * j + 1], dy =>
            Grad.Let(p[3 * i + 2] - p[3 * j + 2], dz =>
            Grad.Let(1 / (dx * dx + dy * dy + dz * dz), s =>
            Grad.Let(s * s * s, t => 4 * (t * t - t))))))));

    /// <summary>A cubic lattice, shaken.</summary>
    protected override double[] Point(int count)
    {
        var shake = Samples.Normal(count, seed: 4);
        return [.. Enumerable.Range(0, count / 3).SelectMany(i => new[] { i % 4, i / 4 % 4, i / 16 })
            .Select((cell, k) => 1.1 * cell + 0.05 * shake[k])];
    }

    protected override double HandWritten(double[] x, double[] gradient)
    {
        Array.Clear(gradient);
        var sum = 0.0;
        for (var i = 0; i < x.Length; i += 3)
        {
            var (xi, yi, zi) = (x[i], x[i + 1], x[i + 2]);
            var (gx, gy, gz) = (0.0, 0.0, 0.0);
            for (var j = 0; j < i; j += 3)
            {
                var (dx, dy, dz) = (xi - x[j], yi - x[j + 1], zi - x[j + 2]);
                var s = 1 / (dx * dx + dy * dy + dz * dz);
                var t = s * s * s;
                sum += 4 * (t * t - t);

                // d/d(r²) of 4 (r⁻¹² - r⁻⁶), times two
                var g = (24 * t - 48 * t * t) * s;
                gx += g * dx;
                gy += g * dy;
                gz += g * dz;
                gradient[j] -= g * dx;
                gradient[j + 1] -= g * dy;
                gradient[j + 2] -= g * dz;
            }

            gradient[i] += gx;
            gradient[i + 1] += gy;
            gradient[i + 2] += gz;
        }

        return sum;
    }

#if TORCH
    private (Tensor I, Tensor J)? pairs;

    protected override Tensor TorchValue(Tensor x)
    {
        if (pairs is not var (i, j))
        {
            var all = torch.tril_indices(Atoms, Atoms, -1).DetachFromDisposeScope();
            pairs = (i, j) = (all[0].DetachFromDisposeScope(), all[1].DetachFromDisposeScope());
        }

        var atoms = x.view(Atoms, 3);
        var d = atoms.index_select(0, i) - atoms.index_select(0, j);
        var t = d.square().sum(1).pow(-3);
        return (4 * (t * t - t)).sum();
    }
#endif
}
