using System.Linq.Expressions;
using ExprAD.Capture;
using ExprAD.Verification;

namespace ExprAD.Tests.Capture.Places;

/// <summary>A program as a tree, of an array of numbers, and the same in plain C#.</summary>
/// <param name="Name">What is tried.</param>
/// <param name="Body">The tree; it reads <see cref="W"/>.</param>
/// <param name="Plain">What C# gives; null where the tree itself can be compiled.</param>
internal sealed record PlaceProgram(string Name, Expression Body, Func<double[], double>? Plain = null)
{
    public static readonly ParameterExpression W = Expression.Parameter(typeof(double[]), "w");

    private static readonly double[][] Samples = [[0.5, 1.25, -0.75, 2], [2, -1, 0.25, 0.5], [-1.5, -0.25, 1, 3]];

    /// <summary>Both give the same bits or raise the same exception, leave the same in the array, and the gradient is that of differences.</summary>
    public void Check()
    {
        var lambda = Expression.Lambda<Func<double[], double>>(Body, W);
        var plain = Plain ?? lambda.Compile();
        var graph = FunctionCapture.Capture(lambda, strict: true).Graph;
        Verifier.Verify(graph);
        var function = Grad.Of(lambda);
        foreach (var sample in Samples)
        {
            var (expectedArray, array) = ((double[])sample.Clone(), (double[])sample.Clone());
            var expected = Outcome(() => plain(expectedArray));
            Assert.That(Outcome(() => function.Value(array)), Is.EqualTo(expected), Name);
            Assert.That(array, Is.EqualTo(expectedArray), Name);
            if (expected is double)
            {
                Assert.That(function.ValueAndGradient((double[])sample.Clone()).Value, Is.EqualTo(expected), Name);
                var report = function.Check((double[])sample.Clone());
                Assert.That(report.Passed, Is.True, () => $"{Name}: {report}");
            }
        }
    }

    /// <summary>The error with which the program is refused.</summary>
    public NotDifferentiableException Refusal() => Assert.Throws<NotDifferentiableException>(() => Grad.Of(Expression.Lambda<Func<double[], double>>(Body, W)), Name)!;

    public override string ToString() => Name;

    private static object Outcome(Func<double> run)
    {
        try
        {
            return run();
        }
        catch (Exception e) when (e is not (NotDifferentiableException or InvalidGraphException))
        {
            return e.GetType();
        }
    }
}
