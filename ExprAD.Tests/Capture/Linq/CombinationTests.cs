using static ExprAD.Tests.Capture.Linq.Compared;

namespace ExprAD.Tests.Capture.Linq;

public class CombinationTests
{
    private readonly double[] means = [-1, 0.5, 2];
    private readonly double[] weights = [0.2, 0.5, 0.3];
    private readonly double[,] matrix = { { 1, 2, 3 }, { 4, 5, 6 } };
    private readonly double[][] design = [[1, 2], [3, 4], [5, 6]];
    private readonly double[] targets = [1, 0, 1];

    [Test]
    public void Pairwise_sum() =>
        Assert.That(Same(x => Enumerable.Range(0, x.Length).Sum(i => Enumerable.Range(i + 1, x.Length - i - 1).Sum(j => 1 / (1 + (x[i] - x[j]) * (x[i] - x[j])))), Samples.Vectors).Loops(), Is.EqualTo(2));

    [Test]
    public void Matrix_times_vector() =>
        Same(x => Enumerable.Range(0, matrix.GetLength(0)).Select(i => Enumerable.Range(0, matrix.GetLength(1)).Sum(j => matrix[i, j] * x[j])).Sum(t => t * t), [[1, 2, 3], [1, 2, 3, 4], [1]]);

    [Test]
    public void Log_sum_exp() =>
        Same(x => x.Max() + Math.Log(x.Select(t => Math.Exp(t - x.Max())).Sum()), Samples.Vectors);

    [Test]
    public void Mixture_likelihood() =>
        Same(x => x.Sum(t => Math.Log(means.Zip(weights, (m, w) => w * Math.Exp(-0.5 * (t - m) * (t - m))).Sum())), Samples.Vectors);

    [Test]
    public void Logistic_regression() =>
        Same(w => design.Zip(targets, (row, y) => row.Zip(w, (a, b) => a * b).Sum() * y).Average(z => Math.Log(1 + Math.Exp(-z))), [[1, 2], [0.5]]);

    [Test]
    public void Moving_average() =>
        Same(x => Enumerable.Range(0, Math.Max(0, x.Length - 2)).Select(i => x.Skip(i).Take(3).Average()).Sum(t => t * t), Samples.Vectors);

    [Test]
    public void Aggregate()
    {
        Same(x => x.Aggregate((a, t) => a * t), Samples.Vectors).IsOneLoop();
        Same(x => x.Aggregate(1.0, (a, t) => a * t), Samples.Vectors).IsOneLoop();
        Same(x => x.Aggregate(1.0, (a, t) => a * t, Math.Abs), Samples.Vectors).IsOneLoop();
        Same(x => x.Aggregate(new { n = 0, s = 0.0 }, (a, t) => new { n = a.n + 1, s = a.s + t * a.n }, a => a.s / (1 + a.n)), Samples.Vectors).IsOneLoop();
        Same(x => x.Where(t => t > 0).Aggregate((a, t) => a * 2 + t), Samples.Vectors).IsOneLoop();
        Same(x => x.Select(t => Math.Sin(t) * Math.Cos(t) + t).Aggregate((a, t) => a * 2 + t), Samples.Vectors).IsOneLoop();
        Same(x => x.Aggregate(new[] { 1.0, 2 }, (a, t) => new[] { a[1] + t, a[0] * t }, a => a[0] - a[1]), Samples.Vectors);
        Same(x => x.Aggregate(new double[0].AsEnumerable(), (a, t) => a.Append(t)).Sum(), Samples.Vectors);
    }

    [Test]
    public void Sums_of_all_kinds()
    {
        Same((float[] x) => x.Sum() + x.Average(t => t * t), [[1.1f, 2.2f, 3.3f], [0.1f, 1e10f, -1e10f], []]);
        Same(x => x.Sum(t => (int)t) + x.Average(t => (int)t), [[1, 2, 4]]);
        Same(x => x.Sum(t => (int)t), [[2e9, 2e9], [1, 2]]);
        Same(x => x.Average(t => (long)t) + x.Sum(t => (long)t), [[2e9, 2e9], [1, 2], []]);
    }

    [Test]
    public void Results_of_queries_as_variables() =>
        Same(x => ((Func<IEnumerable<double>, double>)(s => s.Sum() * s.Max()))(x.Where(t => t > 0).Select(t => t * t)), Samples.Vectors);

    [Test]
    public void Choice_between_sequences()
    {
        Same(x => (x.Length > 2 ? x.Where(t => t > 0) : x.Select(t => t * t)).Sum(), Samples.Vectors);
        Same(x => (x.Length > 2 ? x : means).Sum(), Samples.Vectors);
    }

    [Test]
    public void Deep_nesting() =>
        Same(x => x.Sum(a => x.Sum(b => x.Where(c => c > b).Sum(c => x.Skip(1).Max(d => a * b + c * d)))), [[], [1, 2, 3], [1]]);
}
