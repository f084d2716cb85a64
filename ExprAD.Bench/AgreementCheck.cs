using ExprAD.Bench.Functions;

namespace ExprAD.Bench;

/// <summary>Before anything is timed: all ways to a gradient give the same one.</summary>
internal static class AgreementCheck
{
    /// <summary>Prints the largest relative differences from the hand-written function; true when none is too large.</summary>
    public static bool Run(IComparison comparison)
    {
        comparison.Setup();
        var outcomes = comparison.Outcomes().ToArray();
        var agreed = true;
        foreach (var outcome in outcomes[1..])
        {
            var difference = Difference(outcomes[0], outcome);
            var agrees = difference <= outcome.Tolerance;
            agreed &= agrees;
            Console.WriteLine(FormattableString.Invariant(
                $"{comparison.Title}: {outcome.Way} {(agrees ? "agrees" : "DIFFERS")}, {difference:0.0e+0} relative"));
        }

        return agreed;
    }

    /// <summary>Relative to the value, and to the largest number of the gradient; NaN anywhere is NaN.</summary>
    private static double Difference(Outcome expected, Outcome actual)
    {
        var worst = Math.Abs(actual.Value - expected.Value) / Math.Abs(expected.Value);
        if (actual.Gradient is { } gradient)
        {
            var scale = expected.Gradient!.Max(Math.Abs);
            worst = expected.Gradient!.Zip(gradient, (e, a) => Math.Abs(a - e) / scale).Aggregate(worst, Math.Max);
        }

        return worst;
    }
}
