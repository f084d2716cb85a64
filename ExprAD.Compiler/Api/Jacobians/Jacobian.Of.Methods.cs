namespace ExprAD;

// Methods, named where a lambda could stand: Jacobian.Of<double[], double[]>(Model.Residuals).
public static partial class Jacobian
{
    /// <inheritdoc cref="OfMethod{T, TResult}(Func{T, TResult}, GradOptions?)"/>
    public static JacobianFunction<T, TResult> Of<T, TResult>(Func<T, TResult> f, GradOptions? options = null) => OfMethod(f, options);

    /// <inheritdoc cref="OfMethod{T, TResult}(Func{T, TResult}, GradOptions?)"/>
    public static JacobianFunction<T1, T2, TResult> Of<T1, T2, TResult>(Func<T1, T2, TResult> f, GradOptions? options = null) => OfMethod(f, options);

    /// <inheritdoc cref="OfMethod{T, TResult}(Func{T, TResult}, GradOptions?)"/>
    public static JacobianFunction<T1, T2, T3, TResult> Of<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> f, GradOptions? options = null) => OfMethod(f, options);

    /// <inheritdoc cref="OfMethod{T, TResult}(Func{T, TResult}, GradOptions?)"/>
    public static JacobianFunction<T1, T2, T3, T4, TResult> Of<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> f, GradOptions? options = null) => OfMethod(f, options);

    /// <inheritdoc cref="OfMethod{T, TResult}(Func{T, TResult}, GradOptions?)"/>
    public static JacobianFunction<T1, T2, T3, T4, T5, TResult> Of<T1, T2, T3, T4, T5, TResult>(Func<T1, T2, T3, T4, T5, TResult> f, GradOptions? options = null) => OfMethod(f, options);

    /// <inheritdoc cref="OfMethod{T, TResult}(Func{T, TResult}, GradOptions?)"/>
    public static JacobianFunction<T1, T2, T3, T4, T5, T6, TResult> Of<T1, T2, T3, T4, T5, T6, TResult>(Func<T1, T2, T3, T4, T5, T6, TResult> f, GradOptions? options = null) => OfMethod(f, options);

    /// <inheritdoc cref="OfMethod{T, TResult}(Func{T, TResult}, GradOptions?)"/>
    public static JacobianFunction<T1, T2, T3, T4, T5, T6, T7, TResult> Of<T1, T2, T3, T4, T5, T6, T7, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, TResult> f, GradOptions? options = null) => OfMethod(f, options);

    /// <inheritdoc cref="OfMethod{T, TResult}(Func{T, TResult}, GradOptions?)"/>
    public static JacobianFunction<T1, T2, T3, T4, T5, T6, T7, T8, TResult> Of<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> f, GradOptions? options = null) => OfMethod(f, options);
}
