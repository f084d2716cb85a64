using ExprAD.Bench.GradBench.Protocol;

namespace ExprAD.Bench.GradBench.Evals;

/// <summary>
/// A saddle point of |p|² - |q|²: the p for which the largest value over all q is smallest, then the q that gives it. Both are
/// found by descent, the inner one again for each step of the outer one, whose gradient goes through it: by forward mode (f)
/// or reverse mode (r), first that of the outer, then that of the inner.
/// </summary>
internal sealed class Saddle(GradOptions options) : Eval
{
    public override IEnumerable<EvalFunction> Functions =>
    [
        new EvalFunction<Input, double[]>("ff", input => Solve(input.Start, outerForward: true, innerForward: true)),
        new EvalFunction<Input, double[]>("fr", input => Solve(input.Start, outerForward: true, innerForward: false)),
        new EvalFunction<Input, double[]>("rf", input => Solve(input.Start, outerForward: false, innerForward: true)),
        new EvalFunction<Input, double[]>("rr", input => Solve(input.Start, outerForward: false, innerForward: false)),
    ];

    private Func<double[]> Solve(double[] start, bool outerForward, bool innerForward)
    {
        var largest = innerForward
            ? Grad.Of((double[] p) => Height(p, HighestByForward(p, start)), options)
            : Grad.Of((double[] p) => Height(p, HighestByReverse(p, start)), options);
        double[] ByForward(double[] p) => [largest.Jvp(p, [1, 0]).Derivative, largest.Jvp(p, [0, 1]).Derivative];
        return () =>
        {
            var p = GradientDescent.Minimum(largest.Value, outerForward ? ByForward : largest.Gradient, start);
            var q = innerForward ? HighestByForward(p, start) : HighestByReverse(p, start);
            return [.. p, .. q];
        };
    }

    private static double Height(double[] p, double[] q) => p[0] * p[0] + p[1] * p[1] - (q[0] * q[0] + q[1] * q[1]);

    private static double[] HighestByReverse(double[] p, double[] start) =>
        GradientDescent.Minimum(q => -Height(p, q), q => Grad.At((double[] t) => -Height(p, t), q), start);

    /// <summary>Along one coordinate after the other.</summary>
    private static double[] HighestByForward(double[] p, double[] start) => GradientDescent.Minimum(
        q => -Height(p, q),
        q => [Grad.At(t => -Height(p, new[] { t, q[1] }), q[0]), Grad.At(t => -Height(p, new[] { q[0], t }), q[1])],
        start);

    internal sealed record Input(double[] Start);
}
