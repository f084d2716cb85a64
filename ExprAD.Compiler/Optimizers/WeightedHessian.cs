using ExprAD.Differentiation.Reverse;
using ExprAD.Kernels;
using ExprAD.Sparse;
using ExprAD.Transforms;
using MathNet.Numerics.LinearAlgebra;

namespace ExprAD.Optimizers;

/// <summary>Σ uᵢ·∇²yᵢ, the Hessian of the sum of a function's results with weights: its share in the Hessian of a Lagrangian.</summary>
internal sealed class WeightedHessian<T>
{
    private readonly CompressedHessian hessian;
    private readonly GraphArguments<T> arguments;

    private WeightedHessian(Program<T> program, int[] inputs)
    {
        var weighted = ResultSelection.Run(Weighting.Run(program.Primal, program.Options.Strict), [0], program.Options.Strict);
        hessian = new(weighted, inputs, program.Options);
        arguments = GraphArguments<T>.Of(program);
    }

    /// <summary>That of a function; compiled when first asked for.</summary>
    public static WeightedHessian<T> Of<TResult>(JacobianEngine<T, TResult> engine) =>
        engine.Program.Derived("weighted Hessian", engine.Inputs, () => new WeightedHessian<T>(engine.Program, engine.Inputs));

    /// <param name="x">Where.</param>
    /// <param name="data">What the lambda captured.</param>
    /// <param name="weights">Parts in the shapes of the results that hold floats.</param>
    public Matrix<double> At(T x, object?[] data, object?[] weights)
    {
        var fresh = arguments.Fresh(x, data);
        return hessian.At(() => [.. fresh(), .. weights]);
    }
}
