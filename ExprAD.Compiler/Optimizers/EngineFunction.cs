using ExprAD.Kernels;
using ExprAD.Sparse;
using MathNet.Numerics.LinearAlgebra;

namespace ExprAD.Optimizers;

/// <summary>A compiled function as a function of the vector of its numbers.</summary>
internal sealed class EngineFunction<T>(Engine<T> engine, Layout<T> layout) : SmoothFunction
{
    /// <summary>Where the Hessian is dense, or small, a dense matrix is faster.</summary>
    private const int Small = 50;

    private readonly GraphArguments<T> arguments = GraphArguments<T>.Of(engine.Program);
    private T gradientMemory = default!;

    public override int Count => layout.Count;

    public override void HessianProduct(double[] x, double[] v, double[] product) =>
        layout.Read(engine.HessianVectorProduct(layout.View(x), layout.View(v)), product);

    public override Matrix<double> Hessian(double[] x) => Count <= Small
        ? Matrix<double>.Build.DenseOfArray(engine.Hessian(layout.View(x)))
        : CompressedHessian.Of(engine).At(arguments.Fresh(layout.View(x), engine.Data));

    protected override double ValueAndGradient(double[] x, double[] gradient)
    {
        var value = engine.ValueAndGradient(layout.View(x), ref gradientMemory);
        layout.Read(gradientMemory, gradient);
        return value;
    }
}
