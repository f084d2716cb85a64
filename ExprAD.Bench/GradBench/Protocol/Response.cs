using System.Text.Json;
using System.Text.Json.Nodes;

namespace ExprAD.Bench.GradBench.Protocol;

/// <summary>The answer to a message; what is null is left out.</summary>
internal sealed record Response
{
    public JsonElement? Id { get; init; }

    public string? Tool { get; init; }

    public bool? Success { get; init; }

    public JsonNode? Output { get; init; }

    public IReadOnlyList<Timing>? Timings { get; init; }

    public string? Error { get; init; }

    public static Response Failure(string error) => new() { Success = false, Error = error };
}

/// <summary>How long one part took.</summary>
internal sealed record Timing(string Name, long Nanoseconds);
