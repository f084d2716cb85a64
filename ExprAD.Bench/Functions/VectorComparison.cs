using System.Linq.Expressions;
using BenchmarkDotNet.Attributes;

namespace ExprAD.Bench.Functions;

/// <summary>A function of one array.</summary>
[MemoryDiagnoser]
public abstract class VectorComparison(int inputs) : IComparison
{
    private double[] x = [];
    private double[] into = [];
    private Func<double[], double> lambda = null!;
    private GradientFunction<double[]> f = null!;
#if TORCH
    private TorchGradient torchGradient = null!;
#endif

    public abstract string Title { get; }

    public int Inputs => inputs;

    public virtual int DifferencedInputs => inputs;

    [GlobalSetup]
    public void Setup()
    {
        x = Point(inputs);
        into = new double[inputs];
        lambda = Source().Compile();
        f = Grad.Of(Source());
#if TORCH
        torchGradient = new TorchGradient(p => TorchValue(p[0]), torch.tensor(x));
#endif
    }

    /// <summary>The user's own lambda, as <see cref="Expression{TDelegate}.Compile()"/> makes it: the value only.</summary>
    [Benchmark]
    public double Lambda() => lambda(x);

    [Benchmark]
    public double Value() => f.Value(x);

    [Benchmark]
    public double Gradient() => f.ValueAndGradient(x, into);

    [Benchmark]
    public double HandWritten() => HandWritten(x, into);

    /// <summary>Central differences of our value, which is the fastest there is.</summary>
    [Benchmark]
    public double Differences()
    {
        CentralDifferences.Fill(() => f.Value(x), x, into, DifferencedInputs);
        return f.Value(x);
    }

#if TORCH
    [Benchmark]
    public double Torch() => torchGradient.Run(into);

    protected abstract Tensor TorchValue(Tensor x);
#endif

    IEnumerable<Outcome> IComparison.Outcomes()
    {
        yield return new("hand-written", HandWritten(), [.. into]);
        yield return new("lambda", Lambda(), null);
        yield return new("value", Value(), null);
        yield return new("gradient", Gradient(), [.. into]);

        // Where they go through some inputs only, the others stay as they were.
        yield return new("differences", Differences(), [.. into], Outcome.Approximate);
#if TORCH
        yield return new("torch", Torch(), [.. into]);
#endif
    }

    Func<GradOptions?, double> IComparison.FirstResult()
    {
        var (at, gradient) = (Point(inputs), new double[inputs]);
        return options => Grad.Of(Source(), options).ValueAndGradient(at, gradient);
    }

    protected abstract Expression<Func<double[], double>> Source();

    /// <summary>Where it is evaluated.</summary>
    protected virtual double[] Point(int count) => Samples.Normal(count, seed: 1);

    /// <summary>Value and gradient as one would write them for speed, without vector instructions.</summary>
    protected abstract double HandWritten(double[] x, double[] gradient);
}
