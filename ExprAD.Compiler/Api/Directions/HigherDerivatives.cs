namespace ExprAD;

/// <summary>Higher derivatives of functions of one parameter: of a number to any order, of anything else the matrix of the second.</summary>
public static class HigherDerivatives
{
    /// <summary>
    /// A derivative of any order, found by propagating a Taylor series through the function: each operation takes time in proportion to the square of the order,
    /// at most. The order is compiled in; each is compiled when first asked for.
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Where.</param>
    /// <param name="order">The order; 0 gives the value.</param>
    /// <returns>f⁽ⁿ⁾(x).</returns>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="order"/> is negative.</exception>
    /// <example><code>
    /// double third = Grad.Of(x => x * Math.Sin(x)).Derivative(2.0, order: 3);
    /// </code></example>
    public static double Derivative(this GradientFunction<double> f, double x, int order)
    {
        ArgumentNullException.ThrowIfNull(f);
        return f.Engine.DerivativeOf(x, order);
    }

    /// <inheritdoc cref="Derivative(GradientFunction{double}, double, int)"/>
    public static double Derivative(this GradientFunction<float> f, float x, int order)
    {
        ArgumentNullException.ThrowIfNull(f);
        return f.Engine.DerivativeOf(x, order);
    }

    /// <summary>The second derivative.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Where.</param>
    /// <returns>f″(x).</returns>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <example><code>
    /// double curvature = Grad.Of(x => x * x * x).Hessian(2.0);   // 12
    /// </code></example>
    public static double Hessian(this GradientFunction<double> f, double x)
    {
        ArgumentNullException.ThrowIfNull(f);
        return f.HessianVectorProduct(x, 1);
    }

    /// <inheritdoc cref="Hessian(GradientFunction{double}, double)"/>
    public static float Hessian(this GradientFunction<float> f, float x)
    {
        ArgumentNullException.ThrowIfNull(f);
        return f.HessianVectorProduct(x, 1);
    }

    /// <summary>
    /// The matrix of second derivatives, whose rows and columns belong to the numbers in the argument as <see cref="GradientFunction{T}.ColumnNames"/> lists them.
    /// Symmetric to the bit. Several columns are computed in one sweep over the function.
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Where.</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="ArgumentNullException">An argument, or an array or object in it, is null.</exception>
    /// <example><code>
    /// double[,] matrix = Grad.Of((double[] w) => w[0] * w[0] * w[1]).Hessian([3, 5]);   // { { 10, 6 }, { 6, 0 } }
    /// </code></example>
    public static double[,] Hessian<T>(this GradientFunction<T> f, T x)
    {
        ArgumentNullException.ThrowIfNull(f);
        return f.Engine.Hessian(x);
    }

    /// <summary>The matrix of second derivatives, written over what is in <paramref name="into"/>.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Where.</param>
    /// <param name="into">A square matrix with a row for each number in the argument that is differentiated.</param>
    /// <exception cref="ArgumentNullException">An argument, or an array or object in it, is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="into"/> has other lengths.</exception>
    public static void Hessian<T>(this GradientFunction<T> f, T x, double[,] into)
    {
        ArgumentNullException.ThrowIfNull(f);
        f.Engine.Hessian(x, into);
    }
}
