using ExprAD.Bench.GradBench.Protocol;

namespace ExprAD.Bench.GradBench.Evals;

/// <summary>log Σᵢ exp xᵢ, with the largest taken out so that nothing overflows.</summary>
internal sealed class LogSumExp(GradOptions options) : Eval
{
    private readonly GradientFunction<double[]> logSumExp =
        Grad.Of((double[] x) => Grad.Let(x.Max(), a => a + Math.Log(x.Sum(t => Math.Exp(t - a)))), options);

    public override IEnumerable<EvalFunction> Functions =>
    [
        new EvalFunction<Input, double>("primal", input => () => logSumExp.Value(input.X)),
        new EvalFunction<Input, double[]>("gradient", input =>
        {
            var gradient = new double[input.X.Length];
            return () =>
            {
                logSumExp.ValueAndGradient(input.X, gradient);
                return gradient;
            };
        }),
    ];

    internal sealed record Input(double[] X);
}
