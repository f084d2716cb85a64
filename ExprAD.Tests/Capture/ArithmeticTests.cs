using System.Linq.Expressions;
using ExprAD.Capture;
using ExprAD.Interpretation;

namespace ExprAD.Tests.Capture;

public class ArithmeticTests
{
    [Test]
    public void Smoke()
    {
        var a = new[] { 1.0, 2, 3 };
        Expression<Func<double, double[], double>> f = (x, w) => x > 0 && x < 10 ? x * Math.Sin(w[1]) + a[2] / w.Length : -x;
        var captured = FunctionCapture.Capture(f, strict: true);
        var result = Interpreter.Run(captured.Graph, [2.0, new double[] { 4, 5 }, .. CapturedConstants.Of(f).Values]);

        Assert.That(result[0], Is.EqualTo(f.Compile()(2.0, [4, 5])));
    }
}
