using ExprAD.Capture;
using ExprAD.Checking;
using ExprAD.Kernels;
using MathNet.Numerics.LinearAlgebra;

namespace ExprAD.Optimizers;

/// <summary>The numbers in the value of a compiled function as residuals, or constraints, of the vector of the numbers in its argument.</summary>
internal sealed class EngineResiduals<T, TResult>(JacobianEngine<T, TResult> engine, Layout<T> layout) : ResidualFunction
{
    private readonly ParameterShape shape = engine.Program.Function.Result;

    public override int Count => layout.Count;

    public override double[,] Jacobian(double[] x) => engine.At(layout.View(x));

    public override Matrix<double> WeightedHessian(double[] x, double[] weights)
    {
        var next = 0;
        var parts = Array.ConvertAll(Parts(engine.Value(layout.View(x))), part => FlatNumbers.With(part, weights, ref next));
        return WeightedHessian<T>.Of(engine).At(layout.View(x), engine.Data, parts);
    }

    protected override double[] Residuals(double[] x)
    {
        var value = engine.Value(layout.View(x));
        if (value is double[] vector)
        {
            return vector;
        }

        var parts = Parts(value);
        var (numbers, next) = (new double[parts.Sum(FlatNumbers.Count)], 0);
        foreach (var part in parts)
        {
            FlatNumbers.Read(part, numbers, ref next);
        }

        return numbers;
    }

    private object?[] Parts(TResult value) => [.. Arguments.Leaves(shape, value).Where(l => l.Leaf.Differentiable).Select(l => l.Value)];
}
