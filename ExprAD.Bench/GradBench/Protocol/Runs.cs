using System.Text.Json;

namespace ExprAD.Bench.GradBench.Protocol;

/// <summary>How often a function is to be run: that many times, and that long in all. Not all evals say; then once.</summary>
internal sealed record Runs(int MinRuns = 1, double MinSeconds = 0)
{
    public static Runs Of(JsonElement input) =>
        input.ValueKind == JsonValueKind.Object ? input.Deserialize<Runs>(Json.Options)! : new();
}
