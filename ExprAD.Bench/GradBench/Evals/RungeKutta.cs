using ExprAD.Bench.GradBench.Protocol;

namespace ExprAD.Bench.GradBench.Evals;

/// <summary>y₀′ = x₀ and yᵢ′ = xᵢ yᵢ₋₁ from y = 0 at time 0 to time 2, by s steps of the classical Runge-Kutta method.</summary>
internal sealed class RungeKutta(GradOptions options) : Eval
{
    public override IEnumerable<EvalFunction> Functions =>
    [
        new EvalFunction<Input, double[]>("primal", input =>
        {
            var steps = input.S;
            var solution = Jacobian.Of((double[] x) => Solve(x, steps), options);
            return () => solution.Value(input.X);
        }),
        new EvalFunction<Input, double[]>("gradient", input =>
        {
            var (steps, gradient) = (input.S, new double[input.X.Length]);
            var last = Grad.Of((double[] x) => Solve(x, steps).Last(), options);
            return () =>
            {
                last.ValueAndGradient(input.X, gradient);
                return gradient;
            };
        }),
    ];

    private static double[] Solve(double[] x, int steps)
    {
        var (n, h) = (x.Length, 2.0 / steps);
        var y = new double[n];
        var at = new double[n];
        var (k1, k2, k3, k4) = (new double[n], new double[n], new double[n], new double[n]);
        for (var step = 0; step < steps; step++)
        {
            Slope(x, y, k1);
            for (var i = 0; i < n; i++)
            {
                at[i] = y[i] + h / 2 * k1[i];
            }

            Slope(x, at, k2);
            for (var i = 0; i < n; i++)
            {
                at[i] = y[i] + h / 2 * k2[i];
            }

            Slope(x, at, k3);
            for (var i = 0; i < n; i++)
            {
                at[i] = y[i] + h * k3[i];
            }

            Slope(x, at, k4);
            for (var i = 0; i < n; i++)
            {
                y[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
            }
        }

        return y;
    }

    private static void Slope(double[] x, double[] y, double[] slope)
    {
        slope[0] = x[0];
        for (var i = 1; i < x.Length; i++)
        {
            slope[i] = x[i] * y[i - 1];
        }
    }

    internal sealed record Input(double[] X, int S);
}
