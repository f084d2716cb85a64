using ExprAD.Bench.Functions;

namespace ExprAD.Bench.Kernels;

/// <summary>Squared error of a network with one hidden layer: weights and biases of the hidden layer, then of the output.</summary>
internal sealed class Perceptron() : Kernel("learning", "MLP 16-32-1, batch of 128")
{
    private const int Inputs = 16;
    private const int Hidden = 32;

    private readonly double[][] rows = Samples.NormalRows(128, Inputs, seed: 27);
    private readonly double[] targets = Samples.Normal(128, seed: 28);

    public override double[] Point { get; } = [.. Samples.Normal(Hidden * (Inputs + 2) + 1, seed: 29).Select(t => 0.3 * t)];

    public override GradientFunction<double[]> Differentiate(GradOptions options) => Grad.Of((double[] p) => Loss(p, rows, targets), options);

    private static double Loss(double[] p, double[][] rows, double[] targets)
    {
        const int Biases = Hidden * Inputs;
        const int Output = Biases + Hidden;
        var loss = 0.0;
        for (var r = 0; r < rows.Length; r++)
        {
            var output = p[Output + Hidden];
            for (var h = 0; h < Hidden; h++)
            {
                var sum = p[Biases + h];
                for (var i = 0; i < Inputs; i++)
                {
                    sum += p[h * Inputs + i] * rows[r][i];
                }

                output += p[Output + h] * Math.Tanh(sum);
            }

            loss += Square(output - targets[r]);
        }

        return loss / rows.Length;
    }

    public override double HandWritten(double[] p, double[] gradient)
    {
        const int Biases = Hidden * Inputs;
        const int Output = Biases + Hidden;
        Array.Clear(gradient);
        Span<double> hidden = stackalloc double[Hidden];
        var loss = 0.0;
        for (var r = 0; r < rows.Length; r++)
        {
            var (row, output) = (rows[r], p[Output + Hidden]);
            for (var h = 0; h < Hidden; h++)
            {
                var sum = p[Biases + h];
                for (var i = 0; i < Inputs; i++)
                {
                    sum += p[h * Inputs + i] * row[i];
                }

                hidden[h] = Math.Tanh(sum);
                output += p[Output + h] * hidden[h];
            }

            var difference = output - targets[r];
            loss += difference * difference;
            var scale = 2 * difference / rows.Length;
            gradient[Output + Hidden] += scale;
            for (var h = 0; h < Hidden; h++)
            {
                gradient[Output + h] += scale * hidden[h];
                var bySum = scale * p[Output + h] * (1 - hidden[h] * hidden[h]);
                gradient[Biases + h] += bySum;
                for (var i = 0; i < Inputs; i++)
                {
                    gradient[h * Inputs + i] += bySum * row[i];
                }
            }
        }

        return loss / rows.Length;
    }
}
