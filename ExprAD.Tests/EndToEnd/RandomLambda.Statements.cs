using System.Linq.Expressions;

namespace ExprAD.Tests.EndToEnd;

internal sealed partial class RandomLambda
{
    /// <summary>Variables that statements may assign.</summary>
    private List<ParameterExpression> assignable = [];

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
        if (choices.Next(3) == 1)
        {
            var array = Fresh(typeof(double[]));
            all.Add(array);
            statements.Add(Expression.Assign(array, Expression.NewArrayBounds(typeof(double), Expression.Constant(1 + choices.Next(3)))));
        }

        var before = assignable;
        assignable = [.. assignable, .. variables];
        var result = Inside([.. all], () =>
        {
            statements.AddRange(Statements(depth - 1, all));
            return Number(depth - 1);
        });
        assignable = before;
        return Expression.Block(all, [.. statements, result]);
    }

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

        switch (choices.Next(10))
        {
            case 1: return Expression.AddAssign(target, Call(nameof(Math.Sin), Number(depth - 1)));
            case 2: return Expression.SubtractAssign(target, Call(nameof(Math.Cos), Number(depth - 1)));
            case 3: return Expression.IfThen(Truth(depth - 1), Body(depth, declared));
            case 4: return Expression.IfThenElse(Truth(depth - 1), Body(depth, declared), Body(depth, declared));
            case 5 or 6: return Counting(depth, declared);
            case 7 when arrays.Count > 0:
                var stored = choices.Pick(arrays);
                var at = Expression.ArrayAccess(stored, Expression.Modulo(Whole(1), Expression.ArrayLength(stored)));
                return choices.Flip() ? Expression.AddAssign(at, Call(nameof(Math.Sin), Number(depth - 1))) : Expression.Assign(at, Call(nameof(Math.Cos), Number(depth - 1)));
            case 8: return Expression.MultiplyAssign(target, Call(nameof(Math.Cos), Number(depth - 1)));
            case 9: return Switch(depth, declared);
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

    private SwitchExpression Switch(int depth, List<ParameterExpression> declared) => Expression.Switch(
        Expression.Modulo(Whole(depth - 1), Expression.Constant(3)),
        choices.Flip() ? Body(depth, declared) : null,
        Expression.SwitchCase(Body(depth, declared), Expression.Constant(0)),
        Expression.SwitchCase(Body(depth, declared), Expression.Constant(1), Expression.Constant(2)));
}
