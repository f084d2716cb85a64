namespace ExprAD.Bench.Kernels;

/// <summary>A function as its user writes it, beside its gradient written by hand in plain C#, without vector instructions.</summary>
internal abstract class Kernel(string domain, string name)
{
    public string Field => domain;

    public string Name => name;

    /// <summary>Where it is evaluated.</summary>
    public abstract double[] Point { get; }

    public abstract GradientFunction<double[]> Differentiate(GradOptions options);

    /// <summary>The value; the gradient is written over what is in <paramref name="gradient"/>.</summary>
    public abstract double HandWritten(double[] x, double[] gradient);

    protected static double Square(double x) => x * x;
}
