using ExprAD.Emission;
using ExprAD.IR;
using ExprAD.Optimization;
using ExprAD.Sparsity;
using MathNet.Numerics.LinearAlgebra.Double;

namespace ExprAD.Sparse;

/// <summary>The Hessian of a graph's only result, as far as it can differ from zero: the Jacobian of its gradient, which is symmetric.</summary>
internal sealed class CompressedHessian
{
    private readonly int[] inputs;
    private readonly PatternFinder<HessianCompression> finder;
    private readonly Products products;

    public CompressedHessian(Graph graph, int[] inputs, GradOptions options)
    {
        this.inputs = inputs;
        var gradient = Pipeline.GradientAlone(graph, inputs, options);
        finder = new(gradient, inputs, options, HessianCompression.Of);
        products = new(lanes => new GraphFunction(Pipeline.Tangents(gradient, inputs, options, lanes)));
    }

    /// <summary>That of a function; compiled when first asked for.</summary>
    public static CompressedHessian Of<T>(Engine<T> engine) => engine.Program.Derived("sparse Hessian", engine.Derivative.Inputs, () =>
        new CompressedHessian(engine.Program.Primal, [.. engine.Derivative.Inputs], engine.Program.Options));

    /// <param name="fresh">Gives the values of the graph's inputs for a call, which may write to them.</param>
    public Pattern Pattern(Func<object?[]> fresh) => finder.Find(fresh()).Pattern;

    /// <param name="fresh">Gives the values of the graph's inputs for a call, which may write to them.</param>
    public SparseMatrix At(Func<object?[]> fresh)
    {
        var values = fresh();
        object?[] like = [.. inputs.Select(i => values[i])];
        var plan = finder.Find(values);
        return SparseMatrices.Of(plan.Pattern, plan.Recover(products.Run(fresh, like, plan.Colours, plan.Pattern.RowCount)));
    }
}
