using System.Globalization;

namespace ExprAD.Checking;

internal enum Verdict
{
    Agrees,
    Differs,

    /// <summary>The derivatives from the left and from the right differ; the gradient's number is one of them or lies between.</summary>
    Kink,

    /// <summary>There are no differences to compare with.</summary>
    Unknown,
}

/// <summary>A number of a gradient beside that of forward mode and the finite difference.</summary>
internal sealed record Comparison(string Path, double Gradient, double Forward, double Difference, double Error, Verdict Verdict, string Remark)
{
    /// <summary>
    /// Compares the partial derivative <paramref name="gradient"/> with what forward mode gives, and with differences of <paramref name="f"/> at <paramref name="x"/>.
    /// </summary>
    public static Comparison Of(string path, double gradient, double forward, Func<double, double> f, double x, Tolerance tolerance)
    {
        var central = Ridders.Central(f, x);
        var comparison = new Comparison(path, gradient, forward, central.Value, central.Error, Verdict.Agrees, "");
        if (!tolerance.SameButForRounding(gradient, forward))
        {
            return comparison with { Verdict = Verdict.Differs, Remark = "differs from forward mode" };
        }

        if (tolerance.Accepts(gradient, central))
        {
            return comparison;
        }

        var (left, right) = (Ridders.OneSided(f, x, -1), Ridders.OneSided(f, x, 1));
        if (IsKink(gradient, left, right, tolerance))
        {
            var remark = $"a kink: {Side(left, tolerance)} on the left, {Side(right, tolerance)} on the right";
            return comparison with { Verdict = Verdict.Kink, Remark = remark };
        }

        return tolerance.IsUsable(central)
            ? comparison with { Verdict = Verdict.Differs, Remark = "differs" }
            : comparison with { Verdict = Verdict.Unknown, Remark = "can't be compared" };
    }

    /// <summary>A derivative from one side; there is none where the function jumps or ends.</summary>
    private static string Side(Estimate estimate, Tolerance tolerance) =>
        tolerance.IsUsable(estimate) ? estimate.Value.ToString("G6", CultureInfo.InvariantCulture) : "none";

    private static bool IsKink(double gradient, Estimate left, Estimate right, Tolerance tolerance) =>
        tolerance.Accepts(gradient, left) || tolerance.Accepts(gradient, right)
        || (tolerance.IsUsable(left) && tolerance.IsUsable(right) && !tolerance.Accepts(left.Value, right)
            && gradient > Math.Min(left.Value, right.Value) && gradient < Math.Max(left.Value, right.Value));
}
