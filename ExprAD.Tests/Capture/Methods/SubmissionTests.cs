namespace ExprAD.Tests.Capture.Methods;

/// <summary>
/// Notebooks and scripts: methods are instance methods of an object for each cell, variables are fields of it that change, and a later cell
/// reaches an earlier one through a field.
/// </summary>
public class SubmissionTests
{
    /// <summary>The first cell: <c>var rate = 0.5; double Decay(double t) => Math.Exp(-rate * t);</c></summary>
    private sealed class FirstCell
    {
        public double Rate { get; set; } = 0.5;

        public int Calls { get; private set; }

        public double Decay(double t)
        {
            Calls++;
            return Math.Exp(-Rate * t);
        }
    }

    /// <summary>The second one, which calls the first.</summary>
    private sealed class SecondCell(FirstCell first)
    {
        public double[] Times = [1, 2];
        private readonly FirstCell first = first;

        public double Loss(double[] w)
        {
            var sum = 0.0;
            for (var i = 0; i < Times.Length; i++)
            {
                var residual = w[0] * first.Decay(w[1] * Times[i]) - 1;
                sum += residual * residual;
            }

            return sum;
        }

        public Func<double, double> Block()
        {
            var offset = 2.0;
            return t => first.Decay(t) * offset + Times[0];
        }
    }

    [Test]
    public void Cells_call_each_other_and_see_their_variables()
    {
        var first = new FirstCell();
        var second = new SecondCell(first);
        var f = Grad.OfMethod<double[]>(second.Loss);
        var report = f.Check([1.5, 0.7]);
        Assert.That(report.Passed, report.ToString());
        (first.Rate, second.Times) = (0.1, [3, 1, 2]);
        Assert.That(f.Value([1.5, 0.7]), Is.EqualTo(second.Loss([1.5, 0.7])).Within(1e-15));
        report = f.Check([1.5, 0.7]);
        Assert.That(report.Passed, report.ToString());
    }

    [Test]
    public void Effects_on_a_cell_happen_once_a_call()
    {
        var first = new FirstCell();
        var f = Grad.OfMethod(first.Decay);
        f.ValueAndGradient(1);
        f.ValueAndGradient(1);
        Assert.That(first.Calls, Is.EqualTo(2));
    }

    [Test]
    public void Blocks_capture_their_cell()
    {
        var f = Grad.OfMethod(new SecondCell(new FirstCell()).Block());
        Assert.That(f.Gradient(2), Is.EqualTo(-Math.Exp(-1)).Within(1e-15));
    }
}
