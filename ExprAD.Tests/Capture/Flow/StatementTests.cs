using System.Linq.Expressions;
using static System.Linq.Expressions.Expression;

namespace ExprAD.Tests.Capture.Flow;

public class StatementTests
{
    private static readonly ParameterExpression X = Parameter(typeof(double), "x");
    private static readonly ParameterExpression W = Parameter(typeof(double[]), "w");
    private static readonly ParameterExpression N = Parameter(typeof(int), "n");
    private static readonly ParameterExpression S = Variable(typeof(double), "s");
    private static readonly ParameterExpression T = Variable(typeof(double), "t");
    private static readonly ParameterExpression I = Variable(typeof(int), "i");
    private static readonly ParameterExpression J = Variable(typeof(int), "j");

    private static readonly ParameterExpression M = Variable(typeof(double?), "m");
    private static readonly List<int> Log = [];

    private static IEnumerable<TestCaseData> Programs()
    {
        var (end, next, result) = (Label("end"), Label("next"), Label(typeof(double), "result"));
        yield return Program("block", Block([S], Assign(S, Multiply(X, X)), Add(S, X)));
        yield return Program("compound assignments", Block([S], Assign(S, X), AddAssign(S, One), MultiplyAssign(S, X), SubtractAssign(S, Two), DivideAssign(S, Two), ModuloAssign(S, Constant(7.0)), PowerAssign(S, Two), S));
        yield return Program("assignment as value", Block([S, T], Add(Assign(S, Assign(T, X)), Multiply(S, T))));
        yield return Program("increments", Block([I, S], Assign(I, N), Assign(S, Convert(Add(PostIncrementAssign(I), Multiply(PreIncrementAssign(I), PostDecrementAssign(I))), typeof(double))), Add(Multiply(S, X), Convert(PreDecrementAssign(I), typeof(double)))));
        yield return Program("if without else", Block([S], Assign(S, X), IfThen(GreaterThan(X, One), Assign(S, Multiply(X, X))), S));
        yield return Program("if then else", Block([S, T], IfThenElse(GreaterThan(X, One), Block(Assign(S, X), Assign(T, One)), Assign(S, Two)), Add(S, T)));
        yield return Program("assignment in a condition", Block([S], Condition(GreaterThan(Assign(S, Multiply(X, X)), Two), S, Negate(S))));
        yield return Program("assignment in a branch of a value", Block([S], Assign(S, One), Add(Condition(GreaterThan(X, One), Assign(S, X), Two), S)));
        yield return Program("assignment behind a short circuit", Block([S], Assign(S, One), IfThen(AndAlso(GreaterThan(X, One), GreaterThan(Assign(S, X), Two)), Assign(S, Add(S, One))), S));
        yield return Program("while loop", Block([S, I], Loop(IfThenElse(LessThan(I, N), Block(AddAssign(S, Multiply(X, Convert(I, typeof(double)))), PostIncrementAssign(I)), Break(end)), end), S));
        yield return Program("loop with a value", Block([S, I], Loop(IfThenElse(GreaterThan(PreIncrementAssign(I), N), Break(result, S), AddAssign(S, X)), result)));
        yield return Program("loop tested last", Block([S, I], Loop(Block(AddAssign(S, X), IfThen(GreaterThanOrEqual(PreIncrementAssign(I), N), Break(end))), end), S));
        yield return Program("continue", Block([S, I], Loop(Block(IfThen(GreaterThanOrEqual(I, N), Break(end)), PostIncrementAssign(I), IfThen(Equal(Modulo(I, Constant(2)), Constant(0)), Continue(next)), AddAssign(S, Multiply(X, Convert(I, typeof(double))))), end, next), S));
        yield return Program("two ways out", Block([S, I], Loop(Block(IfThen(GreaterThan(S, Constant(10.0)), Break(end)), IfThen(GreaterThanOrEqual(I, N), Block(AddAssign(S, Constant(100.0)), Break(end))), AddAssign(S, X), PostIncrementAssign(I)), end), S));
        yield return Program("return from a loop", Block([S, I], Loop(Block(IfThen(GreaterThanOrEqual(I, N), Return(result, Negate(S))), IfThen(GreaterThan(S, Constant(5.0)), Return(result, S)), AddAssign(S, X), PostIncrementAssign(I))), Label(result, Two)));
        yield return Program("early return", Block(IfThen(LessThan(X, One), Return(result, Negate(X))), IfThen(LessThan(X, Two), Return(result, One)), Label(result, Multiply(X, X))));
        yield return Program("nested loops", Block([S, I, J], Loop(IfThenElse(LessThan(I, N), Block(Assign(J, I), Loop(IfThenElse(LessThan(J, N), Block(AddAssign(S, Multiply(X, Convert(Multiply(I, J), typeof(double)))), PreIncrementAssign(J)), Break(next)), next), AddAssign(I, Constant(1))), Break(end)), end), S));
        yield return Program("break out of two loops", Block([S, I, J], Loop(Block(IfThen(GreaterThanOrEqual(PostIncrementAssign(I), N), Break(end)), Assign(J, Constant(0)), Loop(Block(AddAssign(S, X), IfThen(GreaterThan(S, Constant(12.0)), Break(end)), IfThen(GreaterThan(PreIncrementAssign(J), I), Break(next))), next)), end), Add(S, Convert(I, typeof(double)))));
        yield return Program("goto backwards", Block([S, I], Label(next), AddAssign(S, X), IfThen(LessThan(PreIncrementAssign(I), N), Goto(next)), S));
        yield return Program("goto into the middle of a loop", Block([S, I], IfThen(GreaterThan(X, Two), Goto(next)), Label(end), AddAssign(S, One), Label(next), AddAssign(S, X), IfThen(LessThan(PreIncrementAssign(I), N), Goto(end)), S));
        yield return Program("downwards", Block([S, I], Assign(I, Subtract(N, Constant(1))), Loop(IfThenElse(GreaterThanOrEqual(I, Constant(0)), Block(AddAssign(S, Multiply(X, Convert(I, typeof(double)))), PreDecrementAssign(I)), Break(end)), end), Add(S, Convert(I, typeof(double)))));
        yield return Program("in steps of three", Block([S, I], Assign(I, Constant(1)), Loop(IfThenElse(LessThanOrEqual(I, N), Block(AddAssign(S, Convert(I, typeof(double))), AddAssign(I, Constant(3))), Break(end)), end), Add(Multiply(S, X), Convert(I, typeof(double)))));
        yield return Program("loop variable changed twice", Block([S, I], Loop(IfThenElse(LessThan(I, N), Block(AddAssign(S, X), PreIncrementAssign(I), IfThen(GreaterThan(S, Two), PreIncrementAssign(I))), Break(end)), end), Add(S, Convert(I, typeof(double)))));
        yield return Program("bound that moves", Block([S, I, J], Assign(J, N), Loop(IfThenElse(LessThan(I, J), Block(AddAssign(S, X), PreIncrementAssign(I), IfThen(GreaterThan(S, Constant(3.0)), PreDecrementAssign(J))), Break(end)), end), S));
        yield return Program("variable of an inner block", Block([S, I], Loop(IfThenElse(LessThan(I, N), Block([T], AddAssign(T, X), AddAssign(S, T), PreIncrementAssign(I)), Break(end)), end), S));
        yield return Program("variable declared twice", Block([S], Assign(S, X), Block([S], Assign(S, Two), IfThen(GreaterThan(X, One), Assign(S, One))), S));
        yield return Program("switch on integers", Block([S], Assign(S, X), Switch(typeof(void), N, null, null, SwitchCase(Assign(S, One), Constant(1)), SwitchCase(Assign(S, Multiply(X, X)), Constant(2), Constant(3))), S));
        yield return Program("switch with a value", Switch(N, Negate(X), SwitchCase(One, Constant(1)), SwitchCase(Multiply(X, X), Constant(2), Constant(3))));
        yield return Program("switch on strings", Switch(Call(N, "ToString", null), X, SwitchCase(One, Constant("1")), SwitchCase(Multiply(X, X), Constant("3"))));
        yield return Program("switch with a comparer", Switch(Convert(N, typeof(double)), Negate(X), typeof(StatementTests).GetMethod(nameof(Near), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static), SwitchCase(Two, Constant(0.5))));
        yield return Program("throw", Block(IfThen(LessThan(X, One), Throw(New(typeof(ArgumentException).GetConstructor([typeof(string)])!, Constant("no")))), Multiply(X, X)));
        yield return Program("throw first", Block([S], IfThenElse(LessThan(X, One), Throw(New(typeof(InvalidOperationException))), Assign(S, X)), S));
        yield return Program("throw in a loop", Block([S, I], Loop(IfThenElse(LessThan(I, N), Block(IfThen(GreaterThan(S, Constant(4.0)), Throw(New(typeof(OverflowException)))), AddAssign(S, X), PreIncrementAssign(I)), Break(end)), end), S));
        yield return Program("throw as a value", Condition(GreaterThan(X, One), X, Throw(New(typeof(ArgumentException)), typeof(double))));
        yield return Program("try finally", Block([S], TryFinally(Assign(S, X), AddAssign(S, One)), S));
        yield return Program("return through finally", Block([S], TryFinally(IfThen(GreaterThan(X, One), Return(result, Multiply(X, X))), Assign(S, Two)), Label(result, S)));
        yield return Program("break through finally", Block([S, I], Loop(TryFinally(Block(IfThen(GreaterThanOrEqual(I, N), Break(end)), AddAssign(S, X)), PreIncrementAssign(I)), end), Add(S, Convert(I, typeof(double)))));
        yield return Program("try with a value", Add(X, TryFinally(Multiply(X, X), Empty())));
        yield return Program("jump within an operand", Add(Multiply(X, X), Block(IfThen(GreaterThan(X, One), Return(result, Two)), Label(result, X))));
        yield return Program("assignment after an operand was read", Block([S], Assign(S, X), Add(S, Block(IfThen(GreaterThan(X, One), Assign(S, Two)), S))));
        yield return Program("coalescing with assignment", Block([S], Assign(S, One), Add(Coalesce(Convert(Condition(GreaterThan(X, One), Convert(X, typeof(double?)), Constant(null, typeof(double?))), typeof(double?)), Assign(S, Two)), S)));
        yield return Program("parameter as a variable", Block([I], Loop(IfThenElse(LessThan(I, N), Block(MultiplyAssign(X, Two), PreIncrementAssign(I)), Break(end)), end), Add(X, Convert(Assign(N, Constant(7)), typeof(double)))));
        yield return Program("nullable variable", Block([M, I], Loop(IfThenElse(LessThan(I, N), Block(IfThenElse(Equal(M, Constant(null, typeof(double?))), Assign(M, Convert(X, typeof(double?))), AddAssign(M, Convert(X, typeof(double?)))), PreIncrementAssign(I)), Break(end)), end), Coalesce(M, Constant(-1.0))));
        yield return Program("fault", Block([S], MakeTry(typeof(void), Assign(S, X), null, Assign(S, Two), null), S));
        yield return Program("effects in a finally", Block([S], Call(Constant(Log), "Clear", null), TryFinally(Block(Assign(S, X), IfThen(LessThan(X, Two), Throw(New(typeof(ArgumentException))))), Call(Constant(Log), "Add", null, N)), Add(S, Convert(Property(Constant(Log), "Count"), typeof(double)))));
        yield return Program("statement of a call in a branch", Block(Call(Constant(Log), "Clear", null), IfThen(GreaterThan(X, One), Call(Constant(Log), "Add", null, N)), Add(X, Convert(Property(Constant(Log), "Count"), typeof(double)))));
        yield return Program("debug information", Block(DebugInfo(SymbolDocument("file"), 1, 1, 1, 2), X));
        yield return Program("loop inside a condition", Condition(GreaterThan(Block([S, I], Loop(IfThenElse(LessThan(I, N), Block(AddAssign(S, X), PreIncrementAssign(I)), Break(end)), end), S), Two), X, One));
    }

    private static readonly ConstantExpression One = Constant(1.0);
    private static readonly ConstantExpression Two = Constant(2.0);

    [TestCaseSource(nameof(Programs))]
    public void Runs_like_the_compiled_lambda(Expression body)
    {
        var f = Lambda<Func<double, int, double>>(body, X, N);
        foreach (var (x, n) in ((double, int)[])[(3.5, 3), (0.5, 4), (1.5, 0), (2.25, 1), (-1, 10), (1.25, -2)])
        {
            SameValue.Check(f, x, n);
        }
    }

    [Test]
    public void Elements_are_assigned_in_the_memory_of_the_caller()
    {
        var (first, second) = (ArrayAccess(W, Constant(0)), ArrayAccess(W, Constant(1)));
        SameValue.Check(Lambda<Func<double[], double>>(Block(Assign(first, Multiply(second, second)), AddAssign(second, first), PostIncrementAssign(first), Add(first, second)), W), new[] { 1.0, 3 });
        var m = Parameter(typeof(double[,]), "m");
        SameValue.Check(Lambda<Func<double[,], double>>(MultiplyAssign(ArrayAccess(m, Constant(0), Constant(1)), ArrayAccess(m, Constant(1), Constant(0))), m), new[,] { { 1.0, 2 }, { 3, 4 } });
        var list = Parameter(typeof(List<double>), "list");
        var item = MakeIndex(list, typeof(List<double>).GetProperty("Item"), [Constant(1)]);
        SameValue.Check(Lambda<Func<List<double>, double>>(Block(AddAssign(item, Constant(2.5)), Multiply(item, item)), list), new List<double> { 1, 2 });
    }

    [Test]
    public void Prefix_sums_in_an_array_of_the_function()
    {
        var (a, end) = (Variable(typeof(double[]), "a"), Label());
        var loop = Loop(
            IfThenElse(
                LessThan(I, ArrayLength(W)),
                Block(
                    Assign(ArrayAccess(a, I), Add(Condition(GreaterThan(I, Constant(0)), ArrayIndex(a, Subtract(I, Constant(1))), Constant(0.0)), ArrayIndex(W, I))),
                    PreIncrementAssign(I)),
                Break(end)),
            end);
        var f = Lambda<Func<double[], double>>(Block([a, I], Assign(a, NewArrayBounds(typeof(double), ArrayLength(W))), loop, ArrayIndex(a, Subtract(I, Constant(1)))), W);
        SameValue.Check(f, new[] { 1.0, 2, 3.5 });
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 2;

    private static TestCaseData Program(string name, Expression body) => new TestCaseData(body).SetArgDisplayNames(name);
}
