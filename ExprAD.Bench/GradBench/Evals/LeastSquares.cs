using ExprAD.Bench.GradBench.Protocol;

namespace ExprAD.Bench.GradBench.Evals;

/// <summary>
/// How well a polynomial with coefficients x fits the sign function at n points tᵢ from -1 to 1:
/// ½ Σᵢ (sign tᵢ - x₀ - x₁tᵢ - x₂tᵢ² - …)².
/// </summary>
internal sealed class LeastSquares(GradOptions options) : Eval
{
    public override IEnumerable<EvalFunction> Functions =>
    [
        new EvalFunction<Input, double>("primal", input =>
        {
            var objective = Objective(input.N);
            return () => objective.Value(input.X);
        }),
        new EvalFunction<Input, double[]>("gradient", input =>
        {
            var (objective, gradient) = (Objective(input.N), new double[input.X.Length]);
            return () =>
            {
                objective.ValueAndGradient(input.X, gradient);
                return gradient;
            };
        }),
    ];

    private GradientFunction<double[]> Objective(int n) => Grad.OfMethod((double[] x) =>
    {
        var sum = 0.0;
        for (var i = 0; i < n; i++)
        {
            var t = -1 + i * 2.0 / (n - 1);
            var residual = (double)Math.Sign(t);
            var power = 1.0;
            foreach (var coefficient in x)
            {
                residual -= coefficient * power;
                power *= t;
            }

            sum += residual * residual;
        }

        return sum / 2;
    }, options);

    internal sealed record Input(double[] X, int N);
}
