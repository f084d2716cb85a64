using System.Linq.Expressions;
using ExprAD.Capture;
using ExprAD.Interpretation;
using ExprAD.IR;
using static System.Linq.Expressions.Expression;

namespace ExprAD.Tests.Capture.Flow;

public class StateTests
{
    private static readonly ParameterExpression X = Parameter(typeof(double), "x");
    private static readonly ParameterExpression I = Variable(typeof(int), "i");

    public sealed class Counter
    {
        public double Total;

        public int Calls { get; set; }

        public Counter? Other;
    }

    public static double Shared;

    public record Point(double A, double B);

    public struct Pair
    {
        public double A;
        public double B;
    }

    [Test]
    public void A_field_that_is_assigned_is_read_back_as_it_was_written()
    {
        var counter = new Counter { Total = 2 };
        var total = Field(Constant(counter), "Total");
        var calls = Property(Constant(counter), "Calls");
        var f = Lambda<Func<double, double>>(Block(AddAssign(total, Multiply(X, X)), PreIncrementAssign(calls), Multiply(total, Convert(calls, typeof(double)))), X);

        Assert.That(Run(f, 3.0), Is.EqualTo(11));
        Assert.That((counter.Total, counter.Calls), Is.EqualTo((11.0, 1)));
        Assert.That(Run(f, 1.0), Is.EqualTo(24));
    }

    [Test]
    public void State_is_carried_through_loops_and_branches()
    {
        var total = Field(null, typeof(StateTests), nameof(Shared));
        var end = Label();
        var loop = Loop(IfThenElse(LessThan(I, Constant(3)), Block(IfThen(GreaterThan(X, Constant(1.0)), AddAssign(total, X)), PreIncrementAssign(I)), Break(end)), end);
        var f = Lambda<Func<double, double>>(Block([I], loop, Multiply(total, X)), X);

        Shared = 1;
        Assert.That(Run(f, 2.0), Is.EqualTo(14));
        Assert.That(Shared, Is.EqualTo(7));
        Assert.That(Run(f, 1.0), Is.EqualTo(7));
    }

    [Test]
    public void What_is_stored_outside_keeps_its_dependence_within_the_function()
    {
        var total = Field(Constant(new Counter()), "Total");
        var graph = FunctionCapture.Capture(Lambda<Func<double, double>>(Block(Assign(total, Multiply(X, X)), total), X), strict: true).Graph;
        Assert.That(graph.Results[0].Op, Is.EqualTo(Ops.Mul));
    }

    [Test]
    public void A_field_that_may_be_the_assigned_one_by_another_way_is_refused()
    {
        var counter = Constant(new Counter());
        var f = Lambda<Func<double, double>>(Block(Assign(Field(counter, "Total"), X), Field(Field(counter, "Other"), "Total")), X);
        Assert.That(() => Run(f, 1.0), Throws.TypeOf<NotDifferentiableException>().With.Message.Contains("Total is assigned in this function"));
    }

    [Test]
    public void Variables_hold_objects_taken_apart()
    {
        var p = Variable(typeof(Point), "p");
        var point = typeof(Point).GetConstructors()[0];
        var end = Label();
        var loop = Loop(IfThenElse(LessThan(I, Constant(3)), Block(Assign(p, New(point, Property(p, "B"), Add(Property(p, "A"), X))), PreIncrementAssign(I)), Break(end)), end);
        SameValue.Check(Lambda<Func<double, double>>(Block([p, I], Assign(p, New(point, X, Constant(2.0))), loop, Multiply(Property(p, "A"), Property(p, "B"))), X), 3.0);

        // Data that comes into such a variable is taken apart too.
        var start = Constant(new Point(1, 2));
        SameValue.Check(Lambda<Func<double, double>>(Block([p, I], Assign(p, start), loop, Multiply(Property(p, "A"), Property(p, "B"))), X), 3.0);
    }

    [Test]
    public void Parts_of_structs_in_variables_are_assigned()
    {
        var p = Variable(typeof(Pair), "p");
        var f = Lambda<Func<double, double>>(
            Block([p], Assign(Field(p, "A"), X), IfThen(GreaterThan(X, Constant(1.0)), AddAssign(Field(p, "B"), Multiply(Field(p, "A"), X))), Add(Field(p, "A"), Field(p, "B"))), X);
        SameValue.Check(f, 3.0);
        SameValue.Check(f, 0.5);
    }

    [Test]
    public void Data_is_walked_along_its_references()
    {
        var (node, end) = (Variable(typeof(Counter), "node"), Label());
        var s = Variable(typeof(double), "s");
        var loop = Loop(IfThenElse(NotEqual(node, Constant(null)), Block(AddAssign(s, Multiply(X, Field(node, "Total"))), Assign(node, Field(node, "Other"))), Break(end)), end);
        var chain = Constant(new Counter { Total = 1, Other = new() { Total = 2, Other = new() { Total = 3 } } });
        SameValue.Check(Lambda<Func<double, double>>(Block([s, node], Assign(node, chain), loop, s), X), 3.0);
    }

    [Test]
    public void Lambdas_in_variables_see_what_is_assigned_when_they_are_called()
    {
        var (f, t) = (Variable(typeof(Func<double, double>), "f"), Parameter(typeof(double), "t"));
        var s = Variable(typeof(double), "s");
        var add = Lambda<Func<double, double>>(AddAssign(s, Multiply(t, t)), t);
        var body = Block([f, s], Assign(f, add), Invoke(f, X), IfThen(GreaterThan(X, Constant(1.0)), Invoke(f, Constant(2.0))), Add(s, Invoke(f, X)));
        SameValue.Check(Lambda<Func<double, double>>(body, X), 3.0);
        SameValue.Check(Lambda<Func<double, double>>(body, X), 0.5);
    }

    private static object? Run(LambdaExpression f, double x)
    {
        var captured = FunctionCapture.Capture(f, strict: true);
        return Interpreter.Run(captured.Graph, SameValue.Inputs(captured, f, [x]))[0];
    }
}
