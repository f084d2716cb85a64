namespace ExprAD.Optimizers;

/// <summary>What a least-squares search that ended has found.</summary>
internal sealed record Fit(Outcome Outcome, double[] Residuals, double[,] Jacobian);

/// <summary>
/// Least squares: min |r(x)|² by steps p with (JᵀJ + λ·D²)·p = −Jᵀr, which between the steps of Gauss and Newton and of steepest descent
/// stay where the linear model holds (K. Levenberg, 1944; D. W. Marquardt, 1963). D scales by the greatest column norms so far (J. J. Moré, 1978);
/// λ follows the agreement between the model and the residuals (H. B. Nielsen, 1999). JᵀJ is not formed: its condition is the square of J's.
/// </summary>
internal sealed class LevenbergMarquardt
{
    private readonly ResidualFunction function;
    private readonly Box? box;
    private readonly SearchRun run;
    private readonly double[] scale;
    private double damping = 1;
    private double growth = 2;

    private LevenbergMarquardt(ResidualFunction function, MinimizationOptions options)
    {
        this.function = function;
        box = Box.Of(options, function.Count);
        run = new SearchRun(options, () => function.Evaluations);
        scale = new double[function.Count];
    }

    public static Fit Run(ResidualFunction function, double[] start, MinimizationOptions options) =>
        new LevenbergMarquardt(function, options).Run((double[])start.Clone());

    private Fit Run(double[] x)
    {
        box?.Project(x);
        var residuals = function.Evaluate(x);
        if (!double.IsFinite(DenseVectors.Largest(residuals)))
        {
            throw new ArgumentException("The residuals are not finite at the point to start from.");
        }

        while (true)
        {
            var jacobian = function.Jacobian(x);
            var gradient = Gradient(jacobian, residuals, x);
            var (value, norm) = (DenseVectors.Dot(residuals, residuals), 2 * DenseVectors.Largest(gradient));
            if (run.Stop(x, value, norm) is { } reason)
            {
                return new(run.End(x, value, norm, reason), residuals, jacobian);
            }

            var (next, nextResiduals, stop) = Step(x, residuals, jacobian, gradient);
            run.Report(Math.Min(value, DenseVectors.Dot(nextResiduals, nextResiduals)), norm);
            stop ??= run.StopAfterStep(x, next);
            (x, residuals) = (next, nextResiduals);
            if (stop is { } end)
            {
                jacobian = function.Jacobian(x);
                norm = 2 * DenseVectors.Largest(Gradient(jacobian, residuals, x));
                return new(run.End(x, DenseVectors.Dot(residuals, residuals), norm, end), residuals, jacobian);
            }
        }
    }

    /// <summary>Jᵀr, without the components that are held at a bound.</summary>
    private double[] Gradient(double[,] jacobian, double[] residuals, double[] x)
    {
        var gradient = new double[x.Length];
        for (var i = 0; i < residuals.Length; i++)
        {
            for (var j = 0; j < gradient.Length; j++)
            {
                gradient[j] += jacobian[i, j] * residuals[i];
            }
        }

        box?.Free(x, gradient, gradient);
        return gradient;
    }

    /// <summary>The next point; the damping grows until one is lower.</summary>
    private (double[] X, double[] Residuals, StopReason? Stop) Step(double[] x, double[] residuals, double[,] jacobian, double[] gradient)
    {
        UpdateScale(jacobian);
        var factors = OrthogonalFactors.Of(Free(jacobian, gradient), Array.ConvertAll(residuals, r => -r));
        var value = DenseVectors.Dot(residuals, residuals);
        var next = new double[x.Length];
        while (true)
        {
            var below = Array.ConvertAll(scale, d => Math.Sqrt(damping) * d);
            var step = factors.WithBelow(below).Solve();
            DenseVectors.AddScaled(x, 1, step, next);
            box?.Project(next);
            DenseVectors.Subtract(next, x, step);

            // |r|² − |r + J·p|² = λ·|D·p|² − gᵀp for the p that solves the equations.
            var promised = -DenseVectors.Dot(gradient, step);
            for (var j = 0; j < step.Length; j++)
            {
                promised += damping * scale[j] * scale[j] * step[j] * step[j];
            }

            if (promised <= 1e-16 * value || damping > 1e60)
            {
                return (x, residuals, promised <= 1e-16 * value ? StopReason.Precision : StopReason.NoDecrease);
            }

            var tried = function.Evaluate(next);
            var agreement = (value - DenseVectors.Dot(tried, tried)) / promised;
            if (agreement > 0)
            {
                damping = Math.Max(1e-16, damping * Math.Max(1.0 / 3, 1 - Math.Pow((2 * Math.Min(agreement, 1)) - 1, 3)));
                growth = 2;
                return (next, tried, null);
            }

            damping *= growth;
            growth *= 2;
        }
    }

    private void UpdateScale(double[,] jacobian)
    {
        for (var j = 0; j < scale.Length; j++)
        {
            var column = new double[jacobian.GetLength(0)];
            for (var i = 0; i < column.Length; i++)
            {
                column[i] = jacobian[i, j];
            }

            scale[j] = Math.Max(scale[j], DenseVectors.Norm(column));
            if (scale[j] == 0)
            {
                scale[j] = 1;
            }
        }
    }

    /// <summary>The Jacobian without the columns of what is held at a bound: its gradient is zero there.</summary>
    private double[,] Free(double[,] jacobian, double[] gradient)
    {
        if (box is null)
        {
            return jacobian;
        }

        var free = (double[,])jacobian.Clone();
        for (var i = 0; i < free.GetLength(0); i++)
        {
            for (var j = 0; j < gradient.Length; j++)
            {
                free[i, j] = gradient[j] == 0 ? 0 : free[i, j];
            }
        }

        return free;
    }
}
