namespace ExprAD.Bench.Reporting;

/// <summary>Writes the whole report to where it belongs, or parts of it to the console.</summary>
internal static class ReportCommand
{
    public static int Run(string[] names)
    {
        var comparisons = Comparisons.All.Where(c => IsMeant(c)).ToArray();
        var series = Comparisons.Series.Where(s => IsMeant(s)).ToArray();
        if (names.Length > comparisons.Length + series.Length)
        {
            Console.Error.Write(Usage.Text);
            return 1;
        }

        if (Report.Make(comparisons, series) is not { } report)
        {
            return 1;
        }

        if (names.Length > 0)
        {
            Console.Write(report);
        }
        else
        {
            var path = Path.Combine(Root(), "docs", "benchmarks.md");
            File.WriteAllText(path, report);
            Console.WriteLine($"Wrote {path}");
        }

        return 0;

        bool IsMeant(object benchmark) => names.Length == 0 || names.Contains(benchmark.GetType().Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The folder of the solution, in or below which this was built.</summary>
    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ExprAD.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("ExprAD.sln is not above this program.");
        }

        return folder;
    }
}
