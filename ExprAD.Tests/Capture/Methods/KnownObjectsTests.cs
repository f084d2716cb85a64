namespace ExprAD.Tests.Capture.Methods;

/// <summary>Delegates and objects that are data, and of which nevertheless is known which code they run: it is checked at each call.</summary>
public class KnownObjectsTests
{
    private interface IModel
    {
        double At(double x);
    }

    private sealed class Parabola(double a) : IModel
    {
        public double A { get; set; } = a;

        public double At(double x) => A * x * x;
    }

    private sealed class Wave : IModel
    {
        public double At(double x) => Math.Sin(x);
    }

    private class Counter
    {
        public int Count { get; private set; }

        public virtual double Next(double x)
        {
            Count++;
            return x * Count;
        }
    }

    private sealed class Doubling : Counter
    {
        public override double Next(double x) => 2 * base.Next(x);
    }

    [Test]
    public void A_captured_delegate_is_looked_into()
    {
        var scale = 3.0;
        Func<double, double> f = t => scale * t * t;
        var g = Grad.Of(x => f(x) + x);
        Assert.That(g.ValueAndGradient(2), Is.EqualTo((14.0, 13.0)));
        scale = 1;
        Assert.That(g.ValueAndGradient(2), Is.EqualTo((6.0, 5.0)));
    }

    [Test]
    public void Another_delegate_is_another_function()
    {
        Assert.That(Of(t => t * t).Gradient(3), Is.EqualTo(6.0));
        Assert.That(Of(t => t * t * t).Gradient(3), Is.EqualTo(27.0));
        Assert.That(Of(Math.Exp).Gradient(0), Is.EqualTo(1.0));
        Assert.That(Of(t => t * t).Gradient(3), Is.EqualTo(6.0));

        static GradientFunction<double> Of(Func<double, double> f) => Grad.Of(x => f(x));
    }

    [Test]
    public void A_delegate_that_was_exchanged_is_noticed()
    {
        Func<double, double> f = t => t * t;
        var g = Grad.OfMethod((double x) => f(x));
        Assert.That(g.Gradient(3), Is.EqualTo(6.0));
        f = t => -t;
        Assert.That(() => g.Gradient(3), Throws.InvalidOperationException.With.Message.Contains("f does not hold the delegate"));
        Assert.That(Grad.OfMethod((double x) => f(x)).Gradient(3), Is.EqualTo(-1.0));
    }

    [Test]
    public void A_captured_object_is_called_by_its_type()
    {
        IModel model = new Parabola(2);
        var f = Grad.Of(x => model.At(x));
        Assert.That(f.ValueAndGradient(3), Is.EqualTo((18.0, 12.0)));
        ((Parabola)model).A = 1;
        Assert.That(f.ValueAndGradient(3), Is.EqualTo((9.0, 6.0)));
        model = new Parabola(5);
        Assert.That(f.Gradient(1), Is.EqualTo(10.0));
        model = new Wave();
        Assert.That(() => f.Gradient(1), Throws.InvalidOperationException.With.Message.Contains("model is not the"));
        Assert.That(Grad.Of(x => model.At(x)).Gradient(0), Is.EqualTo(1.0));
    }

    [Test]
    public void The_same_site_serves_objects_of_several_types()
    {
        IModel[] models = [new Parabola(2), new Wave(), new Parabola(3)];
        double[] slopes = [.. models.Select(m => Grad.Of(x => m.At(x)).Gradient(1))];
        Assert.That(slopes, Is.EqualTo(new[] { 4, Math.Cos(1), 6 }));
    }

    [Test]
    public void State_of_an_object_that_is_known_by_its_type_changes_once_a_call()
    {
        Counter counter = new Doubling();
        var f = Grad.OfMethod((double[] x) =>
        {
            var sum = 0.0;
            for (var i = 0; i < 3; i++)
            {
                sum += counter.Next(x[0]);
            }

            return sum;
        });
        var (value, gradient) = f.ValueAndGradient([5.0]);
        Assert.That((value, gradient[0], counter.Count), Is.EqualTo((60.0, 12.0, 3)));
    }
}
