namespace ExprAD.Optimizers;

/// <summary>
/// Finds a step t along a direction d that satisfies the strong conditions of Wolfe: φ(t) = f(x + t·d) is less than φ(0) + c₁·t·φ'(0), and |φ'(t)| no more than c₂·|φ'(0)|
/// (J. Nocedal, S. J. Wright, "Numerical Optimization", 3.5). A value that is not a number, or infinite, counts as too high.
/// </summary>
internal sealed class LineSearch(SmoothFunction function, double curvature)
{
    private const double Decrease = 1e-4;
    private const int MaxTrials = 60;

    private Point start = null!;
    private double[] direction = null!;
    private double slope;

    /// <summary>The point at the step found. Where none satisfies both conditions, the lowest one tried; null where none was lower than the start.</summary>
    public Point? Run(Point from, double[] along, double firstStep)
    {
        (start, direction, slope) = (from, along, DenseVectors.Dot(from.Gradient, along));
        var low = new Trial(0, from, slope);
        var step = firstStep;
        for (var trials = 0; trials < MaxTrials; trials++)
        {
            var trial = At(step);
            if (!IsLowEnough(trial) || (trials > 0 && trial.Value >= low.Value))
            {
                return Zoom(low, trial, trials);
            }

            if (Math.Abs(trial.Slope) <= -curvature * slope)
            {
                return trial.Point;
            }

            if (trial.Slope >= 0)
            {
                return Zoom(trial, low, trials);
            }

            // Still falling: further on, by extrapolation within limits.
            var next = Minimizer(low, trial);
            (low, step) = (trial, Math.Clamp(double.IsFinite(next) && next > step ? next : 4 * step, 2 * step, 10 * step));
        }

        return low.Step > 0 ? low.Point : null;
    }

    /// <summary>Narrows an interval between the best step so far and one behind a minimum.</summary>
    private Point? Zoom(Trial low, Trial high, int trials)
    {
        for (; trials < MaxTrials; trials++)
        {
            var width = high.Step - low.Step;
            var step = Minimizer(low, high);
            if (!double.IsFinite(step) || Math.Abs(step - low.Step) < 0.1 * Math.Abs(width) || Math.Abs(step - high.Step) < 0.1 * Math.Abs(width))
            {
                step = low.Step + (width / (high.Point.IsFinite ? 2 : 8));
            }

            if (step == low.Step || step == high.Step)
            {
                break;
            }

            var trial = At(step);
            if (!IsLowEnough(trial) || trial.Value >= low.Value)
            {
                high = trial;
                continue;
            }

            if (Math.Abs(trial.Slope) <= -curvature * slope)
            {
                return trial.Point;
            }

            if (trial.Slope * width >= 0)
            {
                high = low;
            }

            low = trial;
        }

        return low.Step > 0 ? low.Point : null;
    }

    private Trial At(double step)
    {
        var point = new Point(start.X.Length);
        point.MoveTo(function, start, step, direction);
        return new Trial(step, point, DenseVectors.Dot(point.Gradient, direction));
    }

    private bool IsLowEnough(Trial trial) => trial.Point.IsFinite && trial.Value <= start.Value + (Decrease * trial.Step * slope);

    /// <summary>Where the cubic through values and slopes of two steps has its minimum; NaN where it has none.</summary>
    private static double Minimizer(Trial a, Trial b)
    {
        if (!b.Point.IsFinite)
        {
            return double.NaN;
        }

        var d1 = a.Slope + b.Slope - (3 * (a.Value - b.Value) / (a.Step - b.Step));
        var d2 = Math.Sign(b.Step - a.Step) * Math.Sqrt((d1 * d1) - (a.Slope * b.Slope));
        return b.Step - ((b.Step - a.Step) * (b.Slope + d2 - d1) / (b.Slope - a.Slope + (2 * d2)));
    }

    private readonly record struct Trial(double Step, Point Point, double Slope)
    {
        public double Value => Point.Value;
    }
}
