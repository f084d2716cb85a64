using System.Linq.Expressions;

namespace ExprAD.Tests.Goldens;

/// <summary>Functions as users write them, whose graphs are pinned.</summary>
internal static class GoldenFunctions
{
    public record Coefficients(double A, double[] Higher);

    public record Curve(Coefficients Inner, double Shift);

    private static readonly double[][] Xs = [[0.5, 1], [-1, 0.25], [2, -0.75]];

    private static readonly double[] Ys = [1, 0, 1];

    /// <summary>What the functions capture, by name.</summary>
    public static IReadOnlyDictionary<string, object> Captured { get; } = new Dictionary<string, object> { ["xs"] = Xs, ["ys"] = Ys };

    public static IReadOnlyList<(string Name, LambdaExpression Function, object?[] Arguments)> All { get; } =
    [
        Of("polynomial", (double x) => (3 * x * x * x) - (2 * x) + 1, 1.5),
        Of("x-sin-x", (double x) => x * Math.Sin(x), 0.7),
        Of("rosenbrock", (double[] x) => Enumerable.Range(0, x.Length - 1).Sum(i => (100 * Math.Pow(x[i + 1] - (x[i] * x[i]), 2)) + Math.Pow(1 - x[i], 2)), new[] { 0.5, 1.5, -0.5 }),
        LogisticRegression(Xs, Ys),
        Of("log-sum-exp", (double[] x) => Math.Log(x.Sum(t => Math.Exp(t - x.Max()))) + x.Max(), new[] { 0.5, 2, -1 }),
        Of("lennard-jones", (double[] p) => Enumerable.Range(0, p.Length).Sum(i => Enumerable.Range(0, i).Sum(j => (1 / Math.Pow(p[i] - p[j], 12)) - (1 / Math.Pow(p[i] - p[j], 6)))), new[] { 0, 1.1, 2.3 }),
        Of("conditional", (double x, double y) => x > 0 ? Math.Log(x) * y : Math.Sin(x) + y, 0.5, 2.0),
        Of("where-filter", (double[] w) => w.Where(t => t > 0).Sum(t => t * t), new[] { 0.5, -1, 2 }),
        Of("max-reduction", (double[] w) => w.Max(t => t * t), new[] { 0.5, -1, 2 }),
        Of("matrix-times-vector", (double[,] m, double[] v) => Enumerable.Range(0, m.GetLength(0)).Sum(i => Math.Pow(Enumerable.Range(0, v.Length).Sum(j => m[i, j] * v[j]), 2)), new[,] { { 1, 2 }, { 3, 0.5 } }, new[] { 0.5, -1 }),
        Of("records", (Curve c, double x) => (c.Inner.A * x) + c.Inner.Higher.Sum(h => h * x * x) + c.Shift, new Curve(new Coefficients(2, [0.5, 0.25]), 1), 3.0),
        While(),
        Of("product", (double[] w) => w.Aggregate(1.0, (p, t) => p * t), new[] { 0.5, 0, 2 }),
        Of("softplus", (float x) => MathF.Log(1 + MathF.Exp(x)), 0.5f),
    ];

    private static (string, LambdaExpression, object?[]) Of<T>(string name, Expression<Func<T, double>> f, T x) => (name, f, [x]);

    private static (string, LambdaExpression, object?[]) Of<T>(string name, Expression<Func<T, float>> f, T x) => (name, f, [x]);

    private static (string, LambdaExpression, object?[]) Of<T1, T2>(string name, Expression<Func<T1, T2, double>> f, T1 x, T2 y) => (name, f, [x, y]);

    private static (string, LambdaExpression, object?[]) LogisticRegression(double[][] xs, double[] ys) =>
        Of("logistic-regression", (double[] w, double b) => xs.Zip(ys, (x, y) => Math.Log(1 + Math.Exp((1 - (2 * y)) * (x.Zip(w, (a, c) => a * c).Sum() + b)))).Sum(), new[] { 0.5, -0.25 }, 0.125);

    /// <summary>Newton's iteration for the square root, as a tree built by hand: the C# compiler lets no loop into a lambda.</summary>
    private static (string, LambdaExpression, object?[]) While()
    {
        var a = Expression.Parameter(typeof(double), "a");
        var x = Expression.Variable(typeof(double), "x");
        var done = Expression.Label(typeof(double), "done");
        var error = Expression.Call(typeof(Math), nameof(Math.Abs), null, Expression.Subtract(Expression.Multiply(x, x), a));
        var body = Expression.Block(
            [x],
            Expression.Assign(x, a),
            Expression.Loop(
                Expression.IfThenElse(
                    Expression.GreaterThan(error, Expression.Constant(1e-12)),
                    Expression.Assign(x, Expression.Divide(Expression.Add(x, Expression.Divide(a, x)), Expression.Constant(2.0))),
                    Expression.Break(done, x)),
                done));
        return Of("while-loop", Expression.Lambda<Func<double, double>>(body, a), 2.0);
    }
}
