namespace ExprAD;

public static partial class Jacobian
{
    /// <summary>
    /// The method or statement lambda <paramref name="f"/> with its Jacobian, compiled. What <see cref="Grad.OfMethod(Func{double, double}, GradOptions?)"/> says of methods holds
    /// here; the value may be an array, a record or a tuple of floating-point numbers too.
    /// </summary>
    /// <param name="f">The function: a method, or a lambda with statements.</param>
    /// <param name="options">How to compile it; the defaults where null.</param>
    /// <returns>The function, ready to be called. Nothing is evaluated yet.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="NotDifferentiableException">The function does what has no derivative, or there are no floating-point numbers in its value; the message names the place.</exception>
    /// <example><code>
    /// var f = Jacobian.OfMethod((double[] x) =>
    /// {
    ///     var y = new double[x.Length];
    ///     for (var i = 1; i &lt; x.Length; i++)
    ///     {
    ///         y[i] = x[i] * x[i - 1];
    ///     }
    ///
    ///     return y;
    /// });
    /// </code></example>
    public static JacobianFunction<T, TResult> OfMethod<T, TResult>(Func<T, TResult> f, GradOptions? options = null) =>
        new(JacobianEngine<T, TResult>.Of(f, options));

    /// <inheritdoc cref="OfMethod{T, TResult}(Func{T, TResult}, GradOptions?)"/>
    public static JacobianFunction<T1, T2, TResult> OfMethod<T1, T2, TResult>(Func<T1, T2, TResult> f, GradOptions? options = null) =>
        new(JacobianEngine<(T1, T2), TResult>.Of(f, options));

    /// <inheritdoc cref="OfMethod{T, TResult}(Func{T, TResult}, GradOptions?)"/>
    public static JacobianFunction<T1, T2, T3, TResult> OfMethod<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> f, GradOptions? options = null) =>
        new(JacobianEngine<(T1, T2, T3), TResult>.Of(f, options));

    /// <inheritdoc cref="OfMethod{T, TResult}(Func{T, TResult}, GradOptions?)"/>
    public static JacobianFunction<T1, T2, T3, T4, TResult> OfMethod<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> f, GradOptions? options = null) =>
        new(JacobianEngine<(T1, T2, T3, T4), TResult>.Of(f, options));

    /// <inheritdoc cref="OfMethod{T, TResult}(Func{T, TResult}, GradOptions?)"/>
    public static JacobianFunction<T1, T2, T3, T4, T5, TResult> OfMethod<T1, T2, T3, T4, T5, TResult>(Func<T1, T2, T3, T4, T5, TResult> f, GradOptions? options = null) =>
        new(JacobianEngine<(T1, T2, T3, T4, T5), TResult>.Of(f, options));

    /// <inheritdoc cref="OfMethod{T, TResult}(Func{T, TResult}, GradOptions?)"/>
    public static JacobianFunction<T1, T2, T3, T4, T5, T6, TResult> OfMethod<T1, T2, T3, T4, T5, T6, TResult>(Func<T1, T2, T3, T4, T5, T6, TResult> f, GradOptions? options = null) =>
        new(JacobianEngine<(T1, T2, T3, T4, T5, T6), TResult>.Of(f, options));

    /// <inheritdoc cref="OfMethod{T, TResult}(Func{T, TResult}, GradOptions?)"/>
    public static JacobianFunction<T1, T2, T3, T4, T5, T6, T7, TResult> OfMethod<T1, T2, T3, T4, T5, T6, T7, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, TResult> f, GradOptions? options = null) =>
        new(JacobianEngine<(T1, T2, T3, T4, T5, T6, T7), TResult>.Of(f, options));

    /// <inheritdoc cref="OfMethod{T, TResult}(Func{T, TResult}, GradOptions?)"/>
    public static JacobianFunction<T1, T2, T3, T4, T5, T6, T7, T8, TResult> OfMethod<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> f, GradOptions? options = null) =>
        new(JacobianEngine<(T1, T2, T3, T4, T5, T6, T7, T8), TResult>.Of(f, options));
}
