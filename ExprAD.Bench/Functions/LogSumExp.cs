using System.Linq.Expressions;

namespace ExprAD.Bench.Functions;

/// <summary>log Σ exp x, with the largest taken out: two reductions, one after the other, and an expensive function.</summary>
public class LogSumExp() : VectorComparison(1000)
{
    public override string Title => FormattableString.Invariant($"Log-sum-exp, n = {Inputs:N0}");

    protected override Expression<Func<double[], double>> Source() =>
        x => Grad.Let(x.Max(), m => m + Math.Log(x.Sum(t => Math.Exp(t - m))));

    protected override double HandWritten(double[] x, double[] gradient)
    {
        var max = x[0];
        for (var i = 1; i < x.Length; i++)
        {
            max = Math.Max(max, x[i]);
        }

        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            sum += gradient[i] = Math.Exp(x[i] - max);
        }

        var scale = 1 / sum;
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] *= scale;
        }

        return max + Math.Log(sum);
    }

#if TORCH
    protected override Tensor TorchValue(Tensor x) => x.logsumexp(0);
#endif
}
