using ExprAD.Kernels;
using ExprAD.Sparse;
using MathNet.Numerics.LinearAlgebra.Double;

namespace ExprAD;

/// <summary>Jacobians and Hessians of which most elements are zero, in time proportional to those that are not.</summary>
/// <remarks>
/// Which elements can differ from zero is found by following each number of the argument through the function at the point given, with the branches taken there.
/// Columns (or rows) that don't meet are then computed together. Pattern and grouping are kept: they are found again only when shapes change, or integers that decide
/// how often loops run, or, where a function decides by the numbers themselves, when the pattern is another.
/// </remarks>
public static class SparseDerivatives
{
    /// <summary>Where the Jacobian can differ from zero at <paramref name="x"/>: never less than where it does.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Where.</param>
    /// <returns>The places, row by row; rows and columns are those of <see cref="JacobianFunction{T, TResult}.At(T)"/>.</returns>
    /// <exception cref="ArgumentNullException">An argument, or an array or object in it, is null.</exception>
    /// <example><code>
    /// var f = Jacobian.Of((double[] x) => new[] { x[0] * x[1], Math.Sin(x[2]) });
    /// var places = f.SparsityPattern([1, 2, 3]);   // (0, 0), (0, 1), (1, 2)
    /// </code></example>
    public static IReadOnlyList<(int Row, int Column)> SparsityPattern<T, TResult>(this JacobianFunction<T, TResult> f, T x)
    {
        ArgumentNullException.ThrowIfNull(f);
        return new PatternList(CompressedJacobian<T>.Of(f.Engine).Pattern(x, f.Engine.Data));
    }

    /// <summary>The Jacobian as a sparse matrix, which has an element for each place of <see cref="SparsityPattern"/>, be it zero.</summary>
    /// <inheritdoc cref="SparsityPattern" path="/param"/>
    /// <inheritdoc cref="SparsityPattern" path="/exception"/>
    /// <returns>The matrix, in memory of its own.</returns>
    /// <example><code>
    /// SparseMatrix matrix = Jacobian.Of((double[] x) => x.Select(t => t * t).ToArray()).SparseAt(x);   // diagonal: one pass
    /// </code></example>
    public static SparseMatrix SparseAt<T, TResult>(this JacobianFunction<T, TResult> f, T x)
    {
        ArgumentNullException.ThrowIfNull(f);
        return CompressedJacobian<T>.Of(f.Engine).At(x, f.Engine.Data);
    }

    /// <summary>The Hessian as a sparse matrix, symmetric, by products of the Hessian with vectors: as many as its graph takes colours.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Where.</param>
    /// <returns>The matrix, in memory of its own. It has an element wherever the Hessian can differ from zero; two unknowns that only linear operations join make none.</returns>
    /// <exception cref="ArgumentNullException">An argument, or an array or object in it, is null.</exception>
    /// <example><code>
    /// var f = Grad.Of((double[] x) => x.Zip(x.Skip(1), (a, b) => 100 * Math.Pow(b - a * a, 2) + Math.Pow(1 - a, 2)).Sum());
    /// SparseMatrix matrix = f.SparseHessian(x);   // tridiagonal: three products, however many unknowns
    /// </code></example>
    public static SparseMatrix SparseHessian<T>(this GradientFunction<T> f, T x)
    {
        ArgumentNullException.ThrowIfNull(f);
        return CompressedHessian.Of(f.Engine).At(Arguments(f.Engine, x));
    }

    /// <summary>Where the Hessian can differ from zero at <paramref name="x"/>.</summary>
    /// <inheritdoc cref="SparseHessian" path="/param"/>
    /// <inheritdoc cref="SparseHessian" path="/exception"/>
    /// <returns>The places, row by row.</returns>
    public static IReadOnlyList<(int Row, int Column)> HessianSparsityPattern<T>(this GradientFunction<T> f, T x)
    {
        ArgumentNullException.ThrowIfNull(f);
        return new PatternList(CompressedHessian.Of(f.Engine).Pattern(Arguments(f.Engine, x)));
    }

    private static Func<object?[]> Arguments<T>(Engine<T> engine, T x) => GraphArguments<T>.Of(engine.Program).Fresh(x, engine.Data);
}
