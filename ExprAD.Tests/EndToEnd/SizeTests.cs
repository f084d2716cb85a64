using System.Linq.Expressions;
using static System.Linq.Expressions.Expression;

namespace ExprAD.Tests.EndToEnd;

/// <summary>Functions as programs make them, larger than anybody writes: long, wide, deep, shared.</summary>
public class SizeTests
{
    private const double Tolerance = 1e-9;

    private static readonly ParameterExpression X = Parameter(typeof(double), "x");
    private static readonly ParameterExpression W = Parameter(typeof(double[]), "w");

    [Test]
    public void A_chain_of_three_thousand_steps()
    {
        Expression y = X;
        var (value, slope) = (0.3, 1.0);
        for (var i = 0; i < 3000; i++)
        {
            y = Sin(Add(Multiply(y, Constant(0.9)), Constant(0.4)));
            (value, slope) = (Math.Sin((0.9 * value) + 0.4), slope * 0.9 * Math.Cos((0.9 * value) + 0.4));
        }

        Check(y, 0.3, value, slope);
    }

    [TestCase(0.5)]
    [TestCase(2500.5)]
    [TestCase(5000)]
    public void Conditionals_three_thousand_deep(double x)
    {
        Expression y = Multiply(X, X);
        for (var i = 2999; i >= 0; i--)
        {
            y = Condition(LessThan(X, Constant(i + 1.0)), Multiply(X, Constant(i + 0.5)), y);
        }

        var i0 = Math.Floor(x);
        Check(y, x, x < 3000 ? x * (i0 + 0.5) : x * x, x < 3000 ? i0 + 0.5 : 2 * x);
    }

    [TestCase(0.5)]
    [TestCase(1.5)]
    public void Conditionals_in_conditions_a_thousand_deep(double x)
    {
        Expression y = X;
        var (value, slope) = (x, 1.0);
        for (var i = 0; i < 1000; i++)
        {
            y = Condition(GreaterThan(y, Constant(1.0)), Multiply(y, Constant(0.75)), Add(Multiply(y, y), Constant(0.5)));
            (value, slope) = value > 1 ? (value * 0.75, slope * 0.75) : ((value * value) + 0.5, slope * 2 * value);
        }

        Check(y, x, value, slope, 1e-6);
    }

    [Test]
    public void A_decision_of_three_thousand_parts()
    {
        Expression decision = GreaterThan(X, Constant(0.0));
        for (var i = 1; i < 3000; i++)
        {
            decision = i % 2 == 0 ? OrElse(decision, GreaterThan(X, Constant((double)i))) : AndAlso(decision, LessThan(X, Constant((double)i)));
        }

        Check(Condition(decision, Multiply(X, X), Negate(X)), 0.5, 0.25, 1);
    }

    [Test]
    public void A_sum_of_five_thousand_terms()
    {
        Expression sum = Constant(0.0);
        for (var i = 0; i < 5000; i++)
        {
            sum = Add(sum, Sin(Multiply(X, Constant(i / 5000.0))));
        }

        var terms = Enumerable.Range(0, 5000).Select(i => i / 5000.0).ToArray();
        Check(sum, 0.7, terms.Sum(c => Math.Sin(0.7 * c)), terms.Sum(c => c * Math.Cos(0.7 * c)));
    }

    [Test]
    public void Four_thousand_numbers()
    {
        const int Count = 4000;
        Expression sum = Constant(0.0);
        for (var i = 0; i < Count; i++)
        {
            var (here, next) = (ArrayIndex(W, Constant(i)), ArrayIndex(W, Constant((i + 1) % Count)));
            sum = Add(sum, Multiply(here, Sin(next)));
        }

        var w = Enumerable.Range(0, Count).Select(i => Math.Sin(i)).ToArray();
        var f = Grad.Of(Lambda<Func<double[], double>>(sum, W));
        var (value, gradient) = f.ValueAndGradient(w);
        Assert.That(value, Is.EqualTo(w.Select((t, i) => t * Math.Sin(w[(i + 1) % Count])).Sum()).Within(1e-9));
        for (var i = 0; i < Count; i++)
        {
            var expected = Math.Sin(w[(i + 1) % Count]) + (w[(i + Count - 1) % Count] * Math.Cos(w[i]));
            Assert.That(gradient[i], Is.EqualTo(expected).Within(Tolerance));
        }
    }

    [Test]
    public void Sixty_levels_of_sharing()
    {
        Expression y = X;
        var (value, slope) = (0.3, 1.0);
        for (var i = 0; i < 60; i++)
        {
            y = Multiply(Sin(Add(y, Constant(0.1))), Add(Constant(1.0), Multiply(y, Constant(0.5))));
            var (s, c) = Math.SinCos(value + 0.1);
            (value, slope) = (s * (1 + (value * 0.5)), slope * ((c * (1 + (value * 0.5))) + (s * 0.5)));
        }

        Check(y, 0.3, value, slope);
    }

    [Test]
    public void Sixty_levels_of_sharing_through_sums_and_conditionals()
    {
        var t = Parameter(typeof(double), "t");
        Expression y = Call(typeof(Enumerable), nameof(Enumerable.Sum), [typeof(double)], W, Lambda(Sin(t), t));
        var w = new[] { 0.1, 0.4 };
        var (value, slope) = (w.Sum(Math.Sin), 1.0);
        for (var i = 0; i < 60; i++)
        {
            y = Condition(GreaterThan(y, Constant(0.7)), Multiply(y, Subtract(Constant(1.0), Multiply(y, Constant(0.25)))), Add(y, Multiply(y, y)));
            (value, slope) = value > 0.7 ? (value * (1 - (value * 0.25)), slope * (1 - (value * 0.5))) : (value + (value * value), slope * (1 + (2 * value)));
        }

        var f = Grad.Of(Lambda<Func<double[], double>>(y, W));
        var result = f.ValueAndGradient(w);
        Assert.That(result.Value, Is.EqualTo(value).Within(Tolerance));
        Assert.That(result.Gradient, Is.EqualTo(w.Select(u => slope * Math.Cos(u))).Within(Tolerance));
    }

    [Test]
    public void Three_hundred_loops_one_after_another()
    {
        var t = Parameter(typeof(double), "t");
        Expression y = X;
        for (var i = 0; i < 300; i++)
        {
            y = Sin(Call(typeof(Enumerable), nameof(Enumerable.Sum), [typeof(double)], W, Lambda(Multiply(t, y), t)));
        }

        var (value, slope, w) = (0.3, 1.0, new[] { 0.6, 0.7 });
        for (var i = 0; i < 300; i++)
        {
            (value, slope) = (Math.Sin(value * 1.3), slope * 1.3 * Math.Cos(value * 1.3));
        }

        var f = Grad.Of(Lambda<Func<double, double[], double>>(y, X, W));
        var result = f.ValueAndGradient(0.3, w);
        Assert.That(result.Value, Is.EqualTo(value).Within(Tolerance));
        Assert.That(result.Gradient.Item1, Is.EqualTo(slope).Within(Tolerance));
    }

    [Test]
    public void Loops_thirty_deep()
    {
        // A single pass through all of them, since all but one have one iteration.
        Expression Nest(int depth, Expression x)
        {
            if (depth == 0)
            {
                return Sin(x);
            }

            var i = Parameter(typeof(int), $"i{depth}");
            var range = Call(typeof(Enumerable), nameof(Enumerable.Range), null, Constant(0), ArrayLength(W));
            return Call(typeof(Enumerable), nameof(Enumerable.Sum), [typeof(int)], range, Lambda(Nest(depth - 1, Multiply(x, Add(ArrayIndex(W, i), Convert(i, typeof(double))))), i));
        }

        var f = Grad.Of(Lambda<Func<double, double[], double>>(Nest(30, X), X, W));
        var (value, gradient) = f.ValueAndGradient(0.7, [1.01]);
        var scale = Math.Pow(1.01, 30);
        Assert.That(value, Is.EqualTo(Math.Sin(0.7 * scale)).Within(Tolerance));
        Assert.That(gradient.Item1, Is.EqualTo(scale * Math.Cos(0.7 * scale)).Within(Tolerance));
        Assert.That(gradient.Item2[0], Is.EqualTo(30 / 1.01 * 0.7 * scale * Math.Cos(0.7 * scale)).Within(Tolerance));
    }

    private static void Check(Expression body, double x, double value, double slope, double tolerance = Tolerance)
    {
        var f = Grad.Of(Lambda<Func<double, double>>(body, X));
        var result = f.ValueAndGradient(x);
        Assert.That(result.Value, Is.EqualTo(value).Within(tolerance * Math.Max(1, Math.Abs(value))));
        Assert.That(result.Gradient, Is.EqualTo(slope).Within(tolerance * Math.Max(1, Math.Abs(slope))));
        Assert.That(f.Value(x), Is.EqualTo(value).Within(tolerance * Math.Max(1, Math.Abs(value))));
    }

    private static MethodCallExpression Sin(Expression x) => Call(typeof(Math), nameof(Math.Sin), null, x);
}
