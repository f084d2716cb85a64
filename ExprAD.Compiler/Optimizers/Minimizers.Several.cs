namespace ExprAD;

/// <summary>The same for functions of several parameters: the unknowns are those of all.</summary>
public static partial class Minimizers
{
    /// <inheritdoc cref="Minimize{T}(GradientFunction{T}, T, MinimizationOptions?)"/>
    public static MinimizationResult<(T1, T2)> Minimize<T1, T2>(this GradientFunction<T1, T2> f, T1 x1, T2 x2, MinimizationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        return Minimize(f.Engine, (x1, x2), options);
    }

    /// <inheritdoc cref="LeastSquares{T, TResult}(JacobianFunction{T, TResult}, T, MinimizationOptions?)"/>
    public static LeastSquaresResult<(T1, T2)> LeastSquares<T1, T2, TResult>(this JacobianFunction<T1, T2, TResult> residuals, T1 x1, T2 x2, MinimizationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        return LeastSquares(residuals.Engine, (x1, x2), options);
    }

    /// <inheritdoc cref="Minimize{T}(GradientFunction{T}, T, MinimizationOptions?)"/>
    public static MinimizationResult<(T1, T2, T3)> Minimize<T1, T2, T3>(this GradientFunction<T1, T2, T3> f, T1 x1, T2 x2, T3 x3, MinimizationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        return Minimize(f.Engine, (x1, x2, x3), options);
    }

    /// <inheritdoc cref="LeastSquares{T, TResult}(JacobianFunction{T, TResult}, T, MinimizationOptions?)"/>
    public static LeastSquaresResult<(T1, T2, T3)> LeastSquares<T1, T2, T3, TResult>(this JacobianFunction<T1, T2, T3, TResult> residuals, T1 x1, T2 x2, T3 x3, MinimizationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        return LeastSquares(residuals.Engine, (x1, x2, x3), options);
    }

    /// <inheritdoc cref="Minimize{T}(GradientFunction{T}, T, MinimizationOptions?)"/>
    public static MinimizationResult<(T1, T2, T3, T4)> Minimize<T1, T2, T3, T4>(this GradientFunction<T1, T2, T3, T4> f, T1 x1, T2 x2, T3 x3, T4 x4, MinimizationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        return Minimize(f.Engine, (x1, x2, x3, x4), options);
    }

    /// <inheritdoc cref="LeastSquares{T, TResult}(JacobianFunction{T, TResult}, T, MinimizationOptions?)"/>
    public static LeastSquaresResult<(T1, T2, T3, T4)> LeastSquares<T1, T2, T3, T4, TResult>(this JacobianFunction<T1, T2, T3, T4, TResult> residuals, T1 x1, T2 x2, T3 x3, T4 x4, MinimizationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        return LeastSquares(residuals.Engine, (x1, x2, x3, x4), options);
    }

    /// <inheritdoc cref="Minimize{T}(GradientFunction{T}, T, MinimizationOptions?)"/>
    public static MinimizationResult<(T1, T2, T3, T4, T5)> Minimize<T1, T2, T3, T4, T5>(this GradientFunction<T1, T2, T3, T4, T5> f, T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, MinimizationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        return Minimize(f.Engine, (x1, x2, x3, x4, x5), options);
    }

    /// <inheritdoc cref="LeastSquares{T, TResult}(JacobianFunction{T, TResult}, T, MinimizationOptions?)"/>
    public static LeastSquaresResult<(T1, T2, T3, T4, T5)> LeastSquares<T1, T2, T3, T4, T5, TResult>(this JacobianFunction<T1, T2, T3, T4, T5, TResult> residuals, T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, MinimizationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        return LeastSquares(residuals.Engine, (x1, x2, x3, x4, x5), options);
    }

    /// <inheritdoc cref="Minimize{T}(GradientFunction{T}, T, MinimizationOptions?)"/>
    public static MinimizationResult<(T1, T2, T3, T4, T5, T6)> Minimize<T1, T2, T3, T4, T5, T6>(this GradientFunction<T1, T2, T3, T4, T5, T6> f, T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, MinimizationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        return Minimize(f.Engine, (x1, x2, x3, x4, x5, x6), options);
    }

    /// <inheritdoc cref="LeastSquares{T, TResult}(JacobianFunction{T, TResult}, T, MinimizationOptions?)"/>
    public static LeastSquaresResult<(T1, T2, T3, T4, T5, T6)> LeastSquares<T1, T2, T3, T4, T5, T6, TResult>(this JacobianFunction<T1, T2, T3, T4, T5, T6, TResult> residuals, T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, MinimizationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        return LeastSquares(residuals.Engine, (x1, x2, x3, x4, x5, x6), options);
    }

    /// <inheritdoc cref="Minimize{T}(GradientFunction{T}, T, MinimizationOptions?)"/>
    public static MinimizationResult<(T1, T2, T3, T4, T5, T6, T7)> Minimize<T1, T2, T3, T4, T5, T6, T7>(this GradientFunction<T1, T2, T3, T4, T5, T6, T7> f, T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, T7 x7, MinimizationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        return Minimize(f.Engine, (x1, x2, x3, x4, x5, x6, x7), options);
    }

    /// <inheritdoc cref="LeastSquares{T, TResult}(JacobianFunction{T, TResult}, T, MinimizationOptions?)"/>
    public static LeastSquaresResult<(T1, T2, T3, T4, T5, T6, T7)> LeastSquares<T1, T2, T3, T4, T5, T6, T7, TResult>(this JacobianFunction<T1, T2, T3, T4, T5, T6, T7, TResult> residuals, T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, T7 x7, MinimizationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        return LeastSquares(residuals.Engine, (x1, x2, x3, x4, x5, x6, x7), options);
    }

    /// <inheritdoc cref="Minimize{T}(GradientFunction{T}, T, MinimizationOptions?)"/>
    public static MinimizationResult<(T1, T2, T3, T4, T5, T6, T7, T8)> Minimize<T1, T2, T3, T4, T5, T6, T7, T8>(this GradientFunction<T1, T2, T3, T4, T5, T6, T7, T8> f, T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, T7 x7, T8 x8, MinimizationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        return Minimize(f.Engine, (x1, x2, x3, x4, x5, x6, x7, x8), options);
    }

    /// <inheritdoc cref="LeastSquares{T, TResult}(JacobianFunction{T, TResult}, T, MinimizationOptions?)"/>
    public static LeastSquaresResult<(T1, T2, T3, T4, T5, T6, T7, T8)> LeastSquares<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(this JacobianFunction<T1, T2, T3, T4, T5, T6, T7, T8, TResult> residuals, T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, T7 x7, T8 x8, MinimizationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        return LeastSquares(residuals.Engine, (x1, x2, x3, x4, x5, x6, x7, x8), options);
    }
}
