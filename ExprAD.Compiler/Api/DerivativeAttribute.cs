namespace ExprAD;

/// <summary>
/// Says which methods compute the derivatives of a static method of numbers. Differentiated functions that call the method use them; its code is not looked into.
/// </summary>
/// <param name="names">
/// The names of static methods of the same type, one for each floating-point parameter in order. Each takes the parameters of the method, and may take
/// its result as one more, and gives the partial derivative. They may have derivatives of their own, for those of higher order.
/// </param>
/// <remarks>The method is taken to do nothing but compute: calls with the same arguments may be merged, and calls whose result is not used dropped.</remarks>
/// <example><code>
/// [Derivative(nameof(SincSlope))]
/// static double Sinc(double x) => x == 0 ? 1 : Math.Sin(x) / x;
///
/// static double SincSlope(double x) => x == 0 ? 0 : (Math.Cos(x) - Sinc(x)) / x;
/// </code></example>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class DerivativeAttribute(params string[] names) : Attribute
{
    /// <summary>The names of the methods, one for each floating-point parameter.</summary>
    public IReadOnlyList<string> Names { get; } = names;
}
