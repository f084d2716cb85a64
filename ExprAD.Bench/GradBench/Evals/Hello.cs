using ExprAD.Bench.GradBench.Protocol;

namespace ExprAD.Bench.GradBench.Evals;

/// <summary>x².</summary>
internal sealed class Hello(GradOptions options) : Eval
{
    private readonly GradientFunction<double> square = Grad.Of(x => x * x, options);

    public override IEnumerable<EvalFunction> Functions =>
    [
        new EvalFunction<double, double>("square", x => () => square.Value(x)),
        new EvalFunction<double, double>("double", x => () => square.Gradient(x)),
    ];
}
