using ExprAD.Emission;
using ExprAD.Kernels;
using ExprAD.Optimization;
using ExprAD.Sparsity;
using MathNet.Numerics.LinearAlgebra.Double;

namespace ExprAD.Sparse;

/// <summary>The Hessian of a function, as far as it can differ from zero: the Jacobian of its gradient, which is symmetric.</summary>
internal sealed class CompressedHessian<T>
{
    private readonly GraphArguments<T> arguments;
    private readonly int[] inputs;
    private readonly PatternFinder<HessianCompression> finder;
    private readonly Products products;

    private CompressedHessian(Program<T> program, int[] inputs)
    {
        this.inputs = inputs;
        var options = program.Options;
        var gradient = Pipeline.GradientAlone(program.Primal, inputs, options);
        arguments = new GraphArguments<T>(program.Function, gradient);
        finder = new(gradient, inputs, options, HessianCompression.Of);
        products = new(lanes => new GraphFunction(Pipeline.Tangents(gradient, inputs, options, lanes)));
    }

    /// <summary>That of a function; compiled when first asked for.</summary>
    public static CompressedHessian<T> Of(Engine<T> engine) =>
        engine.Program.Derived("sparse Hessian", engine.Derivative.Inputs, () => new CompressedHessian<T>(engine.Program, [.. engine.Derivative.Inputs]));

    public Pattern Pattern(T argument, object?[] data) => Plan(arguments.Values(argument, data)).Pattern;

    public SparseMatrix At(T argument, object?[] data)
    {
        var values = arguments.Values(argument, data);
        var plan = Plan(values);
        var columns = products.Run(() => arguments.ForOneCall(values), [.. inputs.Select(i => values[i])], plan.Colours, plan.Pattern.RowCount);
        return SparseMatrices.Of(plan.Pattern, plan.Recover(columns));
    }

    private HessianCompression Plan(object?[] values) => finder.Find(arguments.ForOneCall(values));
}
