using System.Linq.Expressions;
using BenchmarkDotNet.Attributes;
using ExprAD.Bench.Functions;

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

    public virtual IReadOnlyList<int> Sizes { get; } = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

    internal abstract string Title { get; }

    [GlobalSetup]
    public void Setup()
    {
        x = Samples.Normal(N, seed: 1);
        into = new double[N];
        f = Grad.Of(Source());
    }

    [Benchmark]
    public double Value() => f.Value(x);

    [Benchmark]
    public double Gradient() => f.ValueAndGradient(x, into);

    /// <summary>As <see cref="IComparison.FirstResult"/>, for <paramref name="n"/> numbers.</summary>
    internal Func<GradOptions?, double> FirstResult(int n)
    {
        N = n;
        var (source, at, gradient) = (Source(), Samples.Normal(n, seed: 1), new double[n]);
        return options => Grad.Of(source, options).ValueAndGradient(at, gradient);
    }

    protected abstract Expression<Func<double[], double>> Source();
}
