using System.Globalization;
using System.Text;
using ExprAD.Checking;

namespace ExprAD;

/// <summary>How a gradient compares with forward mode and with finite differences, number by number.</summary>
/// <example><code>
/// CheckReport report = f.Check(x);
/// Debug.Assert(report.Passed, report.ToString());
/// </code></example>
public sealed class CheckReport
{
    /// <summary>How many numbers the table lists, beside those that differ.</summary>
    private const int Listed = 20;

    private readonly string source;
    private readonly double value;
    private readonly double valueAlone;
    private readonly bool sameValue;
    private readonly IReadOnlyList<Comparison> comparisons;

    internal CheckReport(string source, double value, double valueAlone, bool sameValue, IReadOnlyList<Comparison> comparisons) =>
        (this.source, this.value, this.valueAlone, this.sameValue, this.comparisons) = (source, value, valueAlone, sameValue, comparisons);

    /// <summary>
    /// True when the value is the same with and without the gradient, and no number of the gradient differs from that of forward mode or from the differences.
    /// At a kink, any number between the derivatives on both sides passes. Where differences tell nothing (at a pole, say), neither do they refute.
    /// </summary>
    public bool Passed => sameValue && comparisons.All(c => c.Verdict != Verdict.Differs);

    /// <summary>The numbers side by side, those that differ first.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(source);
        text.AppendLine(CultureInfo.InvariantCulture, $"value {value:R}{(sameValue ? "" : FormattableString.Invariant($", but {valueAlone:R} without the gradient"))}");
        var listed = comparisons.OrderByDescending(c => c.Verdict == Verdict.Differs).Take(Math.Max(Listed, Count(Verdict.Differs))).ToArray();
        var width = listed.Select(c => c.Path.Length).Append(4).Max();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"".PadRight(width)}  {"gradient",24}  {"forward mode",24}  {"differences",24}");
        foreach (var c in listed)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{c.Path.PadRight(width)}  {c.Gradient,24:R}  {c.Forward,24:R}  {c.Difference,24:R}  ±{c.Error:0E+0}  {c.Remark}");
        }

        if (listed.Length < comparisons.Count)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"and {comparisons.Count - listed.Length} more");
        }

        return text.Append(Summary()).ToString();
    }

    private string Summary()
    {
        string[] parts =
        [
            $"{Count(Verdict.Agrees)} of {comparisons.Count} agree",
            .. Part(Verdict.Differs, "differ"),
            .. Part(Verdict.Kink, "at a kink, between both sides"),
            .. Part(Verdict.Unknown, "can't be compared"),
        ];
        return $"{(Passed ? "passed" : "FAILED")}: {string.Join(", ", parts)}";
    }

    private string[] Part(Verdict verdict, string what) => Count(verdict) is var count and > 0 ? [$"{count} {what}"] : [];

    private int Count(Verdict verdict) => comparisons.Count(c => c.Verdict == verdict);
}
