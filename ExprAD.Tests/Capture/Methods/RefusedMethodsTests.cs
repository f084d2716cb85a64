namespace ExprAD.Tests.Capture.Methods;

/// <summary>What can't be lifted is refused with the way to it; with data it is called as it is.</summary>
public class RefusedMethodsTests
{
    private static double Outer(double x) => 2 * Middle(x + 1);

    private static double Middle(double x) => x > 0 ? Caught(x) : 1;

    private static double Caught(double x)
    {
        try
        {
            return x * x;
        }
        catch (ArithmeticException)
        {
            return 0;
        }
    }

    private static IEnumerable<double> Iterator(double x)
    {
        yield return x;
    }

    private static async Task<double> Awaited(double x)
    {
        await Task.Yield();
        return x;
    }

    [Test]
    public void The_way_to_the_place_is_named()
    {
        var error = Assert.Throws<NotDifferentiableException>(() => Grad.OfMethod(Outer));
        Assert.That(error.Message, Does.Contain("RefusedMethodsTests.Outer → RefusedMethodsTests.Middle → RefusedMethodsTests.Caught"));
        Assert.That(error.Reason, Does.Contain("exceptions are caught here"));
    }

    [Test]
    public void Iterators_and_async_methods_are_named()
    {
        Assert.That(() => Grad.OfMethod((double x) => Iterator(x).Sum()), Throws.TypeOf<NotDifferentiableException>().With.Message.Contains("Iterator").And.Message.Contains("iterator"));
        Assert.That(() => Grad.OfMethod((double x) => Awaited(x).Result), Throws.TypeOf<NotDifferentiableException>().With.Message.Contains("Awaited").And.Message.Contains("async"));
    }

    [Test]
    public void With_data_they_are_called_as_they_are()
    {
        var f = Grad.OfMethod((double x) => x * Caught(3) + Iterator(2).Sum() * x);
        Assert.That(f.ValueAndGradient(2), Is.EqualTo((22.0, 11.0)));
    }

    [Test]
    public void Delegates_without_IL_are_refused()
    {
        System.Linq.Expressions.Expression<Func<double, double>> square = x => x * x;
        Assert.That(() => Grad.OfMethod(square.Compile()), Throws.TypeOf<NotDifferentiableException>());
        Func<double, double> two = Math.Sin;
        two += Math.Cos;
        Assert.That(() => Grad.OfMethod(two), Throws.TypeOf<NotDifferentiableException>());
    }

    [Test]
    public void A_delegate_is_asked_for() =>
        Assert.That(() => Grad.OfMethod((Func<double, double>)null!), Throws.ArgumentNullException);

    [Test]
    public void What_the_method_throws_passes_through_and_the_next_call_works()
    {
        var f = Grad.OfMethod((double[] w) =>
        {
            if (w.Length == 0)
            {
                throw new ArgumentException("Empty.");
            }

            return w[0] * w[1];
        });
        Assert.That(() => f.Gradient([]), Throws.ArgumentException.With.Message.EqualTo("Empty."));
        Assert.That(() => f.Gradient([1.0]), Throws.TypeOf<IndexOutOfRangeException>());
        Assert.That(f.Gradient([2.0, 3]), Is.EqualTo(new[] { 3.0, 2 }));
    }

    [Test]
    public void Output_is_written_once()
    {
        var f = Grad.OfMethod((double x) =>
        {
            var y = x * x;
            Console.WriteLine($"y = {y:F1}");
            Console.WriteLine(y);
            return y;
        });
        f.Gradient(1);
        var (before, text) = (Console.Out, new StringWriter { NewLine = ";" });
        Console.SetOut(text);
        try
        {
            Assert.That(f.ValueAndGradient(3), Is.EqualTo((9.0, 6.0)));
        }
        finally
        {
            Console.SetOut(before);
        }

        Assert.That(text.ToString(), Is.EqualTo("y = 9.0;9;"));
    }
}
