using System.Diagnostics;
using System.Globalization;
using ExprAD.Bench.Functions;

namespace ExprAD.Bench.Compilation;

/// <summary>The time from a lambda to the first value and gradient.</summary>
/// <param name="FreshProcess">Of the first function of a process, in which also this library is compiled for the first time.</param>
/// <param name="Further">Of a structure not seen before, in a process that has compiled others.</param>
/// <param name="Again">Of a lambda that was compiled before.</param>
internal sealed record CompileTimes(TimeSpan FreshProcess, TimeSpan Further, TimeSpan Again)
{
    /// <summary>The command by which this program starts itself.</summary>
    public const string Command = "first";

    private const int Processes = 5;
    private const int Repetitions = 30;

    /// <summary>Options that differ in nothing that matters, but are never equal: they keep the cache from knowing the function.</summary>
    private static long unlimited = long.MaxValue;

    public static CompileTimes Measure(IComparison comparison)
    {
        var first = comparison.FirstResult();
        return new(
            Median(Processes, () => RunInFreshProcess(comparison)),
            OfNewStructure(first, Repetitions),
            Median(Repetitions, () => Time(first, null)));
    }

    /// <summary>The median time of <paramref name="first"/> for a structure not seen before.</summary>
    public static TimeSpan OfNewStructure(Func<GradOptions?, double> first, int repetitions) =>
        Median(repetitions, () => Time(first, new GradOptions { MemoryLimit = --unlimited }));

    /// <summary>What the fresh process does: prints the milliseconds.</summary>
    public static void RunHere(IComparison comparison) =>
        Console.WriteLine(Time(comparison.FirstResult(), null).TotalMilliseconds.ToString(CultureInfo.InvariantCulture));

    private static TimeSpan Time(Func<GradOptions?, double> first, GradOptions? options)
    {
        var start = Stopwatch.GetTimestamp();
        first(options);
        return Stopwatch.GetElapsedTime(start);
    }

    private static TimeSpan RunInFreshProcess(IComparison comparison)
    {
        var self = new ProcessStartInfo("dotnet", [typeof(CompileTimes).Assembly.Location, Command, comparison.GetType().Name])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(self)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? TimeSpan.FromMilliseconds(double.Parse(output, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"The process for {comparison.Title} failed.");
    }

    private static TimeSpan Median(int count, Func<TimeSpan> measure)
    {
        var times = new TimeSpan[count];
        for (var i = 0; i < count; i++)
        {
            times[i] = measure();
        }

        Array.Sort(times);
        return times[count / 2];
    }
}
