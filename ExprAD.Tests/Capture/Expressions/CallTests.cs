using System.Globalization;
using System.Linq.Expressions;
using ExprAD.Capture;
using ExprAD.Interpretation;

namespace ExprAD.Tests.Capture.Expressions;

public class CallTests
{
    private static readonly Func<int, double> Lookup = i => i * 1.5;
    private static readonly string Name = "gradient";
    private static readonly int[] Sizes = [1, 2];

    private static readonly byte Small = 250;
    private static readonly uint Big = 4_000_000_000;
    private static readonly char Letter = 'q';
    private static readonly DayOfWeek Day = DayOfWeek.Wednesday;

    private static double Helper(int a, string b) => a + b.Length;

    private static int counter;

    private static double Next() => ++counter;

    private static readonly Expression<Func<double, double>>[] Lambdas =
    [
        x => x * Helper(2, "abc"), x => x * Lookup(4) + Lookup.Invoke(2), x => Name.IndexOf('d') * x, x => Name.Substring(2, 3).Length * x, x => string.Format(CultureInfo.InvariantCulture, "{0}-{1}", 1, Name).Length * x,
        x => (Name + "s" + 3).Length * x, x => double.Parse("2.5", CultureInfo.InvariantCulture) * x, x => Name == "gradient" ? x : 0, x => Name.Equals("x", StringComparison.Ordinal) ? 0 : x,
        x => Math.Round(2.5m, 0) == 2 ? x : 0, x => ReferenceEquals(Name, Sizes) ? 0 : x, x => Convert.ToInt32(x) * x, x => int.Parse("x", CultureInfo.InvariantCulture) + x, x => Name[20] + x,
        x => Small.ToString(CultureInfo.InvariantCulture).Length * x, x => Big.ToString(CultureInfo.InvariantCulture).Length * x, x => Letter.ToString().Length * x, x => char.IsDigit(Letter) ? 0 : x,
        x => Day.ToString().Length * x, x => Day.HasFlag(DayOfWeek.Monday) ? x : 0, x => Small.CompareTo(3) * x, x => Big.Equals(5u) ? x : 0, x => Small.GetHashCode() * x, x => Enum.IsDefined(Day) ? x : 0,
        x => string.Concat("a", Letter, Small).Length * x, x => Array.IndexOf(Sizes, 2) * x, x => Sizes.Contains(2) ? x : 0, x => Convert.ToString(Small, 2).Length * x, x => Math.Max(Small, (byte)7) * x, x => ((IFormattable)Small).ToString("X", null).Length * x,
        x => Grad.Let(x * x, s => s + s), x => Grad.StopGradient(x) * x, x => Grad.Let(new { A = x }, p => p.A * p.A), x => Grad.Let(x, a => Grad.Let(a + 1, b => a * b)),
    ];

    [TestCaseSource(nameof(Lambdas))]
    public void Gives_what_the_lambda_gives(Expression<Func<double, double>> f)
    {
        SameValue.Check(f, 2.5);
        SameValue.Check(f, -1.25);
    }

    [Test]
    public void Nested_lambdas_are_built_in_place()
    {
        var x = Expression.Parameter(typeof(double), "x");
        var t = Expression.Parameter(typeof(double), "t");
        var f = Expression.Parameter(typeof(Func<double, double>), "f");
        var square = Expression.Lambda<Func<double, double>>(Expression.Multiply(t, Expression.Add(t, x)), t);
        SameValue.Check(Expression.Lambda<Func<double, double>>(Expression.Invoke(square, Expression.Invoke(square, x)), x), 3.0);

        var twice = Expression.Lambda<Func<Func<double, double>, double>>(Expression.Invoke(f, Expression.Call(f, "Invoke", null, x)), f);
        SameValue.Check(Expression.Lambda<Func<double, double>>(Expression.Invoke(twice, square), x), 3.0);
    }

    [Test]
    public void Lambdas_on_data_go_into_code_that_is_not_looked_into()
    {
        var least = 1;
        Expression<Func<double, int, double>> f = (x, n) => x * Array.FindIndex(Sizes, s => s > least && s != n) + Apply(t => t * n + least) + Sizes.ToList().ConvertAll(s => s + least).Count;
        SameValue.Check(f, 2.0, 1);
        SameValue.Check(f, 2.0, 2);
        Expression<Func<double, double>> g = x => Apply(t => t * x);
        Assert.That(() => FunctionCapture.Capture(g, strict: true), Throws.TypeOf<NotDifferentiableException>().With.Message.Contains("CallTests.Apply can't be looked into"));
    }

    [Test]
    public void Lambdas_go_into_methods_that_are_looked_into()
    {
        Expression<Func<double, double>> f = x => Sum(t => t * x);
        SameValue.Check(f, 2.0);
    }

    /// <summary>A method that can't be looked into.</summary>
    private static double Apply(Func<double, double> f) => f(3) + __refvalue(__makeref(f), Func<double, double>)(4);

    private static double Sum(Func<double, double> f) => f(3) + f(4);

    [Test]
    public void Methods_stand_for_functions()
    {
        var data = new[] { 1.0, 2 };
        SameValue.Check((Expression<Func<double, double>>)(x => data.Select(Math.Sin).Sum() * x + new[] { x, 2 }.Select(Math.Abs).Sum()), -3.0);
        SameValue.Check((Expression<Func<double, double>>)(x => new[] { 1, 2 }.Select(Lookup.Invoke).Sum() * x), 3.0);
    }

    [Test]
    public void Effects_happen_once_in_their_order()
    {
        Expression<Func<double, double>> f = x => Next() * x - Next();
        var graph = FunctionCapture.Capture(f, strict: true).Graph;
        counter = 0;
        Assert.That(Interpreter.Run(graph, 10.0)[0], Is.EqualTo(8));
        Assert.That(counter, Is.EqualTo(2));
    }

    [Test]
    public void What_is_not_taken_is_not_called()
    {
        Expression<Func<double, double>> f = x => x > 0 ? x : x < -1 && Next() > 0 ? Next() : 0;
        var graph = FunctionCapture.Capture(f, strict: true).Graph;
        counter = 0;
        Interpreter.Run(graph, 10.0);
        Interpreter.Run(graph, -0.5);
        Assert.That(counter, Is.Zero);
        Interpreter.Run(graph, -2.0);
        Assert.That(counter, Is.EqualTo(2));
    }
}
