using System.Linq.Expressions;
using ExprAD.Capture;
using static ExprAD.Tests.Capture.Linq.Compared;

namespace ExprAD.Tests.Capture.Linq;

public class ProjectionTests
{
    private static readonly double[] Data = [1, 2, 3, 4];

    [Test]
    public void Select() => Same(x => x.Select(t => t * t).Select(t => t + 1).Sum(), Samples.Vectors).IsOneLoop();

    [Test]
    public void Select_with_index() => Same(x => x.Select((t, i) => t * i).Select((t, i) => t - i).Sum(), Samples.Vectors).IsOneLoop();

    [Test]
    public void Select_with_index_of_what_passes() =>
        Same(x => x.Where(t => t > 0).Select((t, i) => t * i).Where((t, i) => i != 1).Select((t, i) => t + i).Sum(), Samples.Vectors).IsOneLoop();

    [Test]
    public void Select_of_a_method_group() => Same(x => x.Select(Math.Abs).Sum(), Samples.Vectors);

    [Test]
    public void Select_to_tuples_and_anonymous_types()
    {
        Same(x => x.Select((t, i) => new { t, i }).Where(p => p.t > p.i).Sum(p => p.t * p.i), Samples.Vectors).IsOneLoop();
        Same(x => x.Select(t => ValueTuple.Create(t, t * t)).Sum(p => p.Item1 + p.Item2), Samples.Vectors).IsOneLoop();
        Same(x => x.Select(t => new Pair(t, t + 1)).Sum(p => p.A * p.B), Samples.Vectors).IsOneLoop();
    }

    [Test]
    public void Query_syntax() =>
        Same(x => (from a in x let b = a * a where b > 1 from c in Data where c < b select b * c).Sum(), Samples.Vectors);

    [Test]
    public void SelectMany()
    {
        Assert.That(Same(x => x.SelectMany(a => Data.Select(b => a * b)).Sum(), Samples.Vectors).Loops(), Is.EqualTo(2));
        Assert.That(Same(x => x.SelectMany((a, i) => Data.Take(i)).Sum(), Samples.Vectors).Loops(), Is.EqualTo(2));
        Assert.That(Same(x => x.SelectMany(a => Data, (a, b) => a - b).Sum(), Samples.Vectors).Loops(), Is.EqualTo(2));
        Assert.That(Same(x => x.SelectMany((a, i) => Data.Skip(i), (a, b) => a * b).Sum(), Samples.Vectors).Loops(), Is.EqualTo(2));
        Assert.That(Same(x => x.SelectMany(a => x.Where(b => b > a).ToArray()).Sum(), Samples.Vectors).Loops(), Is.EqualTo(2));
    }

    [Test]
    public void SelectMany_ends_early() =>
        Same(x => x.SelectMany(a => Data.Select(b => a * b)).First(t => t > 3), Samples.Vectors);

    [Test]
    public void Index() => Same(x => x.Index().Sum(p => p.Index * p.Item), Samples.Vectors).IsOneLoop();

    [Test]
    public void Cast() => Same(a => a.Cast<double>().Sum(t => t * t), Samples.Matrices);

    [Test]
    public void Cast_numbered() => Same(a => a.Cast<double>().Select((t, i) => t * i).Skip(1).Sum(), Samples.Matrices);

    [Test]
    public void ConvertAll()
    {
        Same(x => Array.ConvertAll(x, t => t * 2)[0], Samples.Vectors);
        Same(x => Array.ConvertAll(x, t => t * 2).Sum(), Samples.Vectors);
        Same((List<double> x) => x.ConvertAll(t => t * 2).Sum(), [[], [1, 2, 3]]);
    }

    [Test]
    public void What_is_not_looked_at_is_not_computed()
    {
        Same(x => x.Select(t => Data[(int)t]).Take(1).Sum(), [[1, 100]]);
        Same(x => x.Where(t => t > 0).Select(t => Data[(int)t]).Take(1).Sum(), [[1, 100]]);
    }

    [Test]
    public void Assignments_to_variables_outside_are_refused()
    {
        var (x, sum, t) = (Expression.Parameter(typeof(double[])), Expression.Variable(typeof(double), "sum"), Expression.Parameter(typeof(double)));
        var accumulate = Expression.Lambda<Func<double, double>>(Expression.AddAssign(sum, t), t);
        var body = Expression.Block([sum], Expression.Call(typeof(Enumerable), "Sum", [typeof(double)], x, accumulate));

        Assert.That(
            () => FunctionCapture.Capture(Expression.Lambda<Func<double[], double>>(body, x), strict: true),
            Throws.TypeOf<NotDifferentiableException>().With.Message.Contains("sum"));
    }

    private sealed record Pair(double A, double B);
}
