using System.Linq.Expressions;
using static System.Linq.Expressions.Expression;

namespace ExprAD.Tests.Capture.Flow;

/// <summary>Programs made at random: jumps from anywhere to anywhere, and nests of statements.</summary>
public class RandomProgramTests
{
    private static readonly ParameterExpression X = Parameter(typeof(double), "x");
    private static readonly ParameterExpression S = Variable(typeof(double), "s");
    private static readonly ParameterExpression T = Variable(typeof(double), "t");
    private static readonly ParameterExpression I = Variable(typeof(int), "i");
    private static readonly ParameterExpression Fuel = Variable(typeof(int), "fuel");

    [Test]
    public void Jumps_between_labels([Range(0, 4)] int group)
    {
        for (var seed = 20 * group; seed < 20 * (group + 1); seed++)
        {
            Check(Spaghetti(new Random(seed)));
        }
    }

    [Test]
    public void Nests_of_statements([Range(0, 4)] int group)
    {
        for (var seed = 20 * group; seed < 20 * (group + 1); seed++)
        {
            Check(new Nest(new Random(seed)).Program());
        }
    }

    private static void Check(Expression body)
    {
        var f = Lambda<Func<double, double>>(body, X);
        foreach (var x in (double[])[0.5, -1.25, 3])
        {
            SameValue.Check(f, x);
        }
    }

    private static BlockExpression Spaghetti(Random random)
    {
        var labels = Enumerable.Range(0, random.Next(2, 7)).Select(n => Label($"L{n}")).ToArray();
        var end = Label("end");
        var statements = new List<Expression> { Assign(Fuel, Constant(12)), Assign(S, X), Assign(T, Constant(1.0)) };
        foreach (var label in labels)
        {
            statements.Add(Label(label));
            statements.Add(IfThen(LessThan(PreDecrementAssign(Fuel), Constant(0)), Goto(end)));
            statements.Add(Change(random));
            statements.Add(random.Next(4) switch
            {
                0 => Goto(labels[random.Next(labels.Length)]),
                1 => Change(random),
                _ => IfThenElse(Test(random), Goto(labels[random.Next(labels.Length)]), random.Next(2) == 0 ? Change(random) : Goto(labels[random.Next(labels.Length)])),
            });
        }

        statements.AddRange([Label(end), Add(S, Multiply(T, Constant(0.5)))]);
        return Block([S, T, I, Fuel], statements);
    }

    private static BinaryExpression Change(Random random) => random.Next(6) switch
    {
        0 => AddAssign(S, X),
        1 => MultiplyAssign(T, Constant(-0.5)),
        2 => Assign(T, Subtract(S, T)),
        3 => Assign(S, Add(Multiply(S, Constant(0.25)), T)),
        4 => AddAssign(I, Constant(1)),
        _ => Assign(S, Add(S, Convert(I, typeof(double)))),
    };

    private static BinaryExpression Test(Random random) => random.Next(4) switch
    {
        0 => GreaterThan(S, T),
        1 => LessThan(X, Constant(1.0)),
        2 => Equal(Modulo(Fuel, Constant(3)), Constant(0)),
        _ => LessThan(I, Constant(2)),
    };

    private sealed class Nest(Random random)
    {
        private readonly Stack<(LabelTarget Break, LabelTarget Continue)> loops = new();
        private readonly LabelTarget end = Label(typeof(double), "end");

        public Expression Program() => Block(
            [S, T, I, Fuel],
            Assign(Fuel, Constant(25)),
            Assign(S, X),
            Statement(4),
            Statement(4),
            Label(end, Add(S, Multiply(T, Constant(0.5)))));

        private Expression Statement(int depth) => depth == 0 ? Change(random) : random.Next(10) switch
        {
            0 or 1 => Block(Statement(depth - 1), Statement(depth - 1), Statement(depth - 1)),
            2 or 3 => IfThenElse(Test(random), Statement(depth - 1), Statement(depth - 1)),
            4 => Repeat(depth),
            5 => Count(depth),
            6 when loops.Count > 0 => IfThen(Test(random), random.Next(2) == 0 ? Break(loops.Peek().Break) : Continue(loops.ElementAt(random.Next(loops.Count)).Continue)),
            7 => IfThen(Test(random), Return(end, Subtract(S, T))),
            8 => TryFinally(Statement(depth - 1), Change(random)),
            9 => Switch(typeof(void), I, Statement(depth - 1), null, SwitchCase(Statement(depth - 1), Constant(1)), SwitchCase(Statement(depth - 1), Constant(2), Constant(0))),
            _ => Assign(S, Condition(Test(random), Block(Statement(depth - 1), T), Add(S, Change(random) is var change && change.Type == typeof(double) ? change : Constant(1.0)))),
        };

        private LoopExpression Repeat(int depth)
        {
            loops.Push((Label("break"), Label("continue")));
            var body = Block(IfThen(LessThan(PreDecrementAssign(Fuel), Constant(0)), Break(loops.Peek().Break)), Statement(depth - 1), Statement(depth - 1));
            var (end, next) = loops.Pop();
            return Loop(body, end, next);
        }

        /// <summary>A loop with a variable of its own, which its body may only read.</summary>
        private Expression Count(int depth)
        {
            var k = Variable(typeof(int), "k");
            loops.Push((Label("break"), Label("continue")));
            var body = Statement(depth - 1);
            var (end, next) = loops.Pop();
            var count = Loop(
                IfThenElse(
                    LessThan(k, Constant(random.Next(4))),
                    Block(body, Label(next), AddAssign(S, Multiply(X, Convert(k, typeof(double)))), PostIncrementAssign(k)),
                    Break(end)),
                end);
            return Block([k], Assign(k, Constant(0)), count);
        }
    }
}
