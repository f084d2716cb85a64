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

    /// <summary>Gives <paramref name="value"/> itself. In a differentiated function it counts as a constant: nothing flows back through it.</summary>
    /// <param name="value">A number, an array, or anything made of them.</param>
    /// <returns><paramref name="value"/>.</returns>
    /// <example><code>
    /// var f = Grad.Of(x => x * Grad.StopGradient(x));     // the value x², the gradient x
    /// </code></example>
    public static T StopGradient<T>(T value) => value;
}
