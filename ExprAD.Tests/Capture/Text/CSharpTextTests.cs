using System.Linq.Expressions;
using ExprAD.Capture.Text;
using static System.Linq.Expressions.Expression;

namespace ExprAD.Tests.Capture.Text;

public class CSharpTextTests
{
    private record Point(double A, double B);

    private sealed class Bag
    {
        public double A { get; set; }

        public List<int> Items { get; } = [];
    }

    private readonly double rate = 2;
    private static readonly double Scale = 3;

    [Test]
    public void Expressions_are_printed_as_they_were_written()
    {
        var data = new[] { 1.0, 2 };
        var n = 3;
        var list = new List<double>();
        Func<double, double> f = t => t;
        Check(x => x * Math.Sin(x), "x * Math.Sin(x)");
        Check(x => (x + 1) * (x - (2 - x)) / (x * x) - -x, "(x + 1) * (x - (2 - x)) / (x * x) - -x");
        Check(x => -(x + 1) * 2.5e-10 + 1e300, "-(x + 1) * 2.5E-10 + 1E+300");
        Check(x => data[n] * data.Length + list[0] + list.Count, "data[n] * data.Length + list[0] + list.Count");
        Check(x => rate * x + Scale + this.rate, "rate * x + CSharpTextTests.Scale + rate");
        Check(x => x > 0 && x < 1 || !(x == 2) ? x : n, "x > 0 && x < 1 || !(x == 2) ? x : n");
        Check(x => x > 0 ? 1 : x < -1 ? 2 : 3, "x > 0 ? 1 : x < -1 ? 2 : 3");
        Check(x => (int)x / 2 * (long)x + (float)x + (double)n / 2, "(int)x / 2 * (long)x + (float)x + (double)n / 2");
        Check(x => f(x) + data.Sum(t => t * x), "f(x) + data.Sum(t => t * x)");
        Check(x => data.Zip(data, (a, b) => a - b).Sum(), "data.Zip(data, (a, b) => a - b).Sum()");
        Check(x => new Point(x, 1).A + new { x, B = 2.0 }.B, "new CSharpTextTests.Point(x, 1).A + new { x, B = 2 }.B");
        Check(x => new Bag { A = x, Items = { 1, 2 } }.A, "new CSharpTextTests.Bag() { A = x, Items = { 1, 2 } }.A");
        Check(x => new[] { x, 1 }[0] + new double[n].Length + new List<double> { x, 2 }[1], "new[] { x, 1 }[0] + new double[n].Length + new List<double>() { x, 2 }[1]");
        Check(x => string.Format("{0} \"{1}\"\n", n, 'c').Length, "string.Format(\"{0} \\\"{1}\\\"\\n\", n, 'c').Length");
        Check(x => DateTime.Now.DayOfWeek == DayOfWeek.Friday ? 1 : double.NaN, "DateTime.Now.DayOfWeek == DayOfWeek.Friday ? 1 : double.NaN");
        Check(x => ((double?)x ?? 1) + (x as object as double? ?? 2), "((double?)x ?? 1) + (x as object as double? ?? 2)");
        Check(x => (double)(1.5m + n) + 2f + 3L, "(double)(1.5m + n) + 2 + 3");
        Check(x => (n & 1 | 2) + (n << 2) - ~n % 3, "(n & 1 | 2) + (n << 2) - ~n % 3");
        Check(x => Enumerable.Range(0, n).Select(Math.Abs).Sum(), "Enumerable.Range(0, n).Select(Abs).Sum()");
        Check(x => (from a in data from b in data where a < b select a * b).Sum(), "data.SelectMany(a => data, (a, b) => new { a, b }).Where(_ => a < b).Select(_ => a * b).Sum()");
    }

    [Test]
    public void Statements_are_printed_on_one_line()
    {
        var (x, s, end) = (Parameter(typeof(double), "x"), Variable(typeof(double), "s"), Label("end"));
        var body = Block(
            [s],
            Assign(s, x),
            Loop(IfThenElse(GreaterThan(s, Constant(1.0)), AddAssign(s, Constant(2.0)), Break(end)), end),
            TryFinally(PostIncrementAssign(s), Assign(s, Constant(0.0))),
            Switch(s, Constant(1.0), SwitchCase(x, Constant(2.0))));
        Assert.That(CSharpText.Of(body), Is.EqualTo(
            "{ double s; s = x; while (true) if (s > 1) s += 2; else break; try { s++; } finally { s = 0; } s switch { 2 => x, _ => 1 } }"));
    }

    [Test]
    public void Long_and_deep_expressions_are_cut_off()
    {
        Expression x = Parameter(typeof(double), "x");
        var (sum, nest) = (x, x);
        for (var i = 0; i < 100_000; i++)
        {
            sum = Add(sum, x);
            nest = Call(typeof(Math), "Sin", null, nest);
        }

        Assert.That(CSharpText.Of(sum), Does.StartWith("… + x + x").And.Length.LessThan(450));
        Assert.That(CSharpText.Short(nest), Does.StartWith("Math.Sin(Math.Sin(").And.Contain("…").And.Length.LessThan(80));
    }

    private static void Check(Expression<Func<double, double>> f, string text) => Assert.That(CSharpText.Of(f.Body), Is.EqualTo(text));
}
