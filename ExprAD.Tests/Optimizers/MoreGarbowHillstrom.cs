using static System.Math;

namespace ExprAD.Tests.Optimizers;

/// <summary>
/// Test functions from J. J. Moré, B. S. Garbow, K. E. Hillstrom, "Testing Unconstrained Optimization Software", ACM Transactions on Mathematical Software 7 (1981)
/// 17–41, numbered as there, with the standard starts and the minima given there.
/// </summary>
internal static class MoreGarbowHillstrom
{
    private static readonly double[] BardY = [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39];

    private static readonly double[] GaussianY =
        [0.0009, 0.0044, 0.0175, 0.0540, 0.1295, 0.2420, 0.3521, 0.3989, 0.3521, 0.2420, 0.1295, 0.0540, 0.0175, 0.0044, 0.0009];

    private static readonly double[] MeyerY =
        [34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872];

    private static readonly double[] KowalikY = [0.1957, 0.1947, 0.1735, 0.1600, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246];
    private static readonly double[] KowalikU = [4.0, 2.0, 1.0, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625];

    private static readonly double[] Osborne1Y =
    [
        0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881, 0.850, 0.818, 0.784, 0.751, 0.718, 0.685, 0.658, 0.628, 0.603, 0.580,
        0.558, 0.538, 0.522, 0.506, 0.490, 0.478, 0.467, 0.457, 0.448, 0.438, 0.431, 0.424, 0.420, 0.414, 0.411, 0.406,
    ];

    private static readonly double[] Osborne2Y =
    [
        1.366, 1.191, 1.112, 1.013, 0.991, 0.885, 0.831, 0.847, 0.786, 0.725, 0.746, 0.679, 0.608, 0.655, 0.616, 0.606, 0.602, 0.626, 0.651, 0.724, 0.649, 0.649,
        0.694, 0.644, 0.624, 0.661, 0.612, 0.558, 0.533, 0.495, 0.500, 0.423, 0.395, 0.375, 0.372, 0.391, 0.396, 0.405, 0.428, 0.429, 0.523, 0.562, 0.607, 0.653,
        0.672, 0.708, 0.633, 0.668, 0.645, 0.632, 0.591, 0.559, 0.597, 0.625, 0.739, 0.710, 0.729, 0.720, 0.636, 0.581, 0.428, 0.292, 0.162, 0.098, 0.054,
    ];

    public static IEnumerable<TestProblem> Problems =>
    [
        new("1 Rosenbrock", x => new[] { 10 * (x[1] - x[0] * x[0]), 1 - x[0] }, [-1.2, 1], 0),
        new("2 Freudenstein and Roth",
            x => new[] { -13 + x[0] + ((5 - x[1]) * x[1] - 2) * x[1], -29 + x[0] + ((x[1] + 1) * x[1] - 14) * x[1] }, [0.5, -2], 0, 48.9842),
        new("3 Powell badly scaled", x => new[] { 1e4 * x[0] * x[1] - 1, Exp(-x[0]) + Exp(-x[1]) - 1.0001 }, [0, 1], 0),
        new("4 Brown badly scaled", x => new[] { x[0] - 1e6, x[1] - 2e-6, x[0] * x[1] - 2 }, [1, 1], 0),
        new("5 Beale", x => new[] { 1.5 - x[0] * (1 - x[1]), 2.25 - x[0] * (1 - Pow(x[1], 2)), 2.625 - x[0] * (1 - Pow(x[1], 3)) }, [1, 1], 0),
        new("6 Jennrich and Sampson", x => Numbers(1, 10).Select(i => 2 + 2 * i - (Exp(i * x[0]) + Exp(i * x[1]))).ToArray(), [0.3, 0.4], 124.362),
        new("7 helical valley",
            x => new[] { 10 * (x[2] - 10 * (Atan(x[1] / x[0]) / (2 * PI) + (x[0] < 0 ? 0.5 : 0))), 10 * (Sqrt(x[0] * x[0] + x[1] * x[1]) - 1), x[2] }, [-1, 0, 0], 0),
        new("8 Bard", x => BardY.Select((y, i) => y - (x[0] + (i + 1) / ((15 - i) * x[1] + Min(i + 1.0, 15 - i) * x[2]))).ToArray(), [1, 1, 1], 8.21487e-3),
        new("9 Gaussian", x => GaussianY.Select((y, i) => x[0] * Exp(-x[1] * Pow((7 - i) / 2.0 - x[2], 2) / 2) - y).ToArray(), [0.4, 1, 0], 1.12793e-8),
        new("10 Meyer", x => MeyerY.Select((y, i) => x[0] * Exp(x[1] / (50 + 5 * i + x[2])) - y).ToArray(), [0.02, 4000, 250], 87.9458),
        new("11 Gulf research and development",
            x => Numbers(1, 30).Select(i => Exp(-Pow(Abs(25 + Pow(-50 * Log(i / 100), 2.0 / 3) - x[1]), x[2]) / x[0]) - i / 100).ToArray(), [5, 2.5, 0.15], 0),
        new("12 Box",
            x => Numbers(1, 10).Select(i => Exp(-0.1 * i * x[0]) - Exp(-0.1 * i * x[1]) - x[2] * (Exp(-0.1 * i) - Exp(-i))).ToArray(), [0, 10, 20], 0),
        new("13 Powell singular",
            x => new[] { x[0] + 10 * x[1], Sqrt(5) * (x[2] - x[3]), Pow(x[1] - 2 * x[2], 2), Sqrt(10) * Pow(x[0] - x[3], 2) }, [3, -1, 0, 1], 0),
        new("14 Wood",
            x => new[]
            {
                10 * (x[1] - x[0] * x[0]), 1 - x[0], Sqrt(90) * (x[3] - x[2] * x[2]), 1 - x[2], Sqrt(10) * (x[1] + x[3] - 2), (x[1] - x[3]) / Sqrt(10),
            },
            [-3, -1, -3, -1],
            0),
        new("15 Kowalik and Osborne",
            x => KowalikU.Zip(KowalikY, (u, y) => y - x[0] * (u * u + u * x[1]) / (u * u + u * x[2] + x[3])).ToArray(), [0.25, 0.39, 0.415, 0.39], 3.07505e-4),
        new("16 Brown and Dennis",
            x => Numbers(1, 20).Select(i => Pow(x[0] + i / 5 * x[1] - Exp(i / 5), 2) + Pow(x[2] + x[3] * Sin(i / 5) - Cos(i / 5), 2)).ToArray(),
            [25, 5, -5, -1],
            85822.2),
        new("17 Osborne 1",
            x => Osborne1Y.Select((y, i) => y - (x[0] + x[1] * Exp(-10 * i * x[3]) + x[2] * Exp(-10 * i * x[4]))).ToArray(), [0.5, 1.5, -1, 0.01, 0.02], 5.46489e-5),
        new("18 Biggs EXP6",
            x => Numbers(1, 13).Select(i => 0.1 * i).Select(t =>
                x[2] * Exp(-t * x[0]) - x[3] * Exp(-t * x[1]) + x[5] * Exp(-t * x[4]) - (Exp(-t) - 5 * Exp(-10 * t) + 3 * Exp(-4 * t))).ToArray(),
            [1, 2, 1, 1, 1, 1],
            0,
            5.65565e-3),
        new("19 Osborne 2",
            x => Osborne2Y.Select((y, i) => y - (x[0] * Exp(-i / 10.0 * x[4]) + x[1] * Exp(-Pow(i / 10.0 - x[8], 2) * x[5])
                + x[2] * Exp(-Pow(i / 10.0 - x[9], 2) * x[6]) + x[3] * Exp(-Pow(i / 10.0 - x[10], 2) * x[7]))).ToArray(),
            [1.3, 0.65, 0.65, 0.7, 0.6, 3, 5, 7, 2, 4.5, 5.5],
            4.01377e-2),
        new("20 Watson, n = 6",
            x => Numbers(1, 29).Select(i => i / 29).Select(t =>
                x.Select((c, j) => j == 0 ? 0 : j * c * Pow(t, j - 1)).Sum() - Pow(x.Select((c, j) => c * Pow(t, j)).Sum(), 2) - 1)
                .Append(x[0]).Append(x[1] - x[0] * x[0] - 1).ToArray(),
            [0, 0, 0, 0, 0, 0],
            2.28767e-3),
        new("21 extended Rosenbrock, n = 10",
            x => Enumerable.Range(0, x.Length).Select(i => i % 2 == 0 ? 10 * (x[i + 1] - x[i] * x[i]) : 1 - x[i - 1]).ToArray(),
            [.. Enumerable.Range(0, 10).Select(i => i % 2 == 0 ? -1.2 : 1)],
            0),
        new("23 penalty I, n = 4", x => x.Select(t => Sqrt(1e-5) * (t - 1)).Append(x.Sum(t => t * t) - 0.25).ToArray(), [1, 2, 3, 4], 2.24997e-5),
        new("24 penalty II, n = 4",
            x => new[] { x[0] - 0.2 }
                .Concat(Enumerable.Range(1, 3).Select(i => Sqrt(1e-5) * (Exp(x[i] / 10) + Exp(x[i - 1] / 10) - Exp((i + 1) / 10.0) - Exp(i / 10.0))))
                .Concat(Enumerable.Range(1, 3).Select(i => Sqrt(1e-5) * (Exp(x[i] / 10) - Exp(-0.1))))
                .Append(x.Select((t, j) => (4 - j) * t * t).Sum() - 1).ToArray(),
            [0.5, 0.5, 0.5, 0.5],
            9.37629e-6),
        new("25 variably dimensioned, n = 10",
            x => x.Select(t => t - 1).Append(x.Select((t, j) => (j + 1) * (t - 1)).Sum()).Append(Pow(x.Select((t, j) => (j + 1) * (t - 1)).Sum(), 2)).ToArray(),
            [.. Enumerable.Range(1, 10).Select(i => 1 - i / 10.0)],
            0),
        new("26 trigonometric, n = 10",
            x => x.Select((t, i) => x.Length - x.Sum(s => Cos(s)) + (i + 1) * (1 - Cos(t)) - Sin(t)).ToArray(), [.. Enumerable.Repeat(0.1, 10)], 0, 2.79506e-5),
        new("27 Brown almost-linear, n = 10",
            x => x.Select((t, i) => i < x.Length - 1 ? t + x.Sum() - (x.Length + 1) : x.Aggregate(1.0, (p, s) => p * s) - 1).ToArray(),
            [.. Enumerable.Repeat(0.5, 10)],
            0,
            1),
        new("28 discrete boundary value, n = 10",
            x => x.Select((t, i) => 2 * t - (i > 0 ? x[i - 1] : 0) - (i < x.Length - 1 ? x[i + 1] : 0) + Pow(t + (i + 1) / 11.0 + 1, 3) / 242).ToArray(),
            [.. Numbers(1, 10).Select(i => i / 11 * (i / 11 - 1))],
            0),
        new("30 Broyden tridiagonal, n = 10",
            x => x.Select((t, i) => (3 - 2 * t) * t - (i > 0 ? x[i - 1] : 0) - (i < x.Length - 1 ? 2 * x[i + 1] : 0) + 1).ToArray(), [.. Enumerable.Repeat(-1.0, 10)], 0),
        new("32 linear, full rank, n = 5, m = 10",
            x => Enumerable.Range(0, 10).Select(i => (i < 5 ? x[i] : 0) - 0.2 * x.Sum() - 1).ToArray(), [1, 1, 1, 1, 1], 5),
        new("33 linear, rank 1, n = 5, m = 10",
            x => Numbers(1, 10).Select(i => i * x.Select((t, j) => (j + 1) * t).Sum() - 1).ToArray(), [1, 1, 1, 1, 1], 10.0 * 9 / (2 * 21)),
    ];

    private static IEnumerable<double> Numbers(int first, int count) => Enumerable.Range(first, count).Select(i => (double)i);
}
