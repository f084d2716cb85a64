using System.Linq.Expressions;
using ExprAD.Capture;
using ExprAD.Differentiation.Reverse;
using ExprAD.Interpretation;
using ExprAD.Tests.Differentiation;

namespace ExprAD.Tests.Capture.Linq;

/// <summary>Derivatives flow through the loops that operators become.</summary>
public class GradientTests
{
    private static readonly double[] X = [0.7, -1.3, 2.1, 0.4, 1.6];
    private static readonly double[] Weights = [0.2, 0.5, 0.3];
    private static readonly double[][] Design = [[1, 2, 0, 1, 1], [3, 4, 1, 0, 2], [0.5, 6, 2, 1, 1]];

    private static readonly Expression<Func<double[], double>>[] Functions =
    [
        x => x.Sum(t => t * t),
        x => x.Where(t => t > 0).Select((t, i) => t * t * i).Sum(),
        x => x.Average(t => Math.Sin(t)),
        x => x.Zip(x.Skip(1), (a, b) => (b - a) * (b - a)).Sum(),
        x => x.Zip(x.Reverse(), (a, b) => a * b * b).Sum(),
        x => Enumerable.Range(0, x.Length).Sum(i => Enumerable.Range(i + 1, x.Length - i - 1).Sum(j => Math.Exp(-(x[i] - x[j]) * (x[i] - x[j])))),
        x => x.Max() + Math.Log(x.Sum(t => Math.Exp(t - x.Max()))),
        x => Design.Sum(row => Math.Log(1 + Math.Exp(row.Zip(x, (a, b) => a * b).Sum()))),
        x => Design.Select(row => row.Zip(x, (a, b) => a * b).Sum()).Zip(Weights, (a, b) => a * a * b).Sum(),
        x => x.Sum(t => Math.Log(Weights.Select((w, i) => w * Math.Exp(-0.5 * (t - i) * (t - i))).Sum())),
        x => Enumerable.Range(0, x.Length - 2).Sum(i => Math.Pow(x.Skip(i).Take(3).Average(), 3)),
        x => x.Aggregate((a, t) => a * t + t),
        x => x.Aggregate(1.0, (a, t) => a * t),
        x => x.Aggregate(new { s = 0.0, q = 1.0 }, (a, t) => new { s = a.s + a.q * t, q = a.q * t }, a => a.s * a.q),
        x => x.Min() * x.Max(t => t * t),
        x => x.MaxBy(t => -t * t) * x.MinBy(t => t),
        x => x.Where(t => t < 1).MaxBy(t => t * t),
        x => x.First() * x.Last() + x.First(t => t > 1) * x.Last(t => t < 1) + x.ElementAt(2),
        x => x.SelectMany(a => x.Where(b => b > a), (a, b) => a * b * b).Sum(),
        x => x.SelectMany(a => x.Select(b => a * b)).First(t => t < -1),
        x => x.OrderBy(t => t).Select((t, i) => t * t * i).Sum(),
        x => x.OrderByDescending(t => t * t).Take(2).Sum(t => t * t * t),
        x => x.Select(t => Math.Sin(t) * Math.Cos(t)).Order().ElementAt(2),
        x => Design.Sum(row => row.Zip(x, (a, b) => a * b).OrderBy(t => t).Take(2).Sum(t => t * t)),
        x => x.Chunk(2).Sum(c => c.Sum() * c.Sum()),
        x => x.Where(t => t > 0).Chunk(2).Sum(c => c.Max() * c.Sum()),
        x => x.TakeWhile(t => t < 2).Sum(t => t * t) + x.SkipWhile(t => t < 2).Sum(t => t * t * t),
        x => x.Concat(x.Select(t => t * t)).Select((t, i) => t * i).Sum(),
        x => x.Append(x[0] * x[1]).Prepend(x[2] * x[3]).Aggregate(0.5, (a, t) => a * t + 1),
        x => x.Concat(x.Select(t => t * t)).Max(),
        x => x.Select(t => t * t).ToArray()[1] * x.Where(t => t > 0).ToArray()[1],
        x => new[] { x[0], x[1] * x[2], x[3] }.Sum(t => t * t * t) + new[] { x[0], x[4] }.Max(),
        x => x.Select((t, i) => ValueTuple.Create(t * t, i)).Where(p => p.Item2 > 0).ToList()[1].Item1,
        x => x.DefaultIfEmpty(3).Sum(t => t * t) + x.Where(t => t > 100).DefaultIfEmpty(x[0] * x[1]).Sum(),
        x => x.Any(t => t > 2) ? x.Sum() * x.Count(t => t > 0) : x.First(),
        x => x.Where(t => t > 0).Zip(x.Where(t => t > 0.5), (a, b) => a * b).Sum(),
    ];

    [TestCaseSource(nameof(Numbers))]
    public void Agrees_with_differences(int number) => GradientCheck.Check(FunctionCapture.Capture(Functions[number], strict: false).Graph, [X.Clone(), .. CapturedConstants.Of(Functions[number]).Values]);

    [TestCaseSource(nameof(Numbers))]
    public void Compiled_gradient_agrees_with_its_graph(int number)
    {
        var f = Grad.Of(Functions[number], new GradOptions { Strict = true });
        var (value, gradient) = f.ValueAndGradient(X);
        var captured = FunctionCapture.Capture(Functions[number], strict: true).Graph;
        var results = Interpreter.Run(ReverseMode.Gradient(captured, [0], strict: true), [X.Clone(), .. CapturedConstants.Of(Functions[number]).Values]);

        Assert.That(value, Is.EqualTo(Functions[number].Compile()(X)));
        Assert.That(gradient, Is.EqualTo((double[])results[1]!).Within(1e-12));
    }

    private static IEnumerable<TestCaseData> Numbers() =>
        Functions.Select((f, i) => new TestCaseData(i).SetArgDisplayNames(f.Body.ToString()));
}
