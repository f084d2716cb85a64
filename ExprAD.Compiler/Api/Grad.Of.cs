using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace ExprAD;

public static partial class Grad
{
    /// <summary>
    /// The function <paramref name="f"/> with its exact gradient, compiled. The function may use whatever the C# compiler
    /// lets into an expression lambda: arithmetic, <see cref="Math"/>, conditionals, LINQ, records, tuples, arrays.
    /// What it captures is read at each call; the same lambda is compiled once, however often it is passed.
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="options">How to compile it; the defaults where null.</param>
    /// <returns>The function, ready to be called. Nothing is evaluated yet.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="NotDifferentiableException">The function does what has no derivative; the message names the place.</exception>
    /// <remarks>
    /// Lambdas that say the same share compiled code, whatever they captured: passing one again takes microseconds. Of the functions of a process
    /// the 1,024 used last are kept for that. No captured object is kept alive by it.
    /// </remarks>
    /// <example><code>
    /// var f = Grad.Of(x => x * Math.Sin(x));
    /// double slope = f.Gradient(2.0);
    /// </code></example>
    [OverloadResolutionPriority(2)]
    public static GradientFunction<double> Of(Expression<Func<double, double>> f, GradOptions? options = null) =>
        new(Engine<double>.Of(f, options));

    /// <inheritdoc cref="Of(Expression{Func{double, double}}, GradOptions?)"/>
    [OverloadResolutionPriority(2)]
    public static GradientFunction<T> Of<T>(Expression<Func<T, double>> f, GradOptions? options = null) =>
        new(Engine<T>.Of(f, options));

    /// <inheritdoc cref="Of(Expression{Func{double, double}}, GradOptions?)"/>
    [OverloadResolutionPriority(2)]
    public static GradientFunction<T1, T2> Of<T1, T2>(Expression<Func<T1, T2, double>> f, GradOptions? options = null) =>
        new(Engine<(T1, T2)>.Of(f, options));

    /// <inheritdoc cref="Of(Expression{Func{double, double}}, GradOptions?)"/>
    [OverloadResolutionPriority(2)]
    public static GradientFunction<T1, T2, T3> Of<T1, T2, T3>(Expression<Func<T1, T2, T3, double>> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3)>.Of(f, options));

    /// <inheritdoc cref="Of(Expression{Func{double, double}}, GradOptions?)"/>
    [OverloadResolutionPriority(2)]
    public static GradientFunction<T1, T2, T3, T4> Of<T1, T2, T3, T4>(Expression<Func<T1, T2, T3, T4, double>> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4)>.Of(f, options));

    /// <inheritdoc cref="Of(Expression{Func{double, double}}, GradOptions?)"/>
    [OverloadResolutionPriority(2)]
    public static GradientFunction<T1, T2, T3, T4, T5> Of<T1, T2, T3, T4, T5>(Expression<Func<T1, T2, T3, T4, T5, double>> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4, T5)>.Of(f, options));

    /// <inheritdoc cref="Of(Expression{Func{double, double}}, GradOptions?)"/>
    [OverloadResolutionPriority(2)]
    public static GradientFunction<T1, T2, T3, T4, T5, T6> Of<T1, T2, T3, T4, T5, T6>(Expression<Func<T1, T2, T3, T4, T5, T6, double>> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4, T5, T6)>.Of(f, options));

    /// <inheritdoc cref="Of(Expression{Func{double, double}}, GradOptions?)"/>
    [OverloadResolutionPriority(2)]
    public static GradientFunction<T1, T2, T3, T4, T5, T6, T7> Of<T1, T2, T3, T4, T5, T6, T7>(Expression<Func<T1, T2, T3, T4, T5, T6, T7, double>> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4, T5, T6, T7)>.Of(f, options));

    /// <inheritdoc cref="Of(Expression{Func{double, double}}, GradOptions?)"/>
    [OverloadResolutionPriority(2)]
    public static GradientFunction<T1, T2, T3, T4, T5, T6, T7, T8> Of<T1, T2, T3, T4, T5, T6, T7, T8>(Expression<Func<T1, T2, T3, T4, T5, T6, T7, T8, double>> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4, T5, T6, T7, T8)>.Of(f, options));
}
