using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace ExprAD;

/// <summary>Functions whose value is more than one number, with the matrix of their derivatives.</summary>
public static partial class Jacobian
{
    /// <summary>
    /// The function <paramref name="f"/> with its Jacobian, compiled. What <see cref="Grad.Of(Expression{Func{double, double}}, GradOptions?)"/> says of functions holds here;
    /// the value may be an array, a record or a tuple of floating-point numbers too.
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="options">How to compile it; the defaults where null.</param>
    /// <returns>The function, ready to be called. Nothing is evaluated yet.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="NotDifferentiableException">The function does what has no derivative, or there are no floating-point numbers in its value; the message names the place.</exception>
    /// <example><code>
    /// var f = Jacobian.Of((double[] x) => new[] { x[0] * x[1], Math.Sin(x[0]) });
    /// double[,] matrix = f.At([0, 3]);
    /// </code></example>
    [OverloadResolutionPriority(2)]
    public static JacobianFunction<double, TResult> Of<TResult>(Expression<Func<double, TResult>> f, GradOptions? options = null) =>
        new(JacobianEngine<double, TResult>.Of(f, options));

    /// <inheritdoc cref="Of{TResult}(Expression{Func{double, TResult}}, GradOptions?)"/>
    [OverloadResolutionPriority(1)]
    public static JacobianFunction<T, TResult> Of<T, TResult>(Expression<Func<T, TResult>> f, GradOptions? options = null) =>
        new(JacobianEngine<T, TResult>.Of(f, options));

    /// <inheritdoc cref="Of{TResult}(Expression{Func{double, TResult}}, GradOptions?)"/>
    [OverloadResolutionPriority(1)]
    public static JacobianFunction<T1, T2, TResult> Of<T1, T2, TResult>(Expression<Func<T1, T2, TResult>> f, GradOptions? options = null) =>
        new(JacobianEngine<(T1, T2), TResult>.Of(f, options));

    /// <inheritdoc cref="Of{TResult}(Expression{Func{double, TResult}}, GradOptions?)"/>
    [OverloadResolutionPriority(1)]
    public static JacobianFunction<T1, T2, T3, TResult> Of<T1, T2, T3, TResult>(Expression<Func<T1, T2, T3, TResult>> f, GradOptions? options = null) =>
        new(JacobianEngine<(T1, T2, T3), TResult>.Of(f, options));

    /// <inheritdoc cref="Of{TResult}(Expression{Func{double, TResult}}, GradOptions?)"/>
    [OverloadResolutionPriority(1)]
    public static JacobianFunction<T1, T2, T3, T4, TResult> Of<T1, T2, T3, T4, TResult>(Expression<Func<T1, T2, T3, T4, TResult>> f, GradOptions? options = null) =>
        new(JacobianEngine<(T1, T2, T3, T4), TResult>.Of(f, options));

    /// <inheritdoc cref="Of{TResult}(Expression{Func{double, TResult}}, GradOptions?)"/>
    [OverloadResolutionPriority(1)]
    public static JacobianFunction<T1, T2, T3, T4, T5, TResult> Of<T1, T2, T3, T4, T5, TResult>(Expression<Func<T1, T2, T3, T4, T5, TResult>> f, GradOptions? options = null) =>
        new(JacobianEngine<(T1, T2, T3, T4, T5), TResult>.Of(f, options));

    /// <inheritdoc cref="Of{TResult}(Expression{Func{double, TResult}}, GradOptions?)"/>
    [OverloadResolutionPriority(1)]
    public static JacobianFunction<T1, T2, T3, T4, T5, T6, TResult> Of<T1, T2, T3, T4, T5, T6, TResult>(Expression<Func<T1, T2, T3, T4, T5, T6, TResult>> f, GradOptions? options = null) =>
        new(JacobianEngine<(T1, T2, T3, T4, T5, T6), TResult>.Of(f, options));

    /// <inheritdoc cref="Of{TResult}(Expression{Func{double, TResult}}, GradOptions?)"/>
    [OverloadResolutionPriority(1)]
    public static JacobianFunction<T1, T2, T3, T4, T5, T6, T7, TResult> Of<T1, T2, T3, T4, T5, T6, T7, TResult>(Expression<Func<T1, T2, T3, T4, T5, T6, T7, TResult>> f, GradOptions? options = null) =>
        new(JacobianEngine<(T1, T2, T3, T4, T5, T6, T7), TResult>.Of(f, options));

    /// <inheritdoc cref="Of{TResult}(Expression{Func{double, TResult}}, GradOptions?)"/>
    [OverloadResolutionPriority(1)]
    public static JacobianFunction<T1, T2, T3, T4, T5, T6, T7, T8, TResult> Of<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(Expression<Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>> f, GradOptions? options = null) =>
        new(JacobianEngine<(T1, T2, T3, T4, T5, T6, T7, T8), TResult>.Of(f, options));
}
