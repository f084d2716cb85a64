using CsCheck;
using ExprAD.IR;

namespace ExprAD.Tests.Generators;

/// <summary>Well-formed graphs of all kinds, with arguments for them. Shorter lists of choices give smaller graphs, so failures shrink.</summary>
internal static class RandomGraphs
{
    private static readonly double[] Specials =
        [0, -0.0, 1, -1, 0.5, -2.5, 1e300, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    private static readonly Gen<double> Number = Gen.Frequency(
        (6, Gen.Double[-3, 3]),
        (1, Gen.Int[0, Specials.Length - 1].Select(i => Specials[i])));

    /// <summary>
    /// Graphs over all operations on scalars, loops, branches and arrays. <paramref name="smooth"/>: only what is differentiable almost
    /// everywhere, with a single double as result.
    /// </summary>
    public static Gen<Graph> Graphs(int size = 60, bool smooth = false) =>
        Gen.UInt.Array[1, size].Select(choices => new RandomGraphBuilder(choices, smooth).Build());

    /// <summary>A graph together with what to call it with.</summary>
    public static Gen<(Graph Graph, object?[] Arguments)> Calls(int size = 60, bool smooth = false) =>
        Gen.Select(Graphs(size, smooth), Number.Array[12], Gen.Int[-2, 5], (graph, numbers, n) =>
            (graph, (object?[])[.. graph.Inputs.Select((input, i) => Argument(input.Node.Type.Clr, numbers, i, n))]));

    private static object Argument(Type type, double[] numbers, int i, int n) =>
        type == typeof(double) ? numbers[i]
        : type == typeof(float) ? (float)numbers[i]
        : type == typeof(int) ? n
        : type == typeof(long) ? n * 1_000_000_007L
        : type == typeof(bool) ? n > 1
        : type == typeof(double[]) ? numbers[..(i + 1)]
        : type == typeof(double[,]) ? new[,] { { numbers[0], numbers[1], numbers[2] }, { numbers[3], numbers[4], numbers[5] } }
        : type == typeof(double[][]) ? new[] { numbers[..2], [], numbers[3..7] }
        : type == typeof(List<double>) ? new List<double>(numbers[..4])
        : throw new ArgumentOutOfRangeException(nameof(type));
}
