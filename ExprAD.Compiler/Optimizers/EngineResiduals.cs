using ExprAD.Capture;
using ExprAD.Checking;
using ExprAD.Kernels;

namespace ExprAD.Optimizers;

/// <summary>The numbers in the value of a compiled function as residuals of the vector of the numbers in its argument.</summary>
internal sealed class EngineResiduals<T, TResult>(JacobianEngine<T, TResult> engine, Layout<T> layout) : ResidualFunction
{
    private readonly ParameterShape shape = engine.Program.Function.Result;

    public override int Count => layout.Count;

    public override double[,] Jacobian(double[] x) => engine.At(layout.View(x));

    protected override double[] Residuals(double[] x)
    {
        var value = engine.Value(layout.View(x));
        if (value is double[] vector)
        {
            return vector;
        }

        var leaves = Arguments.Leaves(shape, value).Where(l => l.Leaf.Differentiable).Select(l => l.Value).ToArray();
        var (numbers, next) = (new double[leaves.Sum(FlatNumbers.Count)], 0);
        foreach (var leaf in leaves)
        {
            FlatNumbers.Read(leaf, numbers, ref next);
        }

        return numbers;
    }
}
