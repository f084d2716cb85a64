using System.Linq.Expressions;
using System.Reflection;
using ExprAD.IR;
using ExprAD.Tests.IR.Operations;

namespace ExprAD.Tests.Rules;

/// <summary>Every function of Math, MathF, double and float on floats, the whole way: lambda to compiled gradient.</summary>
public class MathMethodsTests
{
    private static IEnumerable<MethodInfo> OnDouble => Methods(typeof(double), typeof(Math), typeof(double));

    private static IEnumerable<MethodInfo> OnFloat => Methods(typeof(float), typeof(MathF), typeof(float), typeof(Math));

    [TestCaseSource(nameof(OnDouble))]
    public void Function_of_doubles(MethodInfo method)
    {
        var lambda = Lambda<Func<double, double, double, double>>(method, typeof(double));
        var plain = lambda.Compile();
        var strict = Grad.Of(lambda, new GradOptions { Strict = true });
        foreach (var x in SpecialValues.F64)
        {
            Assert.That(SpecialValues.Same(Outcome(() => strict.Value(x, 0.75, 2.5)), Outcome(() => plain(x, 0.75, 2.5))), $"at {x}");
            Assert.That(SpecialValues.Same(Outcome(() => strict.ValueAndGradient(x, 0.75, 2.5).Value), Outcome(() => plain(x, 0.75, 2.5))), $"at {x}");
        }

        var op = MethodMap.Find(method)!;
        var function = Grad.Of(lambda);
        foreach (var at in new[] { 0.25, 0.4375, 0.625 })
        {
            var x = Point(op, at);
            var gradient = function.Gradient(x[0], x[1], x[2]);
            double[] slopes = [.. Enumerable.Range(0, 3).Select(i => IsStair(op) ? 0 : Slope(op, plain, x, i))];
            Assert.That(new[] { gradient.Item1, gradient.Item2, gradient.Item3 }, Is.EqualTo(slopes).Within(Tolerance(op)), $"at {string.Join(", ", x)}");
        }
    }

    [TestCaseSource(nameof(OnFloat))]
    public void Function_of_floats(MethodInfo method)
    {
        var lambda = Lambda<Func<float, float, float, float>>(method, typeof(float));
        var plain = lambda.Compile();
        var strict = Grad.Of(lambda, new GradOptions { Strict = true });
        foreach (var x in SpecialValues.F32)
        {
            Assert.That(SpecialValues.Same(Outcome(() => strict.Value(x, 0.75f, 2.5f)), Outcome(() => (double)plain(x, 0.75f, 2.5f))), $"at {x}");
        }

        // The derivative is that of the same function of doubles.
        var op = MethodMap.Find(method)!;
        var wide = IsStair(op) ? null : Grad.Of(Lambda<Func<double, double, double, double>>(op.F64!.Method, typeof(double)));
        var function = Grad.Of(lambda);
        foreach (var at in new[] { 0.25, 0.4375, 0.625 })
        {
            var x = Point(op, at);
            var (actual, expected) = (function.Gradient((float)x[0], (float)x[1], (float)x[2]), wide?.Gradient(x[0], x[1], x[2]) ?? default);
            Assert.That(
                new double[] { actual.Item1, actual.Item2, actual.Item3 },
                Is.EqualTo(new[] { expected.Item1, expected.Item2, expected.Item3 }).Within(1e-4),
                $"at {string.Join(", ", x)}");
        }
    }

    /// <summary>The method on the first parameters, integers being 2: a number of digits, an exponent, a mode.</summary>
    private static Expression<TFunction> Lambda<TFunction>(MethodInfo method, Type number)
    {
        ParameterExpression[] x = [Expression.Parameter(number, "x"), Expression.Parameter(number, "y"), Expression.Parameter(number, "z")];
        var call = Expression.Call(method, method.GetParameters().Select((p, i) =>
            p.ParameterType == number ? x[i]
            : p.ParameterType == typeof(MidpointRounding) ? Expression.Constant(MidpointRounding.AwayFromZero)
            : (Expression)Expression.Constant(2)));
        Expression body = call.Type == number ? call
            : call.Type == typeof(bool) ? Expression.Condition(call, Expression.Constant(System.Convert.ChangeType(1, number)), Expression.Constant(System.Convert.ChangeType(0, number)))
            : Expression.Convert(call, number);
        return Expression.Lambda<TFunction>(body, x);
    }

    private static IEnumerable<MethodInfo> Methods(Type number, params Type[] homes) =>
        from home in homes
        from method in home.GetMethods(BindingFlags.Public | BindingFlags.Static)
        where method.GetParameters().Length > 0 && method.GetParameters()[0].ParameterType == number && MethodMap.Find(method) is not null
        select method;

    private static bool IsStair(ScalarOp op) => op.ResultType != ResultType.Operand || op.Is(Traits.NoDerivative);

    private static double Tolerance(ScalarOp op) => op == Ops.ReciprocalEstimate || op == Ops.ReciprocalSqrtEstimate ? 0.1 : 1e-7;

    private static double[] Point(ScalarOp op, double at) =>
        [.. Enumerable.Range(0, 3).Select(i => Interval(op, i) is var (low, high) ? low + (at * (high - low)) : 0)];

    private static double Slope(ScalarOp op, Func<double, double, double, double> f, double[] x, int i)
    {
        var (low, high) = Interval(op, i);
        return FiniteDifference.Slope(
            v => f(i == 0 ? v : x[0], i == 1 ? v : x[1], i == 2 ? v : x[2]), x[i], 0.05 * (high - low));
    }

    private static (double Low, double High) Interval(ScalarOp op, int operand) => op.Domain[Math.Min(operand, op.Domain.Length - 1)];

    private static object Outcome<T>(Func<T> function)
        where T : notnull
    {
        try
        {
            return function();
        }
        catch (Exception e) when (e is ArithmeticException or ArgumentException)
        {
            return e.GetType();
        }
    }
}
