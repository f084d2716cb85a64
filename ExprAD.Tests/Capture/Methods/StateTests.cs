namespace ExprAD.Tests.Capture.Methods;

/// <summary>Fields that methods read and change: in the order of the program, once for each call.</summary>
public class StateTests
{
    private static int count;

    private double memory;
    private int calls;

    [SetUp]
    public void Reset() => (count, memory, calls) = (0, 0, 0);

    private static double Counting(double x)
    {
        count++;
        return x * count;
    }

    private static double Twice(double x) => Counting(x) + Counting(x);

    [Test]
    public void A_counter_is_read_as_it_was_at_each_call()
    {
        var f = Grad.OfMethod(Twice);
        Assert.That(f.ValueAndGradient(5), Is.EqualTo((15.0, 3.0)));
        Assert.That(count, Is.EqualTo(2));
        Assert.That(f.ValueAndGradient(5), Is.EqualTo((35.0, 7.0)));
        Assert.That(count, Is.EqualTo(4));
        Assert.That(f.Gradient(1), Is.EqualTo(11.0));
        Assert.That(f.Value(1), Is.EqualTo(15.0));
        Assert.That(count, Is.EqualTo(8));
    }

    [Test]
    public void A_counter_in_a_lambda_is_one_in_the_method_it_calls()
    {
        var f = Grad.Of(x => Counting(x) * Counting(x));
        Assert.That(f.ValueAndGradient(3), Is.EqualTo((18.0, 12.0)));
        Assert.That(count, Is.EqualTo(2));
    }

    private double Remembering(double x)
    {
        calls++;
        memory = x * x;
        return memory + Read() * calls;
    }

    private double Read() => memory;

    [Test]
    public void A_number_kept_in_a_field_keeps_its_derivative()
    {
        var f = Grad.OfMethod(Remembering);
        Assert.That(f.ValueAndGradient(3), Is.EqualTo((18.0, 12.0)));
        Assert.That((memory, calls), Is.EqualTo((9.0, 1)));
        Assert.That(f.ValueAndGradient(3), Is.EqualTo((27.0, 18.0)));
    }

    [Test]
    public void The_object_is_data()
    {
        StateTests other = new();
        var f = Grad.OfMethod(Remembering);
        var g = Grad.OfMethod(other.Remembering);
        Assert.That(g.Gradient(3), Is.EqualTo(12.0));
        Assert.That((calls, other.calls), Is.EqualTo((0, 1)));
        Assert.That(f.Gradient(3), Is.EqualTo(12.0));
    }

    [Test]
    public void Captured_variables_are_read_at_each_call()
    {
        var scale = 2.0;
        var f = Grad.OfMethod((double[] w) =>
        {
            double sum = 0;
            foreach (var t in w)
            {
                sum += scale * t * t;
            }

            return sum;
        });
        Assert.That(f.Gradient([1.0, 2]), Is.EqualTo(new[] { 4.0, 8 }));
        scale = 3;
        Assert.That(f.Gradient([1.0, 2]), Is.EqualTo(new[] { 6.0, 12 }));
    }
}
