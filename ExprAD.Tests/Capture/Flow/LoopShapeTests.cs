using System.Linq.Expressions;
using ExprAD.Capture;
using ExprAD.IR;
using static System.Linq.Expressions.Expression;

namespace ExprAD.Tests.Capture.Flow;

/// <summary>What becomes of loops: counted where they can be, with no more carried than has to be.</summary>
public class LoopShapeTests
{
    private static readonly ParameterExpression W = Parameter(typeof(double[]), "w");
    private static readonly ParameterExpression S = Variable(typeof(double), "s");
    private static readonly ParameterExpression I = Variable(typeof(int), "i");
    private static readonly ParameterExpression J = Variable(typeof(int), "j");
    private static readonly Expression Length = ArrayLength(W);

    [Test]
    public void A_loop_over_an_array_is_counted_and_needs_no_check_of_its_index()
    {
        var graph = Capture(For(I, Constant(0), LessThan(I, Length), AddAssign(S, ArrayIndex(W, I)), PostIncrementAssign(I)));
        var loop = graph.AllNodes().Single(n => n.Op == Ops.For);
        Assert.That(loop.Operands[0].Op, Is.EqualTo(Ops.Length));
        Assert.That(loop.Regions[0].Parameters, Has.Count.EqualTo(2));
        Assert.That(graph.AllNodes().Single(n => n.Op == Ops.Load).Attribute, Is.EqualTo(Access.Of(readOnly: true, IndexCheck.Superfluous)));
    }

    [Test]
    public void Downwards_too()
    {
        var graph = Capture(For(I, Subtract(Length, Constant(1)), GreaterThanOrEqual(I, Constant(0)), AddAssign(S, ArrayIndex(W, I)), PreDecrementAssign(I)));
        Assert.That(graph.AllNodes().Single(n => n.Op == Ops.For).Operands[0].Op, Is.EqualTo(Ops.Length));
        Assert.That(graph.AllNodes().Single(n => n.Op == Ops.Load).Attribute, Is.EqualTo(Access.Of(readOnly: true, IndexCheck.Superfluous)));
    }

    [Test]
    public void Pairs_are_two_counted_loops()
    {
        var inner = For(J, Add(I, Constant(1)), LessThan(J, Length), AddAssign(S, Multiply(ArrayIndex(W, I), ArrayIndex(W, J))), PostIncrementAssign(J));
        var graph = Capture(For(I, Constant(0), LessThan(I, Length), inner, PostIncrementAssign(I)));
        Assert.That(graph.AllNodes().Count(n => n.Op == Ops.For), Is.EqualTo(2));
        Assert.That(graph.AllNodes().Where(n => n.Op == Ops.While || n.Op == Ops.SubChecked), Is.Empty);
    }

    [Test]
    public void A_branch_in_a_loop_carries_the_sum_alone()
    {
        var graph = Capture(For(I, Constant(0), LessThan(I, Length), IfThen(GreaterThan(ArrayIndex(W, I), Constant(0.0)), AddAssign(S, ArrayIndex(W, I))), PostIncrementAssign(I)));
        Assert.That(graph.AllNodes().Single(n => n.Op == Ops.If).Values, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_condition_that_is_not_a_count_is_that_of_a_while()
    {
        var graph = Capture(While(LessThan(S, Constant(10.0)), AddAssign(S, ArrayIndex(W, Constant(0)))));
        var loop = graph.AllNodes().Single(n => n.Op == Ops.While);
        Assert.That(loop.Operands.Length, Is.EqualTo(1));
        Assert.That(graph.AllNodes().Where(n => n.Op == Ops.If), Is.Empty);
    }

    [Test]
    public void An_exception_in_a_loop_is_no_way_out_of_it()
    {
        var graph = Capture(For(I, Constant(0), LessThan(I, Length), Block(IfThen(LessThan(ArrayIndex(W, I), Constant(0.0)), Throw(New(typeof(ArgumentException)))), AddAssign(S, ArrayIndex(W, I))), PostIncrementAssign(I)));
        Assert.That(graph.AllNodes().Count(n => n.Op == Ops.For), Is.EqualTo(1));
    }

    [Test]
    public void A_return_in_a_loop_makes_it_a_while_that_carries_where_it_goes()
    {
        var result = Label(typeof(double));
        var loop = For(I, Constant(0), LessThan(I, Length), Block(IfThen(LessThan(ArrayIndex(W, I), Constant(0.0)), Return(result, S)), AddAssign(S, ArrayIndex(W, I))), PostIncrementAssign(I));
        var graph = FunctionCapture.Capture(Lambda<Func<double[], double>>(Block([S, I], loop, Label(result, Negate(S))), W), strict: false).Graph;
        Assert.That(graph.AllNodes().Single(n => n.Op == Ops.While).Operands.Length, Is.EqualTo(3));
    }

    private static Graph Capture(Expression loop) =>
        FunctionCapture.Capture(Lambda<Func<double[], double>>(Block([S, I, J], loop, S), W), strict: false).Graph;

    private static BlockExpression For(ParameterExpression variable, Expression from, Expression test, Expression body, Expression step) =>
        Block(Assign(variable, from), While(test, Block(body, step)));

    private static LoopExpression While(Expression test, Expression body)
    {
        var end = Label();
        return Loop(IfThenElse(test, body, Break(end)), end);
    }
}
