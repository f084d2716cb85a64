using System.Text.Json;

namespace ExprAD.Bench.GradBench.Protocol;

/// <summary>
/// One conversation: a line of JSON comes in, a line goes out under the same id. What goes wrong in an evaluation is an answer too,
/// and the conversation goes on.
/// </summary>
internal sealed class Session(GradOptions options)
{
    private readonly Dictionary<string, Eval> modules = [];

    public void Run(TextReader input, TextWriter output)
    {
        while (input.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                output.WriteLine(JsonSerializer.Serialize(Answer(line), Json.Options));
            }
        }
    }

    private Response Answer(string line)
    {
        JsonElement? id = null;
        try
        {
            using var document = JsonDocument.Parse(line);
            var message = document.RootElement;
            id = message.GetProperty("id").Clone();
            return Answer(message) with { Id = id };
        }
        catch (Exception e)
        {
            return Response.Failure(e.GetBaseException().Message) with { Id = id };
        }
    }

    private Response Answer(JsonElement message) => message.GetProperty("kind").GetString() switch
    {
        "start" => new() { Tool = "exprad" },
        "define" => Define(message.GetProperty("module").GetString()!),
        "evaluate" => Evaluate(message),
        _ => new(),
    };

    private Response Define(string module)
    {
        if (Catalogue.Make(module, options) is not { } eval)
        {
            return Response.Failure($"There is no module '{module}'.");
        }

        modules[module] = eval;
        return new() { Success = true };
    }

    private Response Evaluate(JsonElement message)
    {
        var (module, function) = (message.GetProperty("module").GetString()!, message.GetProperty("function").GetString()!);
        return !modules.TryGetValue(module, out var eval) ? Response.Failure($"The module '{module}' was not defined.")
            : eval.Functions.FirstOrDefault(f => f.Name == function) is not { } found ? Response.Failure($"'{module}' has no function '{function}'.")
            : found.Evaluate(message.GetProperty("input"));
    }
}
