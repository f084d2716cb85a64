using System.Linq.Expressions;
using ExprAD.Capture;
using ExprAD.Interpretation;
using ExprAD.IR;
using static System.Linq.Expressions.Expression;

namespace ExprAD.Tests.Capture.Expressions;

/// <summary>Trees as programs make them: shared, long and deep.</summary>
public class SharingTests
{
    private static readonly ParameterExpression X = Parameter(typeof(double), "x");

    private static readonly Func<Expression, Expression>[] Doublings =
    [
        e => Add(e, Multiply(e, Constant(0.5))),
        e => Call(typeof(Math), "Max", null, e, Negate(e)),
        e => Condition(GreaterThan(e, Constant(1.0)), Multiply(e, Constant(0.5)), Add(e, Constant(1.0))),
        e => Condition(GreaterThan(X, Constant(1.0)), Multiply(e, Constant(0.5)), Add(e, Constant(1.0))),
        e => Condition(GreaterThan(X, Constant(1.0)), Condition(LessThan(X, Constant(2.0)), e, Negate(e)), Add(e, Constant(1.0))),
        e => Invoke(Lambda(Add(Named("t"), Multiply(e, Constant(0.25))), Named("t")), Multiply(e, Constant(0.5))),
        e => Condition(AndAlso(GreaterThan(e, Constant(0.0)), LessThan(e, Constant(3.0))), e, Constant(1.0)),
        e => Switch(Call(typeof(Math), "Sign", null, e), Negate(e), SwitchCase(Multiply(e, Constant(0.5)), Constant(1))),
        e => Property(New(typeof(KeyValuePair<double, double>).GetConstructor([typeof(double), typeof(double)])!, e, Multiply(e, Constant(0.5))), "Value"),
    ];

    private static readonly Dictionary<string, ParameterExpression> Parameters = [];

    [Test]
    public void A_node_shared_sixty_levels_deep_is_captured_once([Range(0, 8)] int doubling)
    {
        Expression e = X;
        for (var level = 0; level < 60; level++)
        {
            e = Doublings[doubling](e);
        }

        Assert.That(Capture(e).CountNodes(), Is.LessThan(60 * 12));
    }

    [Test]
    public void A_shared_node_means_what_it_means_in_each_place()
    {
        Expression e = X;
        for (var level = 0; level < 6; level++)
        {
            e = Doublings[level](e);
        }

        SameValue.Check(Lambda<Func<double, double>>(e, X), 1.25);
        SameValue.Check(Lambda<Func<double, double>>(e, X), 0.25);
    }

    [TestCase(0.5)]
    [TestCase(-0.5)]
    public void A_shared_block_has_its_labels_in_each_place(double x)
    {
        var (t, exit) = (Named("t"), Label(typeof(double)));
        var block = Block([t], Assign(t, X), IfThen(GreaterThan(t, Constant(3.0)), Goto(exit, Constant(1.0))), Label(exit, Call(typeof(Math), "Sin", null, t)));
        SameValue.Check(Lambda<Func<double, double>>(Condition(GreaterThan(block, Constant(0.0)), Call(typeof(Math), "Log", null, block), X), X), x);
    }

    [Test]
    public void A_shared_body_sees_its_own_arguments()
    {
        var t = Named("t");
        var square = Multiply(t, t);
        var f = Lambda(square, t);
        SameValue.Check(Lambda<Func<double, double>>(Add(Invoke(f, X), Invoke(f, Add(X, Constant(1.0)))), X), 3.0);
        SameValue.Check(Lambda<Func<double, double>>(Invoke(f, Invoke(Lambda(Add(square, X), t), Negate(X))), X), 3.0);
    }

    [Test]
    public void Fibonacci_of_choices_is_linear()
    {
        Expression a = X, b = Add(X, Constant(1.0));
        for (var level = 0; level < 60; level++)
        {
            (a, b) = (b, Condition(GreaterThan(X, Constant((double)level)), Multiply(b, Constant(0.5)), Add(a, b)));
        }

        Assert.That(Capture(b).CountNodes(), Is.LessThan(60 * 12));
    }

    [Test]
    public void Long_sums_and_deep_chains_are_linear()
    {
        var w = Parameter(typeof(double[]), "w");
        Expression sum = ArrayIndex(w, Constant(0)), chain = X, right = X;
        for (var i = 1; i < 5000; i++)
        {
            sum = Add(sum, ArrayIndex(w, Constant(i)));
            chain = Call(typeof(Math), "Sin", null, Add(chain, Constant(i / 100.0)));
            right = Subtract(Constant(i / 100.0), right);
        }

        var f = FunctionCapture.Capture(Lambda<Func<double[], double>>(sum, w), strict: true);
        Assert.That(f.Graph.CountNodes(), Is.EqualTo(9999));
        Assert.That(Capture(chain).CountNodes(), Is.EqualTo(2 * 4999));
        Assert.That(Capture(right).CountNodes(), Is.EqualTo(4999));
    }

    [Test]
    public void Twenty_thousand_levels_do_not_end_the_stack()
    {
        Expression chain = X;
        for (var i = 0; i < 20_000; i++)
        {
            chain = Multiply(Add(chain, Constant((double)i)), X);
        }

        Assert.That(Capture(chain).CountNodes(), Is.EqualTo(40_000).Within(1));
    }

    [Test]
    public void A_choice_in_a_choice_a_thousand_times()
    {
        Expression choice = X;
        for (var i = 0; i < 1000; i++)
        {
            choice = Condition(LessThan(X, Constant((double)i)), Multiply(X, Constant((double)i)), choice);
        }

        var graph = Capture(choice);
        Assert.That(Interpreter.Run(graph, 997.5)[0], Is.EqualTo(997.5 * 999));
    }

    private static Graph Capture(Expression body) => FunctionCapture.Capture(Lambda<Func<double, double>>(body, X), strict: true).Graph;

    private static ParameterExpression Named(string name)
    {
        if (!Parameters.TryGetValue(name, out var parameter))
        {
            Parameters.Add(name, parameter = Parameter(typeof(double), name));
        }

        return parameter;
    }
}
