using System.Diagnostics;
using System.Text.Json;
using ExprAD.Bench.Reporting;

namespace ExprAD.Bench.GradBench.Protocol;

/// <summary>One function of an eval, from JSON to JSON.</summary>
internal abstract class EvalFunction(string name)
{
    public string Name => name;

    public abstract Response Evaluate(JsonElement input);
}

/// <param name="name">As the protocol names it.</param>
/// <param name="prepare">
/// Makes ready what depends on the input but is no part of the function: compiled delegates, memory for the results.
/// What it returns is run and timed.
/// </param>
internal sealed class EvalFunction<TInput, TOutput>(string name, Func<TInput, Func<TOutput>> prepare) : EvalFunction(name)
{
    public override Response Evaluate(JsonElement input)
    {
        var (argument, runs) = (input.Deserialize<TInput>(Json.Options)!, Runs.Of(input));
        var start = Stopwatch.GetTimestamp();
        var run = prepare(argument);
        var output = run();
        var timings = new List<Timing> { new("prepare", Nanoseconds(start)) };
        Warmup.Run(() =>
        {
            run();
            return 0;
        });
        for (var total = 0L; timings.Count <= runs.MinRuns || total < runs.MinSeconds * 1e9; total += timings[^1].Nanoseconds)
        {
            start = Stopwatch.GetTimestamp();
            output = run();
            timings.Add(new("evaluate", Nanoseconds(start)));
        }

        return new() { Success = true, Output = JsonSerializer.SerializeToNode(output, Json.Options), Timings = timings };
    }

    /// <summary>A <see cref="TimeSpan"/> counts in hundreds of nanoseconds, the clock does not.</summary>
    private static long Nanoseconds(long start) => (long)((Stopwatch.GetTimestamp() - start) * (1e9 / Stopwatch.Frequency));
}
