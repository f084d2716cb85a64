using System.Linq.Expressions;
using ExprAD.Capture;

namespace ExprAD.Tests.Capture.Parameters;

public class ParameterShapesTests
{
    public record Inner(double A, double[] B);

    public record Outer(Inner Inner, string Name, int Count, float C);

    public struct Fields
    {
        public double X;
        public float Y;
        public int N;
    }

    public class Settable
    {
        public double Alpha { get; set; }

        public double[] Beta { get; set; } = [];

        public string Label { get; set; } = "";

        public double Sum => Alpha + Beta.Length;
    }

    public class Chain(double value, Chain? next)
    {
        public double Value { get; } = value;

        public Chain? Next { get; } = next;
    }

    public class Computed
    {
        public Computed(double a) => Root = Math.Sqrt(a);

        public double Root { get; }
    }

    public readonly record struct Ratio(double Top, double Bottom);

    [Test]
    public void Values_of_composite_parameters()
    {
        SameValue.Check((Outer p) => p.Inner.A * p.Inner.B[1] + p.Name.Length * p.C + p.Count, new Outer(new Inner(2, [1, 3]), "abc", 7, 0.5f));
        SameValue.Check((Fields p) => p.X * p.Y + p.N, new Fields { X = 2, Y = 3, N = 4 });
        SameValue.Check((Settable p) => p.Alpha * p.Beta[0] + p.Label.Length, new Settable { Alpha = 2, Beta = [5], Label = "ab" });
        SameValue.Check((Chain c) => c.Value * c.Next!.Value, new Chain(2, new Chain(3, null)));
        SameValue.Check((ValueTuple<double, int> t) => t.Item1 * t.Item2, (2.5, 3));
        SameValue.Check((Tuple<double, double[]> t) => t.Item1 * t.Item2[0], Tuple.Create(2.5, new[] { 3.0 }));
        SameValue.Check((Ratio r, double x) => r.Top / r.Bottom * x, new Ratio(1, 3), 2.0);
        SameValue.Check((KeyValuePair<string, double> p) => p.Key.Length * p.Value, new KeyValuePair<string, double>("ab", 3));
    }

    [Test]
    public void Tuples_of_more_than_seven()
    {
        Expression<Func<(double, double, double, double, double, double, double, double, double), double>> f = t => t.Item1 * t.Item8 + t.Item9 - t.Item7;
        SameValue.Check(f, (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0));
    }

    [Test]
    public void Leaves_are_inputs_named_by_their_paths()
    {
        Expression<Func<Outer, double>> f = p => p.Inner.A;
        var captured = FunctionCapture.Capture(f, strict: false);
        Assert.That(
            captured.Graph.Inputs.Select(i => (i.Name, i.Differentiable)),
            Is.EqualTo(new[] { ("p.Inner.A", true), ("p.Inner.B", true), ("p.Name", false), ("p.Count", false), ("p.C", true) }));
    }

    [Test]
    public void Objects_are_rebuilt_by_assignment_where_they_can_be_or_by_a_constructor_that_only_fills_them()
    {
        Assert.That(Shape<Outer>(), Is.EqualTo((true, new[] { 0, 1, 2, 3 })));
        Assert.That(Shape<Fields>(), Is.EqualTo((false, new[] { -1, -1, -1 })));
        Assert.That(Shape<Settable>(), Is.EqualTo((true, new[] { -1, -1, -1 })));
        Assert.That(Shape<Chain>(), Is.EqualTo((true, new[] { 0, 1 })));
        Assert.That(Shape<Tuple<double, int>>(), Is.EqualTo((true, new[] { 0, 1 })));
    }

    [Test]
    public void What_can_not_be_rebuilt_is_data_and_said_to_be()
    {
        var captured = FunctionCapture.Capture((Expression<Func<double, Computed, double>>)((x, c) => x * c.Root), strict: false);
        Assert.That(captured.Parameters[1], Is.InstanceOf<LeafShape>().With.Property("Differentiable").False);
        Assert.That(captured.Diagnostics, Has.One.StartsWith("c: a ParameterShapesTests.Computed can't be taken apart"));
    }

    [Test]
    public void A_function_of_data_alone_is_refused() =>
        Assert.That(() => FunctionCapture.Capture((Expression<Func<int, double>>)(n => n * 2.0), strict: false), Throws.TypeOf<NotDifferentiableException>().With.Message.Contains("none of its parameters"));

    private static (bool HasConstructor, int[] Arguments) Shape<T>()
    {
        var shape = (CompositeShape)FunctionCapture.Capture((Expression<Func<T, double, double>>)((p, x) => x), strict: false).Parameters[0];
        return (shape.Constructor is not null, [.. shape.Members.Select(m => m.ConstructorArgument)]);
    }
}
