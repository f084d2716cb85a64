using System.Reflection;
using System.Text;
using BenchmarkDotNet.Environments;
using ExprAD.Bench.Compilation;
using ExprAD.Bench.Functions;
using ExprAD.Bench.Scaling;

namespace ExprAD.Bench.Reporting;

/// <summary>Measures everything and writes it down.</summary>
internal sealed class Report
{
    private const string Lambda = nameof(VectorComparison.Lambda);
    private const string Value = nameof(VectorComparison.Value);
    private const string Gradient = nameof(VectorComparison.Gradient);
    private const string HandWritten = nameof(VectorComparison.HandWritten);
    private const string Differences = nameof(VectorComparison.Differences);
    private const string Torch = "Torch";

    private readonly Measurements measurements = new();
    private readonly Dictionary<IComparison, CompileTimes> compileTimes = [];
    private readonly Dictionary<(ScalingSeries Series, int N), TimeSpan> firstResults = [];
    private readonly IReadOnlyList<IComparison> comparisons;

    private Report(IReadOnlyList<IComparison> comparisons) => this.comparisons = comparisons;

    /// <summary>The report in Markdown. Nothing is timed when any two ways disagree: then there is none.</summary>
    public static string? Make(IReadOnlyList<IComparison> comparisons, IReadOnlyList<ScalingSeries> series)
    {
        if (!comparisons.Select(AgreementCheck.Run).ToArray().All(agrees => agrees))
        {
            return null;
        }

        var report = new Report(comparisons);
        report.Measure(series);
        return report.Write(series);
    }

    private void Measure(IReadOnlyList<ScalingSeries> series)
    {
        foreach (var comparison in comparisons)
        {
            Console.WriteLine($"{comparison.Title}: compiling");
            compileTimes[comparison] = CompileTimes.Measure(comparison);
        }

        foreach (var s in series)
        {
            Console.WriteLine($"{s.GetType().Name}: compiling");
            foreach (var n in s.Sizes)
            {
                firstResults[(s, n)] = CompileTimes.OfNewStructure(s.FirstResult(n), repetitions: 3);
            }
        }

        foreach (var type in comparisons.Select(c => c.GetType()).Concat(series.Select(s => s.GetType())))
        {
            Console.WriteLine($"{type.Name}: running");
            measurements.Run(type);
        }
    }

    private string Write(IReadOnlyList<ScalingSeries> series)
    {
        var text = new StringBuilder();
        void Section(string title, string explanation, MarkdownTable table) => text.Append($"\n## {title}\n\n{explanation}\n\n{table}");

        text.Append(Texts.Introduction);
        text.Append($"\n```\n{Environment()}\n```\n");
        if (comparisons.Count > 0)
        {
            Section("Time of one call", Texts.Times, Times());
            Section("Ratios", Texts.Ratios, Ratios());
            Section("Memory allocated by one call", Texts.Memory, Memory());
            Section("From the lambda to the first result", Texts.Compilation, Compilation());
        }

        if (series.Count > 0)
        {
            Section("The gradient's price as inputs become many", Texts.Scaling, Growth(series));
        }

        return text.ToString();
    }

    private static string Environment()
    {
        var lines = HostEnvironmentInfo.GetCurrent().ToFormattedString().ToList();
        lines.Add(string.Join(", ", new[] { "ExprAD.Compiler", "FastExpressionCompiler", "TorchSharp" }.Select(Version).OfType<string>()));
        return string.Join('\n', lines.Select(l => l.TrimEnd()));

        static string? Version(string assembly)
        {
            try
            {
                return $"{assembly} {Assembly.Load(assembly).GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]}";
            }
            catch (FileNotFoundException)
            {
                return null;
            }
        }
    }

    /// <summary>One row a function, one column for each way that was measured.</summary>
    private MarkdownTable Table(IReadOnlyList<(string Title, string Method, Func<IComparison, string> Cell)> columns)
    {
        var measured = columns.Where(c => comparisons.All(f => measurements.Has(f.GetType(), c.Method))).ToArray();
        var table = new MarkdownTable(["", .. measured.Select(c => c.Title)]);
        foreach (var comparison in comparisons)
        {
            table.Add([comparison.Title, .. measured.Select(c => c.Cell(comparison))]);
        }

        return table;
    }

    private MarkdownTable Times() => Table(
        [.. Ways.Select(w => (w.Title, w.Method, (Func<IComparison, string>)(c => About(c, w.Method) + Numbers.Time(Nanoseconds(c, w.Method)))))]);

    private MarkdownTable Ratios()
    {
        (string, string, Func<IComparison, string>) Column(string title, string method, string above, string below) =>
            (title, method, c => About(c, method) + Numbers.Ratio(Nanoseconds(c, above) / Nanoseconds(c, below)));
        return Table(
        [
            Column("gradient / hand-written", Gradient, Gradient, HandWritten),
            Column("gradient / value", Gradient, Gradient, Value),
            Column("value / user's lambda", Value, Value, Lambda),
            Column("differences / gradient", Differences, Differences, Gradient),
            Column("TorchSharp / gradient", Torch, Torch, Gradient),
        ]);
    }

    private MarkdownTable Memory() => Table(
        [.. Ways.Select(w => (w.Title, w.Method, (Func<IComparison, string>)(c => Numbers.Bytes(measurements[c.GetType(), w.Method].Bytes))))]);

    private MarkdownTable Compilation()
    {
        var table = new MarkdownTable("", "first in a process", "further one", "known one");
        foreach (var comparison in comparisons)
        {
            var times = compileTimes[comparison];
            table.Add(comparison.Title, Numbers.Time(times.FreshProcess), Numbers.Time(times.Further), Numbers.Time(times.Again));
        }

        return table;
    }

    private MarkdownTable Growth(IReadOnlyList<ScalingSeries> series)
    {
        int[] sizes = [.. series.SelectMany(s => s.Sizes).Distinct().Order()];
        var table = new MarkdownTable(["", .. sizes.Select(n => FormattableString.Invariant($"n = {n:N0}"))]);
        foreach (var s in series)
        {
            string[] Row(Func<int, string> cell) => [.. sizes.Select(n => s.Sizes.Contains(n) ? cell(n) : "")];
            CallCost Of(string method, int n) => measurements[s.GetType(), method, n];
            table.Add([$"{s.Title}: value", .. Row(n => Numbers.Time(Of(Value, n).Nanoseconds))]);
            table.Add(["value and gradient", .. Row(n => Numbers.Time(Of(Gradient, n).Nanoseconds))]);
            table.Add(["**ratio**", .. Row(n => $"**{Numbers.Ratio(Of(Gradient, n).Nanoseconds / Of(Value, n).Nanoseconds)}**")]);
            table.Add(["allocated", .. Row(n => Numbers.Bytes(Of(Gradient, n).Bytes))]);
            table.Add(["from lambda to first result", .. Row(n => Numbers.Time(firstResults[(s, n)]))]);
        }

        return table;
    }

    private static IReadOnlyList<(string Title, string Method)> Ways { get; } =
    [
        ("user's lambda", Lambda),
        ("value", Value),
        ("value and gradient", Gradient),
        ("hand-written gradient", HandWritten),
        ("central differences", Differences),
        ("TorchSharp", Torch),
    ];

    private double Nanoseconds(IComparison comparison, string method)
    {
        var measured = measurements[comparison.GetType(), method].Nanoseconds;
        return method == Differences ? measured * comparison.Inputs / comparison.DifferencedInputs : measured;
    }

    private static string About(IComparison comparison, string method) =>
        method == Differences && comparison.DifferencedInputs < comparison.Inputs ? "≈ " : "";
}
