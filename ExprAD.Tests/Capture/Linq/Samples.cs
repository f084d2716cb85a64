namespace ExprAD.Tests.Capture.Linq;

/// <summary>Arguments that the operators are tried on.</summary>
internal static class Samples
{
    /// <summary>Of all lengths around those that operators are given, and with what is not a number.</summary>
    public static readonly double[][] Vectors =
    [
        [], [1.5], [2, 1], [3, -1, 2], [1, 1, 1, 1], [0.1, 0.2, 0.3, 0.4, 0.5], [-2, 4, -6, 8, -10, 12, -14],
        [double.NaN, 1, 2], [2, double.NaN, 1, double.NaN], [double.NaN], [double.PositiveInfinity, 1], [double.NegativeInfinity],
    ];

    public static readonly (double[], double[])[] Pairs =
        [.. Vectors.Take(7).SelectMany(a => Vectors.Take(7), (a, b) => (a, b))];

    public static readonly double[][,] Matrices = [new double[0, 0], new double[0, 3], new double[2, 0], new double[,] { { 1, 2, 3 }, { 4, 5, 6 } }];

    public static readonly double[][][] Rows = [[], [[]], [[1, 2, 3], [4, 5], []], [[1], [2, 3, 4]]];

    public static readonly int[] Counts = [-2, 0, 1, 2, 3, 10, int.MaxValue];
}
