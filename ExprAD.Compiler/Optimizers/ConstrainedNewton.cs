using MathNet.Numerics.LinearAlgebra;

namespace ExprAD.Optimizers;

/// <summary>
/// A minimum of f under c(x) = 0: Newton's method on the conditions of Karush, Kuhn and Tucker, ∇f + Jᵀλ = 0 and c = 0, with the exact Hessian H of the Lagrangian f + λᵀc:
/// <code>
/// [ H + δI   Jᵀ ] [ p  ]     [ ∇f ]
/// [ J       −εI ] [ λ⁺ ] = − [ c  ]
/// </code>
/// δ makes the model bend up along the step, ε serves where constraints depend on each other. Steps are shortened until they lower f + μ·|c|₁; where a full one is refused because
/// the constraints bend, it is first corrected for that (J. Nocedal, S. J. Wright, "Numerical Optimization", 18.3).
/// </summary>
internal sealed class ConstrainedNewton
{
    private const int MaxTrials = 40;

    private readonly SmoothFunction function;
    private readonly ResidualFunction constraints;
    private readonly MinimizationOptions options;
    private readonly SearchRun run;
    private Point at;
    private double[] violation;
    private double[,] jacobian;
    private double[] multipliers;
    private double penalty = 1;

    private ConstrainedNewton(SmoothFunction function, ResidualFunction constraints, double[] start, MinimizationOptions options)
    {
        (this.function, this.constraints, this.options) = (function, constraints, options);
        run = new SearchRun(options, () => function.Evaluations);
        at = new Point(function.Count);
        start.CopyTo(at.X, 0);
        at.Evaluate(function);
        Starts.Check(at);
        violation = constraints.Evaluate(at.X);
        jacobian = constraints.Jacobian(at.X);

        // The multipliers that come nearest to the conditions: the least squares solution of Jᵀλ = −∇f.
        multipliers = OrthogonalFactors.Of(Transposed(jacobian), Array.ConvertAll(at.Gradient, g => -g)).Solve();
    }

    public static (Outcome Outcome, double[] Multipliers, double Violation) Run(
        SmoothFunction function, ResidualFunction constraints, double[] start, MinimizationOptions options)
    {
        var search = new ConstrainedNewton(function, constraints, start, options);
        var outcome = search.Run();
        return (outcome, search.multipliers, DenseVectors.Largest(search.violation));
    }

    private Outcome Run()
    {
        while (true)
        {
            var norm = DenseVectors.Largest(Slope(multipliers));
            var stop = run.Stop(at.X, at.Value, norm);
            if (stop is { } reason && (reason != StopReason.GradientTolerance || DenseVectors.Largest(violation) <= options.GradientTolerance))
            {
                return run.End(at.X, at.Value, norm, reason);
            }

            if (Step() is not { } change)
            {
                return run.End(at.X, at.Value, norm, StopReason.NoDecrease);
            }

            norm = DenseVectors.Largest(Slope(multipliers));
            run.Report(at.Value, norm);
            if (change <= options.StepTolerance)
            {
                return run.End(at.X, at.Value, norm, run.Stop(at.X, at.Value, norm) ?? StopReason.StepTolerance);
            }
        }
    }

    /// <summary>∇f + Jᵀλ.</summary>
    private double[] Slope(double[] weights)
    {
        double[] slope = [.. at.Gradient];
        for (var i = 0; i < weights.Length; i++)
        {
            for (var j = 0; j < slope.Length; j++)
            {
                slope[j] += jacobian[i, j] * weights[i];
            }
        }

        return slope;
    }

    /// <summary>Goes to the next point; gives the relative change, or null where there is none that is better.</summary>
    private double? Step()
    {
        var hessian = function.Hessian(at.X) + constraints.WeightedHessian(at.X, multipliers);
        var (step, next) = Solve(hessian);
        var infeasibility = OneNorm(violation);
        penalty = Math.Max(penalty, 1.5 * DenseVectors.Largest(next));
        var slope = DenseVectors.Dot(at.Gradient, step) - (penalty * infeasibility);
        var merit = at.Value + (penalty * infeasibility);
        var rounding = Starts.Rounding(Math.Abs(at.Value) + (penalty * infeasibility));
        var length = 1.0;
        for (var trial = 0; trial < MaxTrials; trial++, length /= 2)
        {
            if (Try(step, length, merit + (1e-4 * length * slope) + rounding) is { } change)
            {
                for (var i = 0; i < next.Length; i++)
                {
                    multipliers[i] += length * (next[i] - multipliers[i]);
                }

                return change;
            }

            if (trial == 0 && Try(Corrected(step), 1, merit + (1e-4 * slope) + rounding) is { } corrected)
            {
                multipliers = next;
                return corrected;
            }
        }

        return null;
    }

    /// <summary>Goes there if f + μ·|c|₁ is low enough.</summary>
    private double? Try(double[] step, double length, double limit)
    {
        var point = new Point(at.X.Length);
        point.MoveTo(function, at, length, step);
        if (!point.IsFinite)
        {
            return null;
        }

        var there = constraints.Evaluate(point.X);
        if (!(point.Value + (penalty * OneNorm(there)) <= limit))
        {
            return null;
        }

        var change = DenseVectors.RelativeChange(at.X, point.X);
        (at, violation, jacobian) = (point, there, constraints.Jacobian(point.X));
        return change;
    }

    /// <summary>The step with the shortest way back to where the constraints, that were thought straight, hold: p − Jᵀ(JJᵀ)⁻¹·c(x + p).</summary>
    private double[] Corrected(double[] step)
    {
        var there = new double[step.Length];
        DenseVectors.AddScaled(at.X, 1, step, there);
        var j = Matrix<double>.Build.DenseOfArray(jacobian);
        var correction = j.PseudoInverse() * Vector<double>.Build.Dense(constraints.Evaluate(there));
        DenseVectors.AddScaled(step, -1, correction.AsArray(), there);
        return there;
    }

    /// <summary>The step and the multipliers after it.</summary>
    private (double[] Step, double[] Multipliers) Solve(Matrix<double> hessian)
    {
        var (n, m) = (at.X.Length, violation.Length);
        var right = Vector<double>.Build.Dense([.. at.Gradient.Select(g => -g), .. violation.Select(c => -c)]);
        var size = Math.Max(1e-8, hessian.Diagonal().InfinityNorm());
        var (shift, slack) = (0.0, 0.0);
        while (true)
        {
            var system = Matrix<double>.Build.Dense(n + m, n + m);
            system.SetSubMatrix(0, 0, hessian);
            for (var i = 0; i < n; i++)
            {
                system[i, i] += shift;
            }

            for (var i = 0; i < m; i++)
            {
                system[n + i, n + i] = -slack;
                for (var j = 0; j < n; j++)
                {
                    system[n + i, j] = system[j, n + i] = jacobian[i, j];
                }
            }

            var solution = system.LU().Solve(right).AsArray();
            var step = solution[..n];
            var bend = DenseVectors.Dot(step, (hessian * Vector<double>.Build.Dense(step)).AsArray()) + (shift * DenseVectors.Dot(step, step));
            if (!solution.All(double.IsFinite))
            {
                slack = Math.Max(10 * slack, 1e-10 * size);
                shift = slack > 1e-4 * size ? Math.Max(10 * shift, 1e-4 * size) : shift;
            }
            else if (bend < 1e-10 * size * DenseVectors.Dot(step, step) && shift < 1e12 * size)
            {
                shift = Math.Max(4 * shift, 1e-4 * size);
            }
            else
            {
                return (step, solution[n..]);
            }
        }
    }

    private static double OneNorm(double[] values) => values.Sum(Math.Abs);

    private static double[,] Transposed(double[,] matrix) => Matrix<double>.Build.DenseOfArray(matrix).Transpose().ToArray();
}
