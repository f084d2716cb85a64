using System.Linq.Expressions;
using BenchmarkDotNet.Attributes;

namespace ExprAD.Bench.Functions;

/// <summary>The squared error of a network of 16 inputs, 32 tanh units and one output over 64 rows; the parameters are an object.</summary>
[MemoryDiagnoser]
public class TwoLayerNetwork : IComparison
{
    private const int Rows = 64;
    private const int Columns = 16;
    private const int Units = 32;

    private readonly double[][] rows = Samples.NormalRows(Rows, Columns, seed: 5);
    private readonly double[] targets = Samples.Normal(Rows, seed: 6);
    private readonly Network network = Network.Of(Samples.Normal(Network.Size, seed: 7));
    private readonly Network into = Network.Of(new double[Network.Size]);
    private readonly double[] hidden = new double[Units];
    private Func<Network, double> lambda = null!;
    private GradientFunction<Network> f = null!;
#if TORCH
    private TorchGradient torchGradient = null!;
    private readonly double[] torchInto = new double[Network.Size];
#endif

    public string Title => $"Two-layer network, {Columns}-{Units}-1, {Rows} rows";

    public int Inputs => Network.Size;

    [GlobalSetup]
    public void Setup()
    {
        lambda = Source().Compile();
        f = Grad.Of(Source());
#if TORCH
        var matrix = torch.tensor(rows.SelectMany(r => r).ToArray(), [Rows, Columns]);
        var wanted = torch.tensor(targets);
        torchGradient = new TorchGradient(
            p => (matrix.mm(p[0].t()).add(p[1]).tanh().mv(p[2]) + p[3] - wanted).square().mean(),
            torch.tensor(network.Weights.SelectMany(r => r).ToArray(), [Units, Columns]),
            torch.tensor(network.Biases),
            torch.tensor(network.Output),
            torch.tensor(network.OutputBias));
#endif
    }

    /// <inheritdoc cref="VectorComparison.Lambda"/>
    [Benchmark]
    public double Lambda() => lambda(network);

    [Benchmark]
    public double Value() => f.Value(network);

    [Benchmark]
    public double Gradient() => f.ValueAndGradient(network, into);

    [Benchmark]
    public double HandWritten() => HandWritten(network, into);

    [Benchmark]
    public double Differences()
    {
        foreach (var (numbers, gradient) in network.Arrays.Zip(into.Arrays))
        {
            CentralDifferences.Fill(Value, numbers, gradient, numbers.Length);
        }

        var bias = network.OutputBias;
        into.OutputBias = CentralDifferences.Of(t => { network.OutputBias = t; return Value(); }, bias);
        network.OutputBias = bias;
        return Value();
    }

    IEnumerable<Outcome> IComparison.Outcomes()
    {
        yield return new("hand-written", HandWritten(), into.ToArray());
        yield return new("lambda", Lambda(), null);
        yield return new("value", Value(), null);
        yield return new("gradient", Gradient(), into.ToArray());
        yield return new("differences", Differences(), into.ToArray(), Outcome.Approximate);
#if TORCH
        yield return new("torch", Torch(), torchInto);
#endif
    }

    Func<GradOptions?, double> IComparison.FirstResult() => options => Grad.Of(Source(), options).ValueAndGradient(network, into);

    private Expression<Func<Network, double>> Source()
    {
        var (rows, targets) = (this.rows, this.targets);
        return n => rows.Zip(targets, (row, target) =>
            Grad.Let(
                n.Weights.Select((weights, k) => n.Output[k] * Math.Tanh(n.Biases[k] + weights.Zip(row, (a, b) => a * b).Sum())).Sum() + n.OutputBias - target,
                error => error * error)).Average();
    }

    private double HandWritten(Network n, Network gradient)
    {
        Array.ForEach(gradient.Weights, Array.Clear);
        Array.Clear(gradient.Biases);
        Array.Clear(gradient.Output);
        gradient.OutputBias = 0;
        var sum = 0.0;
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            var output = n.OutputBias;
            for (var k = 0; k < hidden.Length; k++)
            {
                var weights = n.Weights[k];
                var dot = 0.0;
                for (var j = 0; j < weights.Length; j++)
                {
                    dot += weights[j] * row[j];
                }

                hidden[k] = Math.Tanh(n.Biases[k] + dot);
                output += n.Output[k] * hidden[k];
            }

            var error = output - targets[i];
            sum += error * error;
            var g = 2 * error / rows.Length;
            gradient.OutputBias += g;
            for (var k = 0; k < hidden.Length; k++)
            {
                gradient.Output[k] += g * hidden[k];
                var gUnit = g * n.Output[k] * (1 - hidden[k] * hidden[k]);
                gradient.Biases[k] += gUnit;
                var weights = gradient.Weights[k];
                for (var j = 0; j < weights.Length; j++)
                {
                    weights[j] += gUnit * row[j];
                }
            }
        }

        return sum / rows.Length;
    }

#if TORCH
    [Benchmark]
    public double Torch() => torchGradient.Run(torchInto);
#endif

    /// <summary>The parameters, and the gradient with respect to them.</summary>
    public class Network
    {
        public const int Size = Units * Columns + Units + Units + 1;

        public required double[][] Weights { get; set; }

        public required double[] Biases { get; set; }

        public required double[] Output { get; set; }

        public double OutputBias { get; set; }

        internal IEnumerable<double[]> Arrays => [.. Weights, Biases, Output];

        internal static Network Of(double[] numbers) => new()
        {
            Weights = [.. numbers.Take(Units * Columns).Select(t => t / Math.Sqrt(Columns)).Chunk(Columns)],
            Biases = [.. numbers.Skip(Units * Columns).Take(Units)],
            Output = [.. numbers.Skip(Units * (Columns + 1)).Take(Units).Select(t => t / Math.Sqrt(Units))],
            OutputBias = numbers[^1],
        };

        internal double[] ToArray() => [.. Arrays.SelectMany(a => a), OutputBias];
    }
}
