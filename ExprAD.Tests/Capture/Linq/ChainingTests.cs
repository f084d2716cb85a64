using System.Linq.Expressions;
using static ExprAD.Tests.Capture.Linq.Compared;

namespace ExprAD.Tests.Capture.Linq;

public class ChainingTests
{
    [Test]
    public void Concat()
    {
        Same((x, y) => x.Concat(y).Sum(), Samples.Pairs);
        Same((x, y) => x.Concat(y).Select((t, i) => t * i).Sum(), Samples.Pairs).IsOneLoop();
        Same((x, y) => x.Where(t => t > 0).Concat(y).Select((t, i) => t * i).Sum(), Samples.Pairs);
        Same((x, y) => x.Concat(y.Skip(1)).Reverse().Skip(1).Take(3).Aggregate(1.0, (a, t) => a * 2 + t), Samples.Pairs);
        Same((x, y) => x.Concat(y).Max(), Samples.Pairs).IsOneLoop();
        Same((x, y) => x.Concat(y).Where(t => t > 0).Sum(), Samples.Pairs);
        Same((x, y) => x.Concat(y).First(t => t > 2), Samples.Pairs);
        Same((x, y) => x.Concat(y).Zip(y.Concat(x), (a, b) => a * b).Sum(), Samples.Pairs).IsOneLoop();
    }

    [Test]
    public void Append_and_prepend()
    {
        Same(x => x.Append(1).Prepend(2).Append(x.Length).Aggregate(0.5, (a, t) => a * 2 + t), Samples.Vectors);
        Same(x => x.Where(t => t > 0).Append(7).Max(), Samples.Vectors);
        Same(x => x.Append(3).Max(), Samples.Vectors).IsOneLoop();
        Same(x => x.Append(3).Prepend(4).Average(), Samples.Vectors);
    }

    [Test]
    public void DefaultIfEmpty()
    {
        Same(x => x.DefaultIfEmpty().Average(), Samples.Vectors);
        Same(x => x.DefaultIfEmpty(5).Sum(t => t * t), Samples.Vectors).IsOneLoop();
        Same(x => x.Where(t => t > 2).DefaultIfEmpty(-1).Max(), Samples.Vectors);
        Same(x => x.Where(t => t > 2).DefaultIfEmpty(-1).First(), Samples.Vectors);
    }

    [Test]
    public void Long_chains_stay_linear()
    {
        Assert.That(Size(Appended, 400), Is.LessThan(5 * Size(Appended, 100)));
        Assert.That(Size(Concatenated, 400), Is.LessThan(5 * Size(Concatenated, 100)));
        Assert.That(Size(Selected, 400), Is.LessThan(5 * Size(Selected, 100)));
        Assert.That(Size(Mixed, 400), Is.LessThan(5 * Size(Mixed, 100)));
    }

    private static int Size(Func<Expression, int, Expression> link, int length)
    {
        var x = Expression.Parameter(typeof(double[]), "x");
        Expression chain = x;
        for (var i = 0; i < length; i++)
        {
            chain = link(chain, i);
        }

        var sum = Expression.Call(typeof(Enumerable), nameof(Enumerable.Sum), null, chain);
        return Same(Expression.Lambda<Func<double[], double>>(sum, x), [], [1, 2], [3, 1, -2]).CountNodes();
    }

    private static Expression Appended(Expression source, int i) =>
        Expression.Call(typeof(Enumerable), nameof(Enumerable.Append), [typeof(double)], source, Expression.Constant((double)i));

    private static Expression Concatenated(Expression source, int i) =>
        Expression.Call(typeof(Enumerable), nameof(Enumerable.Concat), [typeof(double)], source, Expression.Call(typeof(Enumerable), nameof(Enumerable.Repeat), [typeof(double)], Expression.Constant((double)i), Expression.Constant(2)));

    private static Expression Selected(Expression source, int i)
    {
        Expression<Func<double, double>> f = t => t * 0.5 + 1;
        return Expression.Call(typeof(Enumerable), nameof(Enumerable.Select), [typeof(double), typeof(double)], source, f);
    }

    private static Expression Mixed(Expression source, int i) => i % 2 == 0 ? Selected(source, i) : Appended(source, i);
}
