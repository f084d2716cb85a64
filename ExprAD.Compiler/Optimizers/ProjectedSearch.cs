namespace ExprAD.Optimizers;

/// <summary>
/// Goes back along the path that a direction leaves in a box, x(t) = P(x + t·d), until the value has fallen by a part of what the slope promised
/// (D. P. Bertsekas, 1982).
/// </summary>
internal static class ProjectedSearch
{
    private const int MaxTrials = 60;

    /// <summary>The first point that is low enough; null where none is.</summary>
    public static Point? Run(SmoothFunction function, Box box, Point from, double[] direction, double firstStep)
    {
        Point? best = null;
        var step = firstStep;
        for (var trial = 0; trial < MaxTrials; trial++, step /= 2)
        {
            var point = new Point(from.X.Length);
            DenseVectors.AddScaled(from.X, step, direction, point.X);
            box.Project(point.X);
            point.Evaluate(function);
            var promised = 0.0;
            for (var i = 0; i < point.X.Length; i++)
            {
                promised += from.Gradient[i] * (point.X[i] - from.X[i]);
            }

            if (!point.IsFinite || point.Value > from.Value + (1e-4 * promised) || point.Value >= from.Value)
            {
                if (best is not null)
                {
                    break;
                }

                continue;
            }

            // While the value at half the step is lower still, the step was too long.
            if (best is not null && point.Value >= best.Value)
            {
                break;
            }

            best = point;
            if (trial > 0 || DenseVectors.Dot(point.Gradient, direction) <= 0)
            {
                break;
            }
        }

        return best ?? null;
    }
}
