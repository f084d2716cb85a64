using ExprAD.Optimizers.Directions;

namespace ExprAD.Optimizers;

/// <summary>Goes down along one direction after the other, as far as a line search says; with bounds, along their projection into the box.</summary>
internal sealed class DescentSearch
{
    private readonly SmoothFunction function;
    private readonly ISearchDirection way;
    private readonly Box? box;
    private readonly SearchRun run;
    private readonly double[] direction;
    private readonly double[] free;

    private DescentSearch(SmoothFunction function, ISearchDirection way, MinimizationOptions options)
    {
        (this.function, this.way) = (function, way);
        box = Box.Of(options, function.Count);
        run = new SearchRun(options, () => function.Evaluations);
        (direction, free) = (new double[function.Count], new double[function.Count]);
    }

    public static Outcome Run(SmoothFunction function, ISearchDirection way, double[] start, MinimizationOptions options) =>
        new DescentSearch(function, way, options).Run(start);

    private Outcome Run(double[] start)
    {
        var at = new Point(function.Count);
        start.CopyTo(at.X, 0);
        box?.Project(at.X);
        at.Evaluate(function);
        Starts.Check(at);
        while (true)
        {
            var norm = Slope(at);
            if (run.Stop(at.X, at.Value, norm) is { } reason)
            {
                return run.End(at.X, at.Value, norm, reason);
            }

            if (Next(at) is not { } next)
            {
                return run.End(at.X, at.Value, norm, DenseVectors.Dot(direction, at.Gradient) >= -Starts.Rounding(at.Value) ? StopReason.Precision : StopReason.NoDecrease);
            }

            way.Learn(at, next);
            var stop = run.StopAfterStep(at.X, next.X);
            at = next;
            run.Report(at.Value, Slope(at));
            if (stop is { } tiny)
            {
                return run.End(at.X, at.Value, Slope(at), run.Stop(at.X, at.Value, Slope(at)) ?? tiny);
            }
        }
    }

    /// <summary>The greatest component of the gradient that does not point out of the bounds.</summary>
    private double Slope(Point at)
    {
        if (box is null)
        {
            return DenseVectors.Largest(at.Gradient);
        }

        box.Free(at.X, at.Gradient, free);
        return DenseVectors.Largest(free);
    }

    /// <summary>The point after the next step: along what was learnt, or where that does not lead down, along the gradient.</summary>
    private Point? Next(Point at)
    {
        way.Find(at, direction);
        box?.Hold(at.X, at.Gradient, direction);
        if (LeadsDown(at) && Search(at) is { } next)
        {
            return next;
        }

        way.Restart();
        way.Find(at, direction);
        box?.Hold(at.X, at.Gradient, direction);
        if (!LeadsDown(at))
        {
            DenseVectors.Negate(at.Gradient, direction);
            box?.Hold(at.X, at.Gradient, direction);
        }

        return Search(at);
    }

    private bool LeadsDown(Point at)
    {
        var slope = DenseVectors.Dot(at.Gradient, direction);
        return slope < -1e-12 * DenseVectors.Norm(at.Gradient) * DenseVectors.Norm(direction) && double.IsFinite(slope);
    }

    private Point? Search(Point at)
    {
        // A direction that nothing is known of has no length that means anything: one unit at most, to begin with.
        var isGradient = DenseVectors.Dot(direction, at.Gradient) <= -(1 - 1e-12) * DenseVectors.Norm(direction) * DenseVectors.Norm(at.Gradient);
        var step = isGradient ? Math.Min(1, 1 / DenseVectors.Norm(direction)) : 1;
        return box is null
            ? new LineSearch(function, way.Curvature).Run(at, direction, step)
            : ProjectedSearch.Run(function, box, at, direction, step);
    }
}
