using System.Linq.Expressions;
using BenchmarkDotNet.Attributes;

namespace ExprAD.Bench.Functions;

/// <summary>A formula of 30 operations in three numbers: straight-line code, and what a call costs.</summary>
[MemoryDiagnoser]
public class ScalarFormula : IComparison
{
    private readonly double x = 0.7;
    private readonly double y = -1.3;
    private readonly double z = 0.4;
    private (double X, double Y, double Z) into;
    private Func<double, double, double, double> lambda = null!;
    private GradientFunction<double, double, double> f = null!;
#if TORCH
    private TorchGradient torchGradient = null!;
    private readonly double[] torchInto = new double[3];
#endif

    public string Title => "Scalar formula, 30 operations";

    public int Inputs => 3;

    [GlobalSetup]
    public void Setup()
    {
        lambda = Source().Compile();
        f = Grad.Of(Source());
#if TORCH
        torchGradient = new TorchGradient(p => TorchValue(p[0], p[1], p[2]), torch.tensor(x), torch.tensor(y), torch.tensor(z));
#endif
    }

    /// <inheritdoc cref="VectorComparison.Lambda"/>
    [Benchmark]
    public double Lambda() => lambda(x, y, z);

    [Benchmark]
    public double Value() => f.Value(x, y, z);

    [Benchmark]
    public double Gradient() => f.ValueAndGradient(x, y, z, ref into);

    [Benchmark]
    public double HandWritten() => HandWritten(x, y, z, ref into);

    [Benchmark]
    public double Differences()
    {
        into = (CentralDifferences.Of(t => f.Value(t, y, z), x), CentralDifferences.Of(t => f.Value(x, t, z), y), CentralDifferences.Of(t => f.Value(x, y, t), z));
        return f.Value(x, y, z);
    }

    IEnumerable<Outcome> IComparison.Outcomes()
    {
        double[] Gradient() => [into.X, into.Y, into.Z];
        yield return new("hand-written", HandWritten(), Gradient());
        yield return new("lambda", Lambda(), null);
        yield return new("value", Value(), null);
        yield return new("gradient", this.Gradient(), Gradient());
        yield return new("differences", Differences(), Gradient(), Outcome.Approximate);
#if TORCH
        yield return new("torch", Torch(), torchInto);
#endif
    }

    Func<GradOptions?, double> IComparison.FirstResult() => options => Grad.Of(Source(), options).ValueAndGradient(x, y, z, ref into);

    private static Expression<Func<double, double, double, double>> Source() =>
        (x, y, z) =>
            (x * y + Math.Sin(x) * z) / (1 + x * x + y * y)
            + Math.Exp(-0.5 * (x - y) * (x - y)) * Math.Sqrt(1 + z * z)
            - Math.Log(2 + Math.Cos(y * z)) * (x - z)
            + z / (4 + y * y);

    private static double HandWritten(double x, double y, double z, ref (double X, double Y, double Z) gradient)
    {
        var (sin, cos) = Math.SinCos(x);
        var (sinYz, cosYz) = Math.SinCos(y * z);
        var (d, xz) = (x - y, x - z);
        var below = 1 / (1 + x * x + y * y);
        var ratio = (x * y + sin * z) * below;
        var root = Math.Sqrt(1 + z * z);
        var bell = Math.Exp(-0.5 * d * d);
        var product = bell * root;
        var log = Math.Log(2 + cosYz);
        var last = 1 / (4 + y * y);

        var dLog = sinYz / (2 + cosYz) * xz;
        gradient.X = (y + cos * z - 2 * ratio * x) * below - d * product - log;
        gradient.Y = (x - 2 * ratio * y) * below + d * product + dLog * z - 2 * z * last * last * y;
        gradient.Z = sin * below + bell * z / root + dLog * y + log + last;
        return ratio + product - log * xz + z * last;
    }

#if TORCH
    [Benchmark]
    public double Torch() => torchGradient.Run(torchInto);

    private static Tensor TorchValue(Tensor x, Tensor y, Tensor z) =>
        (x * y + x.sin() * z) / (1 + x * x + y * y)
        + (-0.5 * (x - y) * (x - y)).exp() * (1 + z * z).sqrt()
        - (2 + (y * z).cos()).log() * (x - z)
        + z / (4 + y * y);
#endif
}
