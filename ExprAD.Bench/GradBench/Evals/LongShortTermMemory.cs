using ExprAD.Bench.GradBench.Protocol;

namespace ExprAD.Bench.GradBench.Evals;

/// <summary>
/// How well a recurrent network predicts each next character of a text, given as bits. Its layers are LSTM cells whose weights
/// are diagonal: two rows of parameters a layer, weights and biases, each for the gates forget, in, out and for the change.
/// </summary>
internal sealed class LongShortTermMemory(GradOptions options) : Eval
{
    public override IEnumerable<EvalFunction> Functions =>
    [
        new EvalFunction<Input, double>("objective", input =>
        {
            var loss = Loss(input);
            return () => loss.Value(input.MainParams, input.ExtraParams);
        }),
        new EvalFunction<Input, double[]>("jacobian", input =>
        {
            var loss = Loss(input);
            var gradient = loss.Gradient(input.MainParams, input.ExtraParams);
            return () =>
            {
                loss.ValueAndGradient(input.MainParams, input.ExtraParams, gradient);
                return [.. gradient.Item1.Concat(gradient.Item2).SelectMany(row => row)];
            };
        }),
    ];

    private GradientFunction<double[][], double[][]> Loss(Input input)
    {
        var (state, sequence) = (input.State, input.Sequence);
        return Grad.Of((double[][] main, double[][] extra) => Loss(main, extra, state, sequence), options);
    }

    private static double Loss(double[][] main, double[][] extra, double[][] state, double[][] sequence)
    {
        var (layers, bits) = (state.Length / 2, state[0].Length);
        var hidden = new double[layers, bits];
        var cell = new double[layers, bits];
        for (var layer = 0; layer < layers; layer++)
        {
            for (var i = 0; i < bits; i++)
            {
                hidden[layer, i] = state[2 * layer][i];
                cell[layer, i] = state[2 * layer + 1][i];
            }
        }

        var total = 0.0;
        for (var t = 0; t < sequence.Length - 1; t++)
        {
            var sum = 2.0;
            var expected = 0.0;
            var count = 0.0;
            for (var i = 0; i < bits; i++)
            {
                var signal = sequence[t][i] * extra[0][i];
                for (var layer = 0; layer < layers; layer++)
                {
                    var weight = main[2 * layer];
                    var bias = main[2 * layer + 1];
                    var forget = Sigmoid(signal * weight[i] + bias[i]);
                    var ingate = Sigmoid(hidden[layer, i] * weight[bits + i] + bias[bits + i]);
                    var outgate = Sigmoid(signal * weight[2 * bits + i] + bias[2 * bits + i]);
                    var change = Math.Tanh(hidden[layer, i] * weight[3 * bits + i] + bias[3 * bits + i]);
                    cell[layer, i] = cell[layer, i] * forget + ingate * change;
                    hidden[layer, i] = outgate * Math.Tanh(cell[layer, i]);
                    signal = hidden[layer, i];
                }

                var predicted = signal * extra[1][i] + extra[2][i];
                sum += Math.Exp(predicted);
                expected += sequence[t + 1][i] * predicted;
                count += sequence[t + 1][i];
            }

            total += expected - count * Math.Log(sum);
        }

        return -total / ((sequence.Length - 1) * bits);
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    internal sealed record Input(double[][] MainParams, double[][] ExtraParams, double[][] State, double[][] Sequence);
}
