using System.Linq.Expressions;

namespace ExprAD.Tests.EndToEnd;

internal sealed partial class RandomLambda
{
    /// <summary>Variables that statements may assign.</summary>
    private List<ParameterExpression> assignable = [];

    /// <summary>Where a jump with a value leads, if anywhere.</summary>
    private LabelTarget? exit;

    /// <summary>A block that computes in steps, and gives one of its variables or something made of them.</summary>
    private Expression Program(int depth)
    {
        if (depth <= 0)
        {
            return Leaf();
        }

        ParameterExpression[] variables = [.. Enumerable.Range(0, 1 + choices.Next(2)).Select(_ => Fresh(typeof(double)))];
        List<Expression> statements = [.. variables.Select(v => Expression.Assign(v, Number(depth - 1)))];
        List<ParameterExpression> all = [.. variables];
        for (var n = choices.Next(3); n > 0; n--)
        {
            var array = Fresh(typeof(double[]));
            all.Add(array);
            statements.Add(Expression.Assign(array, Array(depth - 1)));
        }

        var (before, outerExit) = (assignable, exit);
        assignable = [.. assignable, .. variables];
        exit = choices.Next(4) == 1 ? Expression.Label(typeof(double)) : outerExit;
        var result = Inside([.. all], () =>
        {
            statements.AddRange(Statements(depth - 1, all));
            return Number(depth - 1);
        });
        statements.Add(exit == outerExit ? result : Expression.Label(exit!, result));
        (assignable, exit) = (before, outerExit);
        return Expression.Block(all, statements);
    }

    /// <summary>An array with elements: new, or made of a sequence.</summary>
    private Expression Array(int depth) => choices.Next(3) == 1
        ? Linq(nameof(Enumerable.ToArray), Filled(depth))
        : Expression.NewArrayBounds(typeof(double), Expression.Constant(1 + choices.Next(3)));

    private Expression[] Statements(int depth, List<ParameterExpression> declared) =>
        [.. Enumerable.Range(0, 1 + choices.Next(3)).Select(_ => Statement(depth, declared))];

    private Expression Statement(int depth, List<ParameterExpression> declared)
    {
        var target = assignable[^(1 + choices.Next(Math.Min(2, assignable.Count)))];
        var arrays = declared.FindAll(v => v.Type == typeof(double[]));
        if (depth <= 0 || budget-- <= 0)
        {
            return Expression.Assign(target, Call(nameof(Math.Sin), Leaf()));
        }

        switch (choices.Next(16))
        {
            case 1: return Expression.AddAssign(target, Call(nameof(Math.Sin), Number(depth - 1)));
            case 2: return Expression.SubtractAssign(target, Call(nameof(Math.Cos), Number(depth - 1)));
            case 3: return Expression.IfThen(Truth(depth - 1), Body(depth, declared));
            case 4: return Expression.IfThenElse(Truth(depth - 1), Body(depth, declared), Body(depth, declared));
            case 5 or 6: return Counting(depth, declared);
            case 7 or 8 when arrays.Count > 0:
                var stored = choices.Pick(arrays);
                var at = Expression.ArrayAccess(stored, Expression.Modulo(Whole(1), Expression.ArrayLength(stored)));
                return choices.Flip() ? Expression.AddAssign(at, Call(nameof(Math.Sin), Number(depth - 1))) : Expression.Assign(at, Call(nameof(Math.Cos), Number(depth - 1)));
            case 9: return Expression.MultiplyAssign(target, Call(nameof(Math.Cos), Number(depth - 1)));
            case 10: return Switch(depth, declared);
            case 11: return Repeating(depth, declared);
            case 12 when exit is not null: return Expression.IfThen(Truth(depth - 1), Expression.Goto(exit, Number(depth - 1)));
            case 13 when arrays.Count > 0: return Expression.Assign(choices.Pick(arrays), choices.Flip() ? choices.Pick(arrays) : Array(depth - 1));
            case 14: return Expression.TryFinally(Body(depth, declared), Expression.Assign(target, Call(nameof(Math.Sin), x)));
            case 15: return Expression.Assign(target, Expression.Add(Expression.Assign(target, Call(nameof(Math.Sin), Number(depth - 1))), target));
            default: return Expression.Assign(target, Call(nameof(Math.Sin), Number(depth - 1)));
        }
    }

    private BlockExpression Body(int depth, List<ParameterExpression> declared) => Expression.Block(typeof(void), Statements(depth - 1, declared));

    /// <summary>for (i = 0; i &lt; few; i++), with break and continue somewhere.</summary>
    private BlockExpression Counting(int depth, List<ParameterExpression> declared)
    {
        var (i, count) = (Fresh(typeof(int)), Fresh(typeof(int)));
        var (end, next) = (Expression.Label(), Expression.Label());
        var trips = Few(depth - 1);
        List<Expression> body = [Expression.IfThen(Expression.GreaterThanOrEqual(i, count), Expression.Break(end))];
        Inside([i], () =>
        {
            if (choices.Next(3) == 1)
            {
                body.Add(Expression.IfThen(Truth(depth - 1), Expression.Break(end)));
            }

            body.AddRange(Statements(depth - 1, declared));
            if (choices.Next(3) == 1)
            {
                body.Add(Expression.IfThen(Truth(depth - 1), Expression.Continue(next)));
                body.AddRange(Statements(depth - 1, declared));
            }

            return 0;
        });
        body.Add(Expression.Label(next));
        body.Add(choices.Flip() ? Expression.PreIncrementAssign(i) : Expression.AddAssign(i, Expression.Constant(1)));
        return Expression.Block(
            [i, count],
            Expression.Assign(i, Expression.Constant(0)),
            Expression.Assign(count, trips),
            Expression.Loop(Expression.Block(body), end));
    }

    /// <summary>A loop that runs while something holds of the numbers, and not for ever.</summary>
    private BlockExpression Repeating(int depth, List<ParameterExpression> declared)
    {
        var (i, end) = (Fresh(typeof(int)), Expression.Label());
        var condition = Inside([i], () => Truth(depth - 1));
        var body = Inside([i], () => Body(depth, declared));
        var goesOn = Expression.AndAlso(Expression.LessThan(Expression.PostIncrementAssign(i), Expression.Constant(choices.Next(5))), condition);
        return Expression.Block([i], Expression.Assign(i, Expression.Constant(0)), Expression.Loop(Expression.IfThenElse(goesOn, body, Expression.Break(end)), end));
    }

    private SwitchExpression Switch(int depth, List<ParameterExpression> declared) => Expression.Switch(
        Expression.Modulo(Whole(depth - 1), Expression.Constant(3)),
        choices.Flip() ? Body(depth, declared) : null,
        Expression.SwitchCase(Body(depth, declared), Expression.Constant(0)),
        Expression.SwitchCase(Body(depth, declared), Expression.Constant(1), Expression.Constant(2)));
}
