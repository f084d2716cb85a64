using System.Linq.Expressions;
using System.Numerics;

namespace ExprAD.Tests.Capture.Expressions;

public class ObjectTests
{
    private record Point(double X, double Y)
    {
        public double Scale { get; init; } = 2;
    }

    private readonly record struct Cell(int Row, double Value);

    private sealed record Weighted(double X, double Y, double Weight) : Point(X, Y);

    private struct Pair
    {
        public double A;

        public double B { get; set; }
    }

    private sealed class Holder
    {
        public Holder()
        {
        }

        public Holder(double a, string name)
        {
            A = a;
            Name = name;
        }

        public double A { get; set; }

        public string Name { get; set; } = "none";

        public Holder? Inner { get; set; }

        public double Twice => 2 * A;
    }

    private static readonly Point Origin = new(1, 2);
    private static readonly Holder Model = new(3, "abc") { Inner = new(4, "inner") };
    private static readonly Holder? Absent = Model.Inner!.Inner;
    private static readonly Cell[] Cells = [new(1, 2.5), new(0, 3.5)];

    private static readonly Expression<Func<double, double>>[] Lambdas =
    [
        x => new { A = x, B = 2 * x }.B + new { Q = new { x } }.Q.x, x => new Point(x, 3).X * new Point(2, x).Y + new Point(1, x).Scale, x => new Point(x, 1) { Scale = x * x }.Scale,
        x => new Cell(3, x).Value * new Cell(3, x).Row, x => new Weighted(x, 2 * x, 3).Y + new Weighted(1, 2, x).Weight + ((Point)new Weighted(x, 2, 3)).X,
        x => new Pair { A = x, B = 3 }.A + new Pair { B = x }.B + default(Pair).A, x => new Pair().B + x, x => new Holder(x, "abc").A + new Holder(x, "abc").Name.Length,
        x => new Holder { A = x }.A, x => new Holder { A = x, Name = "q" }.Name.Length * x, x => Tuple.Create(x, 2).Item1 + Tuple.Create(1, x).Item2 + new Tuple<double, int>(x, 1).Item2,
        x => ValueTuple.Create(x, 2.0).Item2 * x, x => new ValueTuple<double, double>(x, 2).Item1, x => new KeyValuePair<string, double>("k", x).Value,
        x => (x > 0 ? new Point(x, 1) : new Point(2, x)).X, x => (x > 0 ? new { A = x } : new { A = -x }).A, x => (x > 0 ? Origin : new Point(x, 5)).Y * x,
        x => Origin.X * x + Origin.Scale, x => Model.A * x + Model.Inner!.A + Model.Name.Length, x => Model.Twice * x, x => Model.Inner!.Inner!.A * x, x => (Absent == null ? 1 : Absent.A) * x,
        x => Cells[1].Value * x + Cells[0].Row, x => new Complex(x, 2).Imaginary * new Complex(x, 2).Real, x => new Vector2(1, 2).X + x, x => new DateTime(2020, 1, 2).Day * x,
        x => new string('a', 3).Length * x, x => TimeSpan.FromSeconds(3).TotalSeconds * x, x => new TimeSpan(36000000000).TotalHours * x, x => new Random(1).Next(5) * x, x => new Holder(2, "n") == null ? 0 : x,
        x => ((object)new Point(x, 1)) is Point ? x : 0, x => new Tuple<double, int, int, int, int, int, int, Tuple<double>>(1, 2, 3, 4, 5, 6, 7, new(x)).Rest.Item1,
    ];

    [TestCaseSource(nameof(Lambdas))]
    public void Gives_what_the_lambda_gives(Expression<Func<double, double>> f)
    {
        SameValue.Check(f, 2.5);
        SameValue.Check(f, -1.25);
    }

    [Test]
    public void Members_of_this_and_of_closures_are_read_at_each_call()
    {
        var scale = 2.0;
        Expression<Func<double, double>> f = x => x * scale * field;
        SameValue.Check(f, 3.0);
        scale = 5;
        field = 7;
        SameValue.Check(f, 3.0);
    }

    private double field = 3;
}
