namespace ExprAD.Tests.Api;

/// <summary>What the documentation shows, as it stands there.</summary>
public class SnippetTests
{
    public record Inner(double A, float[] Rates);

    public record Params(Inner Inner, double[][] Rows, string Name);

    [Test]
    public void The_gradient_of_a_sum_of_squares()
    {
        var loss = Grad.Of((double[] w) => w.Sum(t => t * t));
        double[] w = [1, 2, 3], into = new double[3];
        var (value, gradient) = loss.ValueAndGradient(w);
        var again = loss.ValueAndGradient(w, into);
        Assert.Multiple(() =>
        {
            Assert.That(value, Is.EqualTo(14));
            Assert.That(again, Is.EqualTo(14));
            Assert.That(gradient, Is.EqualTo(new double[] { 2, 4, 6 }));
            Assert.That(into, Is.EqualTo(gradient));
        });
    }

    [Test]
    public void A_loss_over_captured_data()
    {
        double[][] xs = [[1, 2], [3, 4], [-1, 0.5]];
        double[] ys = [1, 0, 1];
        var m = Grad.Of((double[] w, double b) => xs.Zip(ys, (x, y) =>
            Grad.Let(x.Zip(w, (a, c) => a * c).Sum() + b, z => Math.Log(1 + Math.Exp(z)) - (y * z))).Sum());
        double[] w = [0.3, -0.2];
        (double value, (double[] dw, double db)) = m.ValueAndGradient(w, 0.1);

        double Z(double[] x) => (x[0] * w[0]) + (x[1] * w[1]) + 0.1;
        double Residual(int i) => (1 / (1 + Math.Exp(-Z(xs[i])))) - ys[i];
        Assert.Multiple(() =>
        {
            Assert.That(value, Is.EqualTo(xs.Select((x, i) => Math.Log(1 + Math.Exp(Z(x))) - (ys[i] * Z(x))).Sum()).Within(1e-14));
            Assert.That(dw[0], Is.EqualTo(xs.Select((x, i) => Residual(i) * x[0]).Sum()).Within(1e-14));
            Assert.That(dw[1], Is.EqualTo(xs.Select((x, i) => Residual(i) * x[1]).Sum()).Within(1e-14));
            Assert.That(db, Is.EqualTo(xs.Select((_, i) => Residual(i)).Sum()).Within(1e-14));
            Assert.That(m.Check(w, 0.1).Passed, m.Check(w, 0.1).ToString());
        });
    }

    [Test]
    public void Data_that_changes_its_size_between_calls()
    {
        double[] xs = [1, 2];
        var f = Grad.Of(a => xs.Sum(x => a * x * x));
        Assert.That(f.Gradient(2), Is.EqualTo(5));
        xs = [1, 2, 3];
        Assert.That(f.Gradient(2), Is.EqualTo(14));
    }

    [Test]
    public void Only_some_parameters()
    {
        var mw = Grad.Of((double[] w, double b) => w.Sum() * b).WithRespectTo("w");
        var (value, (dw, db)) = mw.ValueAndGradient([1, 2], 3);
        Assert.That((value, dw[0], dw[1], db), Is.EqualTo((9.0, 3.0, 3.0, 0.0)));
    }

    [Test]
    public void Nested_parameters()
    {
        var p = Grad.Of((Params p) => p.Inner.A * p.Rows.Sum(r => r.Sum(t => t * t)) * p.Inner.Rates.Max());
        var at = new Params(new Inner(2, [0.5f, 1.5f]), [[1, 2], [], [3]], "rates");
        var (value, gradient) = p.ValueAndGradient(at);
        Assert.Multiple(() =>
        {
            Assert.That(value, Is.EqualTo(42));
            Assert.That(gradient.Inner.A, Is.EqualTo(21));
            Assert.That(gradient.Inner.Rates, Is.EqualTo(new float[] { 0, 28 }));
            Assert.That(gradient.Rows, Is.EqualTo(new double[][] { [6, 12], [], [18] }));
            Assert.That(gradient.Name, Is.Null);
            Assert.That(p.Check(at).Passed, p.Check(at).ToString());
        });
    }

    [Test]
    public void Let_and_StopGradient_inside()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Grad.Of(x => Grad.Let(Math.Exp(x), e => e / (1 + e))).Gradient(0), Is.EqualTo(0.25));
            Assert.That(Grad.Of(x => x * Grad.StopGradient(x)).ValueAndGradient(3), Is.EqualTo((9.0, 3.0)));
        });
    }

    [Test]
    public void Strict_gives_the_value_of_the_plain_function_bit_for_bit()
    {
        Func<double[], double> plain = w => w.Sum(t => Math.Pow(t, 3)) / 7;
        var f = Grad.Of((double[] w) => w.Sum(t => Math.Pow(t, 3)) / 7, new GradOptions { Strict = true });
        var w = Enumerable.Range(1, 100).Select(i => Math.Sin(i) * 1e3).ToArray();
        Assert.That(f.ValueAndGradient(w).Value, Is.EqualTo(plain(w)));
        Assert.That(f.Value(w), Is.EqualTo(plain(w)));
    }

    [Test]
    public void A_large_array_is_filled_without_allocation()
    {
        var f = Grad.Of((double[] w) => w.Skip(1).Zip(w, (b, a) => (100 * (b - (a * a)) * (b - (a * a))) + ((1 - a) * (1 - a))).Sum());
        double[] w = [.. Enumerable.Range(0, 1000).Select(i => Math.Cos(i))], into = new double[1000];
        f.ValueAndGradient(w, into);
        var before = GC.GetAllocatedBytesForCurrentThread();
        f.ValueAndGradient(w, into);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(into[500], Is.EqualTo((200 * (w[500] - (w[499] * w[499]))) - (400 * w[500] * (w[501] - (w[500] * w[500]))) - (2 * (1 - w[500]))).Within(1e-10));
    }

    [Test]
    public void What_has_no_derivative_is_refused_when_the_function_is_built()
    {
        var text = "1";
        Assert.That(
            () => Grad.Of(x => double.Parse(x.ToString() + text)),
            Throws.TypeOf<NotDifferentiableException>().With.Message.Contains("x.ToString()"));
    }
}
