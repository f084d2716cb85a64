namespace ExprAD;

/// <summary>Functions with their exact derivatives.</summary>
/// <remarks>
/// <see cref="Of(System.Linq.Expressions.Expression{Func{double, double}}, GradOptions?)"/> takes a lambda and gives a compiled function that returns the
/// value and the gradient. The other members have a meaning inside of such a lambda, and do what they say when called by themselves.
/// </remarks>
public static partial class Grad
{
    /// <summary>
    /// Gives <paramref name="value"/> a name within <paramref name="body"/>: the local variable that an expression lambda can't declare.
    /// It is evaluated once.
    /// </summary>
    /// <param name="value">What is named.</param>
    /// <param name="body">What is computed of it.</param>
    /// <returns>What <paramref name="body"/> returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <example><code>
    /// var f = Grad.Of(x => Grad.Let(Math.Exp(x), e => e / (1 + e)));
    /// </code></example>
    public static TResult Let<T, TResult>(T value, Func<T, TResult> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return body(value);
    }

    /// <summary>
    /// Gives what <paramref name="body"/> returns. In a differentiated function nothing is stored of what it computes inside: the reverse sweep runs it again,
    /// from what it takes from around it, before it goes back through it. That trades time, one more run, for memory, the tapes of its loops.
    /// </summary>
    /// <remarks>
    /// A body whose second run could be noticed is run once and stored as usual: one that calls what is not looked into, or that uses arrays which are
    /// written in it or later. <see cref="GradientFunction.Explain"/> says so.
    /// </remarks>
    /// <param name="body">What is computed; it is evaluated once by a plain call.</param>
    /// <returns>What <paramref name="body"/> returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <example><code>
    /// // Of each of the hundred layers, what it hands on is kept, and nothing of what it computes on the way.
    /// var f = Grad.Of((double[] w) => Enumerable.Range(0, 100).Aggregate(1.0, (h, layer) =>
    ///     Grad.Checkpoint(() => w.Aggregate(h, (s, t) => Math.Tanh(s * t)))));
    /// </code></example>
    public static T Checkpoint<T>(Func<T> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return body();
    }

    /// <summary>Gives <paramref name="value"/> itself. In a differentiated function it counts as a constant: nothing flows back through it.</summary>
    /// <param name="value">A number, an array, or anything made of them.</param>
    /// <returns><paramref name="value"/>.</returns>
    /// <example><code>
    /// var f = Grad.Of(x => x * Grad.StopGradient(x));     // the value x², the gradient x
    /// </code></example>
    public static T StopGradient<T>(T value) => value;

    /// <summary>
    /// The derivative of <paramref name="f"/> at <paramref name="x"/>. Within a differentiated function this is differentiated in its turn, to any depth;
    /// what <paramref name="f"/> uses from around it counts as constant here and only here.
    /// </summary>
    /// <param name="f">The inner function.</param>
    /// <param name="x">Where.</param>
    /// <returns>f′(x).</returns>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="NotDifferentiableException">The inner function does what has no derivative.</exception>
    /// <example><code>
    /// var f = Grad.Of(x => x * Grad.At(y => x * y * y, x));   // x · 2x², the derivative of which is 6x²
    /// </code></example>
    public static double At(Func<double, double> f, double x) => OfMethod(f).Gradient(x);

    /// <summary>The gradient of <paramref name="f"/> at <paramref name="x"/>, in the type and shape of that.</summary>
    /// <inheritdoc cref="At(Func{double, double}, double)"/>
    public static T At<T>(Func<T, double> f, T x) => OfMethod(f).Gradient(x);

    /// <summary>The gradient of <paramref name="f"/>, a tuple with a slot for each parameter.</summary>
    /// <inheritdoc cref="At(Func{double, double}, double)"/>
    public static (T1, T2) At<T1, T2>(Func<T1, T2, double> f, T1 x1, T2 x2) => OfMethod(f).Gradient(x1, x2);

    /// <inheritdoc cref="At{T1, T2}(Func{T1, T2, double}, T1, T2)"/>
    public static (T1, T2, T3) At<T1, T2, T3>(Func<T1, T2, T3, double> f, T1 x1, T2 x2, T3 x3) => OfMethod(f).Gradient(x1, x2, x3);
}
