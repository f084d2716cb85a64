namespace ExprAD;

public static partial class Grad
{
    /// <summary>
    /// The method or statement lambda <paramref name="f"/> with its exact gradient, compiled: loops, branches, locals, arrays, and calls of other
    /// methods included. It is read from its IL; of the run of a method nothing is recorded.
    /// What it reads outside, fields of the object it belongs to and captured variables, is read at each call.
    /// </summary>
    /// <param name="f">The function: a method, or a lambda with statements.</param>
    /// <param name="options">How to compile it; the defaults where null.</param>
    /// <returns>The function, ready to be called. Nothing is evaluated yet.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="NotDifferentiableException">The function does what has no derivative; the message names the place, and the way to it through the methods called.</exception>
    /// <remarks>A method is compiled once, whatever object it is called on: passing it again takes microseconds.</remarks>
    /// <example><code>
    /// var f = Grad.OfMethod((double[] w) =>
    /// {
    ///     double sum = 0;
    ///     foreach (var t in w)
    ///     {
    ///         sum += t * t;
    ///     }
    ///
    ///     return sum;
    /// });
    /// </code></example>
    public static GradientFunction<double> OfMethod(Func<double, double> f, GradOptions? options = null) =>
        new(Engine<double>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T> OfMethod<T>(Func<T, double> f, GradOptions? options = null) =>
        new(Engine<T>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T1, T2> OfMethod<T1, T2>(Func<T1, T2, double> f, GradOptions? options = null) =>
        new(Engine<(T1, T2)>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T1, T2, T3> OfMethod<T1, T2, T3>(Func<T1, T2, T3, double> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3)>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T1, T2, T3, T4> OfMethod<T1, T2, T3, T4>(Func<T1, T2, T3, T4, double> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4)>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T1, T2, T3, T4, T5> OfMethod<T1, T2, T3, T4, T5>(Func<T1, T2, T3, T4, T5, double> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4, T5)>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T1, T2, T3, T4, T5, T6> OfMethod<T1, T2, T3, T4, T5, T6>(Func<T1, T2, T3, T4, T5, T6, double> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4, T5, T6)>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T1, T2, T3, T4, T5, T6, T7> OfMethod<T1, T2, T3, T4, T5, T6, T7>(Func<T1, T2, T3, T4, T5, T6, T7, double> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4, T5, T6, T7)>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T1, T2, T3, T4, T5, T6, T7, T8> OfMethod<T1, T2, T3, T4, T5, T6, T7, T8>(Func<T1, T2, T3, T4, T5, T6, T7, T8, double> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4, T5, T6, T7, T8)>.Of(f, options));
}
