namespace ExprAD.Tests.Api;

/// <summary>Records, classes, structs and tuples as arguments and gradients.</summary>
public class CompositeTests
{
    public record Line(double Slope, double Offset);

    public record Layer(double[] W, double B);

    public record Network(Layer First, Layer Second, string Name, int Epochs);

    public record Rates
    {
        public double Up { get; init; }

        public float Down { get; init; }
    }

    public class Model
    {
        public double[] W { get; set; } = [];

        public double B { get; set; } = 5;

        public int Steps { get; set; } = 7;

        public Model? Unrelated { get; set; }
    }

    public class Holder
    {
        public Model Model = new();

        public double Scale;
    }

    public class Arrays(double[] a, double[] b)
    {
        public double[] A { get; } = a;

        public double[] B { get; } = b;
    }

    public struct Point
    {
        public double X;
        public double Y;
    }

    public readonly record struct Segment(Point From, Point To);

    [Test]
    public void A_record()
    {
        var f = Grad.Of((Line p) => (p.Slope * 3) + (p.Offset * p.Offset));
        Assert.That(f.ValueAndGradient(new Line(2, 5)), Is.EqualTo((31.0, new Line(3, 10))));
        Assert.That(f.Check(new Line(2, 5)).Passed, f.Check(new Line(2, 5)).ToString());
    }

    [Test]
    public void Records_of_records_with_data()
    {
        var f = Grad.Of((Network n) => n.First.W[0] * n.Second.B * n.Epochs);
        var at = new Network(new([2, 3], 5), new([7], 11), "net", 13);
        var (value, gradient) = f.ValueAndGradient(at);
        Assert.Multiple(() =>
        {
            Assert.That(value, Is.EqualTo(2 * 11 * 13));
            Assert.That(gradient.First.W, Is.EqualTo(new double[] { 143, 0 }));
            Assert.That(gradient.First.B, Is.Zero);
            Assert.That(gradient.Second.W, Is.EqualTo(new double[] { 0 }));
            Assert.That(gradient.Second.B, Is.EqualTo(26));
            Assert.That(gradient.Name, Is.Null);
            Assert.That(gradient.Epochs, Is.Zero);
            Assert.That(f.Check(at).Passed, f.Check(at).ToString());
        });
    }

    [Test]
    public void Names_reach_into_records()
    {
        var f = Grad.Of((Network n, double x) => n.First.W[0] * n.Second.B * n.First.B * x);
        var at = new Network(new([2, 3], 5), new([7], 11), "net", 13);
        var (gradient, dx) = f.WithRespectTo("n.First").Gradient(at, 1);
        Assert.Multiple(() =>
        {
            Assert.That(gradient.First.W, Is.EqualTo(new double[] { 55, 0 }));
            Assert.That(gradient.First.B, Is.EqualTo(22));
            Assert.That(gradient.Second, Is.Null);
            Assert.That(dx, Is.Zero);
            Assert.That(f.WithRespectTo("n.Second.B").Gradient(at, 1).Item1.Second.B, Is.EqualTo(10));
            Assert.That(() => f.WithRespectTo("n.Third"), Throws.ArgumentException.With.Message.Contains("n.Third").And.Message.Contains("n.First.W"));
            Assert.That(() => f.WithRespectTo("n.Name"), Throws.ArgumentException.With.Message.Contains("n.Name"));
        });
    }

    [Test]
    public void Members_that_are_only_initialised()
    {
        var f = Grad.Of((Rates r) => r.Up * r.Down);
        Assert.That(f.Gradient(new Rates { Up = 2, Down = 3 }), Is.EqualTo(new Rates { Up = 3, Down = 2 }));
    }

    [Test]
    public void A_class_whose_constructor_sets_other_values()
    {
        var gradient = Grad.Of((Model m) => m.W[0] * m.W[1] * m.Steps).Gradient(new Model { W = [2, 3] });
        Assert.Multiple(() =>
        {
            Assert.That(gradient.W, Is.EqualTo(new double[] { 21, 14 }));
            Assert.That(gradient.B, Is.Zero);
            Assert.That(gradient.Steps, Is.Zero);
        });
    }

    [Test]
    public void Structs_within_structs()
    {
        var f = Grad.Of((Segment s) => (s.To.X - s.From.X) * (s.To.Y - s.From.Y));
        var at = new Segment(new Point { X = 1, Y = 2 }, new Point { X = 4, Y = 7 });
        var gradient = f.Gradient(at);
        Assert.Multiple(() =>
        {
            Assert.That(gradient, Is.EqualTo(new Segment(new Point { X = -5, Y = -3 }, new Point { X = 5, Y = 3 })));
            Assert.That(f.Check(at).ToString(), Does.Contain("4 of 4 agree").And.Contain("s.From.X"));
        });
    }

    [Test]
    public void Tuples_of_any_size()
    {
        var f = Grad.Of(((double A, (float B, double[] C) D) t) => t.A * t.D.B * t.D.C[0]);
        var (a, (b, c)) = f.Gradient((2, (3, [5])));
        Assert.That((a, b, c[0]), Is.EqualTo((15.0, 10f, 6.0)));

        var nine = Grad.Of(((double, double, double, double, double, double, double, double, double) t) => t.Item1 * t.Item8 * t.Item9);
        Assert.That(nine.Gradient((2, 0, 0, 0, 0, 0, 0, 3, 5)), Is.EqualTo((15.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 10.0, 6.0)));
    }

    [Test]
    public void A_null_object_is_refused_by_the_name_of_the_parameter()
    {
        var f = Grad.Of((double x, Network net) => x * net.First.B);
        Assert.Multiple(() =>
        {
            Assert.That(() => f.Value(1, null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("net"));
            Assert.That(
                () => f.Gradient(1, new Network(null!, new([], 1), "", 0)),
                Throws.ArgumentNullException.With.Property("ParamName").EqualTo("net").And.Message.Contains("net.First"));
            Assert.That(
                () => f.Gradient(1, new Network(new(null!, 1), new([], 1), "", 0)),
                Throws.ArgumentNullException.With.Message.Contains("net.First.W"));
        });
    }

    [Test]
    public void An_object_with_settable_members_is_filled()
    {
        var f = Grad.Of((Holder h) => h.Model.W[0] * h.Model.B * h.Scale);
        var at = new Holder { Model = new() { W = [2], B = 3 }, Scale = 5 };
        var into = new Holder { Model = new() { W = [9], B = 9, Steps = 9 }, Scale = 9 };
        var (model, w) = (into.Model, into.Model.W);
        f.ValueAndGradient(at, into);
        Assert.Multiple(() =>
        {
            Assert.That(into.Model, Is.SameAs(model));
            Assert.That(into.Model.W, Is.SameAs(w).And.EqualTo(new double[] { 15 }));
            Assert.That((into.Model.B, into.Scale), Is.EqualTo((10.0, 6.0)));
            Assert.That(into.Model.Steps, Is.EqualTo(9));
        });
    }

    [Test]
    public void The_argument_itself_is_not_filled()
    {
        var f = Grad.Of((Holder h) => h.Model.B * h.Scale);
        var at = new Holder { Model = new() { W = [2], B = 3 }, Scale = 5 };
        Assert.That(() => f.ValueAndGradient(at, at), Throws.ArgumentException.With.Property("ParamName").EqualTo("into"));
        Assert.That(() => f.ValueAndGradient(at, new Holder { Model = at.Model }), Throws.ArgumentException.With.Property("ParamName").EqualTo("into"));
        Assert.That((at.Model.B, at.Scale), Is.EqualTo((3.0, 5.0)));
    }

    [Test]
    public void Many_arrays_are_told_apart()
    {
        double[][] x = [[1], [2], [3], [4]], d = [[0], [0], [0], [0]];
        var f = Grad.Of(((Arrays, Arrays) p, (Arrays, Arrays) q) => p.Item1.A[0] * p.Item2.B[0] * q.Item1.A[0] * q.Item2.B[0]);
        var at = (new Arrays(x[0], x[0]), new Arrays(x[1], x[1]));
        var into = (new Arrays(d[0], [0]), new Arrays([0], d[1]));
        Assert.That(f.ValueAndGradient(at, at, (into, (new Arrays(d[2], [0]), new Arrays([0], d[3])))), Is.EqualTo(4));
        Assert.That(d, Is.EqualTo(new double[][] { [4], [2], [4], [2] }));
        Assert.That(() => f.ValueAndGradient(at, at, (into, into)), Throws.ArgumentException.With.Property("ParamName").EqualTo("into"));
        Assert.That(() => f.ValueAndGradient(at, at, (into, (new Arrays([0], [0]), new Arrays(x[0], [0])))), Throws.ArgumentException.With.Property("ParamName").EqualTo("into"));
        Assert.That(f.ValueAndGradient(at, at, (into, (new Arrays(d[2], [0]), new Arrays([0], d[3])))), Is.EqualTo(4));
    }

    [Test]
    public void Filling_an_object_allocates_nothing()
    {
        var f = Grad.Of((Holder h) => h.Model.W[0] * h.Model.B * h.Scale);
        var at = new Holder { Model = new() { W = [2], B = 3 }, Scale = 5 };
        var into = new Holder { Model = new() { W = [9] } };
        f.ValueAndGradient(at, into);
        var before = GC.GetAllocatedBytesForCurrentThread();
        f.ValueAndGradient(at, into);
        f.ValueAndGradient(at, ref into);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void An_object_of_arrays_is_filled_though_nothing_can_be_set()
    {
        var into = new Arrays([9], [9, 9]);
        Grad.Of((Arrays p) => p.A[0] * p.B[1]).ValueAndGradient(new Arrays([2], [3, 5]), into);
        Assert.That(into.A, Is.EqualTo(new double[] { 5 }));
        Assert.That(into.B, Is.EqualTo(new double[] { 0, 2 }));
    }

    [Test]
    public void Numbers_in_an_immutable_object_need_a_reference()
    {
        var f = Grad.Of((Layer p) => p.W[0] * p.B);
        var into = new Layer([9], 9);
        var array = into.W;
        Assert.That(() => f.ValueAndGradient(new Layer([2], 3), into), Throws.ArgumentException.With.Message.Contains("p.B").And.Property("ParamName").EqualTo("into"));
        f.ValueAndGradient(new Layer([2], 3), ref into);
        Assert.That(into.W, Is.SameAs(array).And.EqualTo(new double[] { 3 }));
        Assert.That(into.B, Is.EqualTo(2));

        f.WithRespectTo("p.W").ValueAndGradient(new Layer([2], 4), into);
        Assert.That(array[0], Is.EqualTo(4));
    }

    [Test]
    public void Missing_parts_are_refused_by_value_and_made_by_reference()
    {
        var f = Grad.Of((Holder h) => h.Model.W[0] * h.Scale);
        var at = new Holder { Model = new() { W = [2], B = 3 }, Scale = 5 };
        Assert.Multiple(() =>
        {
            Assert.That(() => f.ValueAndGradient(at, new Holder { Model = null! }), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("into").And.Message.Contains("h.Model"));
            Assert.That(() => f.ValueAndGradient(at, new Holder { Model = new() { W = null! } }), Throws.ArgumentNullException.With.Message.Contains("h.Model.W"));
            Assert.That(() => f.ValueAndGradient(at, new Holder { Model = new() { W = at.Model.W } }), Throws.ArgumentException.With.Message.Contains("Memory of the argument"));
        });

        var into = new Holder { Model = null! };
        var same = into;
        f.ValueAndGradient(at, ref into);
        Assert.That(into, Is.SameAs(same));
        Assert.That(into.Model.W, Is.EqualTo(new double[] { 5 }));

        Holder none = null!;
        f.ValueAndGradient(at, ref none);
        Assert.That(none.Scale, Is.EqualTo(2));
    }
}
