using ExprAD.Bench.Functions;

namespace ExprAD.Bench.Kernels;

/// <summary>Negative log-likelihood of a series of symbols: logits of transitions, then of emissions.</summary>
internal sealed class HiddenMarkov() : Kernel("statistics", "hidden Markov model, 8 states, 500 symbols")
{
    private const int States = 8;
    private const int Symbols = 6;

    private readonly int[] series = [.. Samples.Normal(500, seed: 18).Select(t => Math.Clamp((int)(3 + 1.5 * t), 0, Symbols - 1))];

    public override double[] Point { get; } = Samples.Normal(States * (States + Symbols), seed: 19);

    public override GradientFunction<double[]> Differentiate(GradOptions options) => Grad.Of((double[] p) => Loss(p, series), options);

    private static double Loss(double[] p, int[] series)
    {
        var transitions = new double[States, States];
        var emissions = new double[States, Symbols];
        for (var i = 0; i < States; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < States; j++)
            {
                transitions[i, j] = Math.Exp(p[i * States + j]);
                sum += transitions[i, j];
            }

            for (var j = 0; j < States; j++)
            {
                transitions[i, j] /= sum;
            }

            sum = 0;
            for (var s = 0; s < Symbols; s++)
            {
                emissions[i, s] = Math.Exp(p[States * States + i * Symbols + s]);
                sum += emissions[i, s];
            }

            for (var s = 0; s < Symbols; s++)
            {
                emissions[i, s] /= sum;
            }
        }

        var forward = new double[States];
        for (var i = 0; i < States; i++)
        {
            forward[i] = 1.0 / States;
        }

        var loss = 0.0;
        foreach (var symbol in series)
        {
            var next = new double[States];
            var total = 0.0;
            for (var j = 0; j < States; j++)
            {
                var sum = 0.0;
                for (var i = 0; i < States; i++)
                {
                    sum += forward[i] * transitions[i, j];
                }

                next[j] = sum * emissions[j, symbol];
                total += next[j];
            }

            for (var j = 0; j < States; j++)
            {
                forward[j] = next[j] / total;
            }

            loss -= Math.Log(total);
        }

        return loss;
    }

    public override double HandWritten(double[] p, double[] gradient)
    {
        Softmax(p.AsSpan(0, States * States), States, transitions);
        Softmax(p.AsSpan(States * States), Symbols, emissions);
        forwards.AsSpan(0, States).Fill(1.0 / States);
        var loss = 0.0;
        for (var t = 0; t < series.Length; t++)
        {
            var forward = forwards.AsSpan(t * States, States);
            var next = forwards.AsSpan((t + 1) * States, States);
            var total = 0.0;
            for (var j = 0; j < States; j++)
            {
                var sum = 0.0;
                for (var i = 0; i < States; i++)
                {
                    sum += forward[i] * transitions[i * States + j];
                }

                next[j] = sum * emissions[j * Symbols + series[t]];
                total += next[j];
            }

            for (var j = 0; j < States; j++)
            {
                next[j] /= total;
            }

            totals[t] = total;
            loss -= Math.Log(total);
        }

        Array.Clear(byTransition);
        Array.Clear(byEmission);
        Span<double> adjoint = stackalloc double[States];
        Span<double> earlier = stackalloc double[States];
        adjoint.Clear();
        for (var t = series.Length - 1; t >= 0; t--)
        {
            var forward = forwards.AsSpan(t * States, States);
            var next = forwards.AsSpan((t + 1) * States, States);
            var along = 0.0;
            for (var j = 0; j < States; j++)
            {
                along += adjoint[j] * next[j];
            }

            earlier.Clear();
            for (var j = 0; j < States; j++)
            {
                // next = unscaled / total, and the loss has -log total.
                var byUnscaled = (adjoint[j] - along - 1) / totals[t];
                var emission = emissions[j * Symbols + series[t]];
                byEmission[j * Symbols + series[t]] += byUnscaled * next[j] * totals[t] / emission;
                var bySum = byUnscaled * emission;
                for (var i = 0; i < States; i++)
                {
                    earlier[i] += bySum * transitions[i * States + j];
                    byTransition[i * States + j] += bySum * forward[i];
                }
            }

            earlier.CopyTo(adjoint);
        }

        SoftmaxAdjoint(transitions, byTransition, States, gradient.AsSpan(0, States * States));
        SoftmaxAdjoint(emissions, byEmission, Symbols, gradient.AsSpan(States * States));
        return loss;
    }

    private static void Softmax(ReadOnlySpan<double> logits, int width, double[] result)
    {
        for (var first = 0; first < logits.Length; first += width)
        {
            var sum = 0.0;
            for (var j = first; j < first + width; j++)
            {
                sum += result[j] = Math.Exp(logits[j]);
            }

            for (var j = first; j < first + width; j++)
            {
                result[j] /= sum;
            }
        }
    }

    private static void SoftmaxAdjoint(double[] result, double[] adjoint, int width, Span<double> gradient)
    {
        for (var first = 0; first < gradient.Length; first += width)
        {
            var along = 0.0;
            for (var j = first; j < first + width; j++)
            {
                along += adjoint[j] * result[j];
            }

            for (var j = first; j < first + width; j++)
            {
                gradient[j] = result[j] * (adjoint[j] - along);
            }
        }
    }

    private readonly double[] transitions = new double[States * States];
    private readonly double[] emissions = new double[States * Symbols];
    private readonly double[] byTransition = new double[States * States];
    private readonly double[] byEmission = new double[States * Symbols];
    private readonly double[] forwards = new double[501 * States];
    private readonly double[] totals = new double[500];
}
