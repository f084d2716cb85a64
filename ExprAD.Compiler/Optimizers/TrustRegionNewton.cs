namespace ExprAD.Optimizers;

/// <summary>
/// Newton's method in a trust region, on Hessian-vector products: the quadratic model is minimised by conjugate gradients, up to where it bends down
/// or the region ends (T. Steihaug, 1983).
/// </summary>
internal sealed class TrustRegionNewton
{
    // To which part of the gradient Newton's equations are solved, far from the end and when nothing else is to be gained.
    private const double Inexact = 0.1;
    private const double Exact = 1e-12;

    private readonly SmoothFunction function;
    private readonly SearchRun run;
    private readonly double[] step;
    private readonly double[] residual;
    private readonly double[] direction;
    private readonly double[] product;

    /// <summary>Whether Newton's equations were solved as exactly as was asked for; rounding, or the end of the region, can prevent it.</summary>
    private bool isSolved;

    private TrustRegionNewton(SmoothFunction function, MinimizationOptions options)
    {
        this.function = function;
        run = new SearchRun(options, () => function.Evaluations);
        var n = function.Count;
        (step, residual, direction, product) = (new double[n], new double[n], new double[n], new double[n]);
    }

    public static Outcome Run(SmoothFunction function, double[] start, MinimizationOptions options) =>
        new TrustRegionNewton(function, options).Run(start);

    private Outcome Run(double[] start)
    {
        var at = new Point(function.Count);
        start.CopyTo(at.X, 0);
        at.Evaluate(function);
        Starts.Check(at);
        var radius = Math.Max(1, DenseVectors.Norm(at.X) / 10);
        while (true)
        {
            var norm = DenseVectors.Largest(at.Gradient);
            if (run.Stop(at.X, at.Value, norm) is { } reason)
            {
                return run.End(at.X, at.Value, norm, reason);
            }

            var (promised, rounding) = (Model(at, radius, Inexact), Starts.Rounding(at.Value));
            if (promised <= rounding)
            {
                // The little that is left may lie along directions of little curvature, which come last.
                promised = Model(at, radius, Exact);
            }

            var next = new Point(function.Count);
            next.MoveTo(function, at, 1, step);
            var length = DenseVectors.Norm(step);
            var gained = at.Value - next.Value;

            // Where both are lost in rounding, they agree.
            var agreement = !next.IsFinite ? -1 : (gained + rounding) / (promised + rounding);
            radius = agreement < 0.25 ? length / 4 : agreement > 0.75 && length > 0.9 * radius ? 2 * radius : radius;
            run.Report(at.Value, norm);
            if (agreement > 1e-4 && gained >= -rounding && (gained > 0 || DenseVectors.Largest(next.Gradient) < norm))
            {
                at = next;
            }
            else if (promised <= rounding)
            {
                return run.End(at.X, at.Value, norm, isSolved ? StopReason.Precision : StopReason.NoDecrease);
            }
            else if (radius <= 1e-15 * Math.Max(DenseVectors.Norm(at.X), 1e-300))
            {
                return run.End(at.X, at.Value, norm, StopReason.NoDecrease);
            }
        }
    }

    /// <summary>Finds the step; gives how much the model says that it lowers the value.</summary>
    private double Model(Point at, double radius, double accuracy)
    {
        isSolved = false;
        Array.Clear(step);
        at.Gradient.CopyTo(residual, 0);
        DenseVectors.Negate(at.Gradient, direction);
        var squared = DenseVectors.Dot(residual, residual);
        var (first, gained) = (Math.Sqrt(squared), 0.0);
        var tolerance = first * Math.Min(accuracy, Math.Sqrt(first));
        for (var i = 0; i < 2 * function.Count && Math.Sqrt(squared) > tolerance; i++)
        {
            function.HessianProduct(at.X, direction, product);
            var bend = DenseVectors.Dot(direction, product);
            var length = squared / bend;
            if (!(bend > 0) || !IsWithin(length, radius))
            {
                length = ToBoundary(radius);
                return gained + (length * squared) - (length * length * bend / 2);
            }

            gained += length * squared / 2;
            DenseVectors.AddScaled(step, length, direction, step);
            DenseVectors.AddScaled(residual, length, product, residual);
            var next = DenseVectors.Dot(residual, residual);
            for (var k = 0; k < direction.Length; k++)
            {
                direction[k] = (next / squared * direction[k]) - residual[k];
            }

            squared = next;
        }

        isSolved = Math.Sqrt(squared) <= tolerance;
        return gained;
    }

    private bool IsWithin(double length, double radius)
    {
        var (s, m, d) = Products();
        return s + (2 * length * m) + (length * length * d) < radius * radius;
    }

    /// <summary>Goes on along the direction to where the region ends: |p + t·d| = r.</summary>
    private double ToBoundary(double radius)
    {
        var (s, m, d) = Products();
        var length = (Math.Sqrt((m * m) + (d * ((radius * radius) - s))) - m) / d;
        DenseVectors.AddScaled(step, length, direction, step);
        return length;
    }

    private (double Step, double Mixed, double Direction) Products() =>
        (DenseVectors.Dot(step, step), DenseVectors.Dot(step, direction), DenseVectors.Dot(direction, direction));
}
