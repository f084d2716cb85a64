using System.Linq.Expressions;

namespace ExprAD.Tests.EndToEnd;

internal sealed partial class RandomLambda
{
    private static readonly Expression Two = Expression.Constant(2);

    /// <summary>A sequence of numbers.</summary>
    private Expression Sequence(int depth)
    {
        if (depth <= 0 || budget-- <= 0)
        {
            return choices.PickLast(arrays);
        }

        switch (choices.Next(26))
        {
            case 1 or 2: return Linq(nameof(Enumerable.Select), Sequence(depth - 1), Lambda(_ => Number(depth - 1)));
            case 3 or 4: return Linq(nameof(Enumerable.Where), Sequence(depth - 1), Lambda(_ => Truth(depth - 1)));
            case 5: return Linq(nameof(Enumerable.Select), Sequence(depth - 1), Lambda2(typeof(double), typeof(int), (_, _) => Number(depth - 1)));
            case 6 or 7: return Linq(nameof(Enumerable.Select), Range(depth), Lambda(typeof(int), _ => Number(depth - 1)));
            case 8: return Linq(nameof(Enumerable.Zip), Sequence(depth - 1), Sequence(depth - 1), Lambda2(typeof(double), typeof(double), (_, _) => Number(depth - 1)));
            case 9: return Linq(nameof(Enumerable.Take), Sequence(depth - 1), Whole(depth - 1));
            case 10: return Linq(nameof(Enumerable.Skip), Sequence(depth - 1), Whole(depth - 1));
            case 11: return Linq(nameof(Enumerable.TakeWhile), Sequence(depth - 1), Lambda(_ => Truth(depth - 1)));
            case 12: return Linq(nameof(Enumerable.SkipWhile), Sequence(depth - 1), Lambda(_ => Truth(depth - 1)));
            case 13: return Linq(nameof(Enumerable.Reverse), Linq(nameof(Enumerable.ToList), Sequence(depth - 1)));
            case 14: return Linq(nameof(Enumerable.Concat), Sequence(depth - 1), Sequence(depth - 1));
            case 15: return Linq(choices.Flip() ? nameof(Enumerable.Append) : nameof(Enumerable.Prepend), Sequence(depth - 1), Number(depth - 1));
            case 16: return Linq(nameof(Enumerable.OrderBy), Sequence(depth - 1), Lambda(_ => Number(1)));
            case 17: return Linq(nameof(Enumerable.ToArray), Sequence(depth - 1));
            case 18: return Linq(nameof(Enumerable.ToList), Sequence(depth - 1));
            case 19: return Linq(nameof(Enumerable.SelectMany), Rows(depth), Lambda(typeof(double[]), row => choices.Flip() ? row : Linq(nameof(Enumerable.Where), row, Lambda(_ => Truth(depth - 1)))));
            case 20: return Linq(nameof(Enumerable.Select), Rows(depth), Lambda(typeof(double[]), _ => Number(depth - 1)));
            case 21: return Linq(nameof(Enumerable.SelectMany), Sequence(depth - 1), Lambda(_ => Convert(Sequence(depth - 1))));
            case 22: return Expression.NewArrayInit(typeof(double), Enumerable.Range(0, choices.Next(4)).Select(_ => Number(depth - 1)));
            case 23: return Linq(nameof(Enumerable.Repeat), Number(depth - 1), Few(depth - 1));
            case 24: return Linq(nameof(Enumerable.Select), Linq(nameof(Enumerable.Chunk), Sequence(depth - 1), Two), Lambda(typeof(double[]), _ => Number(depth - 1)));
            case 25: return Linq(nameof(Enumerable.DefaultIfEmpty), Sequence(depth - 1), Number(depth - 1));
            default: return choices.PickLast(arrays);
        }
    }

    private Expression Reduction(int depth)
    {
        if (depth <= 0)
        {
            return Leaf();
        }

        switch (choices.Next(18))
        {
            case 1 or 2 or 3: return Linq(nameof(Enumerable.Sum), Sequence(depth), Lambda(_ => Number(depth - 1)));
            case 4: return Linq(nameof(Enumerable.Average), Sequence(depth), Lambda(_ => Number(depth - 1)));
            case 5: return Linq(nameof(Enumerable.Max), Filled(depth));
            case 6: return Linq(nameof(Enumerable.Min), Filled(depth), Lambda(_ => Number(depth - 1)));
            case 7: return Linq(nameof(Enumerable.Aggregate), Filled(depth), Combine(depth));
            case 8: return Linq(nameof(Enumerable.Aggregate), Sequence(depth), Number(depth - 1), Combine(depth));
            case 9: return Linq(nameof(Enumerable.Aggregate), Sequence(depth), Number(depth - 1), Combine(depth), Lambda(_ => Number(depth - 1)));
            case 10: return Linq(choices.Flip() ? nameof(Enumerable.First) : nameof(Enumerable.Last), Filled(depth));
            case 11: return Linq(nameof(Enumerable.LastOrDefault), Sequence(depth), Lambda(_ => Truth(depth - 1)));
            case 12: return Linq(nameof(Enumerable.MaxBy), Filled(depth), Lambda(_ => Number(depth - 1)));
            case 13: return Linq(nameof(Enumerable.MinBy), Filled(depth), Lambda(_ => Number(depth - 1)));
            case 14: return Linq(nameof(Enumerable.Sum), Range(depth), Lambda(typeof(int), _ => Number(depth - 1)));
            case 15: return Linq(nameof(Enumerable.Sum), Rows(depth), Lambda(typeof(double[]), _ => Number(depth - 1)));
            case 16:
                // A product, which may have zeros.
                return Linq(nameof(Enumerable.Aggregate), Sequence(depth), Expression.Constant(1.0), Lambda2(typeof(double), typeof(double), (a, b) => Expression.Multiply(a, b)));
            case 17: return Linq(nameof(Enumerable.FirstOrDefault), Sequence(depth), Lambda(_ => Truth(depth - 1)));
            default: return Linq(nameof(Enumerable.Sum), Sequence(depth));
        }
    }

    /// <summary>What is carried stays bounded.</summary>
    private LambdaExpression Combine(int depth) => Lambda2(typeof(double), typeof(double), (a, b) => choices.Next(5) switch
    {
        1 => Expression.Add(a, Number(depth - 1)),
        2 => Call(nameof(Math.Max), a, Number(depth - 1)),
        3 => Expression.Condition(Truth(depth - 1), a, b),
        _ => Call(nameof(Math.Sin), Expression.Add(a, Number(depth - 1))),
    });

    /// <summary>A sequence with elements.</summary>
    private MethodCallExpression Filled(int depth) => Linq(nameof(Enumerable.Append), Sequence(depth - 1), Number(depth - 1));

    private MethodCallExpression Range(int depth) => Linq(nameof(Enumerable.Range), Expression.Constant(choices.Next(2)), Few(depth - 1));

    /// <summary>A sequence of arrays.</summary>
    private Expression Rows(int depth) => choices.Next(4) switch
    {
        1 => Expression.Field(captured, nameof(Captured.Table)),
        2 when depth > 0 => Linq(nameof(Enumerable.Where), r, Lambda(typeof(double[]), row => Expression.GreaterThan(Expression.ArrayLength(row), Expression.Constant(1)))),
        3 when depth > 0 => Linq(nameof(Enumerable.Skip), r, Expression.Constant(1)),
        _ => r,
    };

    private static UnaryExpression Convert(Expression sequence) => Expression.Convert(sequence, typeof(IEnumerable<double>));

    private LambdaExpression Lambda2(Type first, Type second, Func<ParameterExpression, ParameterExpression, Expression> body)
    {
        var (a, b) = (Fresh(first), Fresh(second));
        return InsideLambda([a, b], () => Expression.Lambda(body(a, b), a, b));
    }
}
