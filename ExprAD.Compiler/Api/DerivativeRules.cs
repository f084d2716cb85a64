using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Capture.OwnRules;

namespace ExprAD;

/// <summary>Derivatives for methods that are not one's own: native ones, those of libraries, those whose code is no good way to their derivative.</summary>
/// <remarks>
/// Functions that are built after a registration use it. The method is taken to do nothing but compute. A derivative is a lambda of the method's parameters,
/// and may take the method's result as one more; it captures no variables. It is differentiated itself where higher derivatives are asked for.
/// </remarks>
public static class DerivativeRules
{
    /// <summary>Registers the derivative of a method of one number.</summary>
    /// <param name="function">A call of the method; its arguments don't matter.</param>
    /// <param name="derivative">The derivative at x.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="function"/> is no call of a static method of numbers, or the derivative does not fit it.</exception>
    /// <example><code>
    /// DerivativeRules.Register(() => Special.Erf(default), x => 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x));
    /// </code></example>
    public static void Register(Expression<Func<double>> function, Expression<Func<double, double>> derivative) =>
        Add(function, [derivative]);

    /// <summary>Registers the partial derivatives of a method of two numbers.</summary>
    /// <inheritdoc cref="Register(Expression{Func{double}}, Expression{Func{double, double}})"/>
    /// <param name="function">A call of the method; its arguments don't matter.</param>
    /// <param name="byFirst">The derivative with respect to the first parameter.</param>
    /// <param name="bySecond">The derivative with respect to the second parameter.</param>
    /// <example><code>
    /// DerivativeRules.Register(() => Special.Scaled(default, default), (x, s) => s * Math.Cos(x), (x, s) => Math.Sin(x));
    /// </code></example>
    public static void Register(Expression<Func<double>> function, Expression<Func<double, double, double>> byFirst, Expression<Func<double, double, double>> bySecond) =>
        Add(function, [byFirst, bySecond]);

    /// <summary>Registers the partial derivatives of a method of three numbers.</summary>
    /// <inheritdoc cref="Register(Expression{Func{double}}, Expression{Func{double, double}})"/>
    /// <param name="function">A call of the method; its arguments don't matter.</param>
    /// <param name="byFirst">The derivative with respect to the first parameter.</param>
    /// <param name="bySecond">The derivative with respect to the second parameter.</param>
    /// <param name="byThird">The derivative with respect to the third parameter.</param>
    public static void Register(
        Expression<Func<double>> function,
        Expression<Func<double, double, double, double>> byFirst,
        Expression<Func<double, double, double, double>> bySecond,
        Expression<Func<double, double, double, double>> byThird) =>
        Add(function, [byFirst, bySecond, byThird]);

    /// <summary>Registers the derivatives of a method of any number of parameters, of <see cref="float"/>, or with parameters that are integers.</summary>
    /// <inheritdoc cref="Register(Expression{Func{double}}, Expression{Func{double, double}})"/>
    /// <param name="function">A lambda that calls the method; its arguments don't matter.</param>
    /// <param name="derivatives">A lambda for each floating-point parameter, in order.</param>
    /// <example><code>
    /// DerivativeRules.Register((int n, double x) => Special.BesselJ(n, x), (int n, double x) => (Special.BesselJ(n - 1, x) - Special.BesselJ(n + 1, x)) / 2);
    /// </code></example>
    public static void Register(LambdaExpression function, params LambdaExpression[] derivatives)
    {
        ArgumentNullException.ThrowIfNull(derivatives);
        Add(function, derivatives);
    }

    private static void Add(LambdaExpression function, LambdaExpression[] derivatives)
    {
        ArgumentNullException.ThrowIfNull(function);
        foreach (var derivative in derivatives)
        {
            ArgumentNullException.ThrowIfNull(derivative, nameof(derivatives));
        }

        var method = function.Body is MethodCallExpression { Object: null, Method: MethodInfo called }
            ? called
            : throw new ArgumentException("Not a call of a static method.", nameof(function));
        OwnOperations.Register(method, derivatives);
    }
}
