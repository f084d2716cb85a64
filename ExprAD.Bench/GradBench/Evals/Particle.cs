using ExprAD.Bench.GradBench.Protocol;

namespace ExprAD.Bench.GradBench.Evals;

/// <summary>
/// Where to put one of two charges, by the number w, so that a particle that they repel, in steps by Euler's method, comes down
/// at the origin. The force is a gradient, and w is found by descent along a gradient through it: by forward mode (f) or
/// reverse mode (r), first that of the descent, then that of the force.
/// </summary>
internal sealed class Particle(GradOptions options) : Eval
{
    public override IEnumerable<EvalFunction> Functions
    {
        get
        {
            var byForward = Grad.Of(w => Landing(w, true), options);
            var byReverse = Grad.Of(w => Landing(w, false), options);
            return
            [
                new EvalFunction<Input, double>("ff", input => () => Minimum(byForward.Value, w => byForward.Jvp(w, 1).Derivative, input.W)),
                new EvalFunction<Input, double>("fr", input => () => Minimum(byReverse.Value, w => byReverse.Jvp(w, 1).Derivative, input.W)),
                new EvalFunction<Input, double>("rf", input => () => Minimum(byForward.Value, byForward.Gradient, input.W)),
                new EvalFunction<Input, double>("rr", input => () => Minimum(byReverse.Value, byReverse.Gradient, input.W)),
            ];
        }
    }

    private static double Minimum(Func<double, double> f, Func<double, double> slope, double start) =>
        GradientDescent.Minimum(w => f(w[0]), w => [slope(w[0])], [start])[0];

    /// <summary>The square of where the particle comes down.</summary>
    private static double Landing(double w, bool forward)
    {
        const double Step = 0.1;
        var (x, y) = (0.0, 8.0);
        var (vx, vy) = (0.75, 0.0);
        while (true)
        {
            var (fx, fy) = forward ? SlopeByForward(x, y, w) : SlopeByReverse(x, y, w);
            x += Step * vx;
            y += Step * vy;
            if (y <= 0)
            {
                // Back along the last step to the axis.
                var landing = x - y / vy * vx;
                return landing * landing;
            }

            vx -= Step * fx;
            vy -= Step * fy;
        }
    }

    /// <summary>Along one coordinate after the other.</summary>
    private static (double X, double Y) SlopeByForward(double x, double y, double w) =>
        (Grad.At(u => Potential(u, y, w), x), Grad.At(v => Potential(x, v, w), y));

    private static (double X, double Y) SlopeByReverse(double x, double y, double w) =>
        Grad.At((double u, double v) => Potential(u, v, w), x, y);

    private static double Potential(double x, double y, double w) => 1 / Distance(x - 10, y - (10 - w)) + 1 / Distance(x - 10, y);

    private static double Distance(double dx, double dy) => Math.Sqrt(dx * dx + dy * dy);

    internal sealed record Input(double W);
}
