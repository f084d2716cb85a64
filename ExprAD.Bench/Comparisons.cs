using ExprAD.Bench.Functions;
using ExprAD.Bench.Scaling;

namespace ExprAD.Bench;

/// <summary>What is measured, in the order of the report.</summary>
internal static class Comparisons
{
    public static IReadOnlyList<IComparison> All { get; } =
    [
        new ScalarFormula(),
        new Rosenbrock2(),
        new Rosenbrock100(),
        new Rosenbrock100000(),
        new LogSumExp(),
        new LogisticRegression(),
        new LennardJones(),
        new TwoLayerNetwork(),
    ];

    public static IReadOnlyList<ScalingSeries> Series { get; } =
    [
        new Polynomial(),
        new Neighbours(),
        new WrittenOut(),
        new LogSumExpSeries(),
        new Recurrence(),
    ];
}
