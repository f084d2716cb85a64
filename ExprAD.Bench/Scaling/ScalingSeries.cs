using System.Linq.Expressions;
using BenchmarkDotNet.Attributes;

namespace ExprAD.Bench.Scaling;

/// <summary>Value and gradient of one function of more and more numbers: their ratio is to stay where it is.</summary>
[MemoryDiagnoser]
public abstract class ScalingSeries
{
    private double[] x = [];
    private double[] into = [];
    private GradientFunction<double[]> f = null!;

    [ParamsSource(nameof(Sizes))]
    public int N { get; set; }

    public static IReadOnlyList<int> Sizes { get; } = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

    internal abstract string Title { get; }

    [GlobalSetup]
    public void Setup()
    {
        x = Functions.Samples.Normal(N, seed: 1);
        into = new double[N];
        f = Grad.Of(Source());
    }

    [Benchmark]
    public double Value() => f.Value(x);

    [Benchmark]
    public double Gradient() => f.ValueAndGradient(x, into);

    protected abstract Expression<Func<double[], double>> Source();
}
