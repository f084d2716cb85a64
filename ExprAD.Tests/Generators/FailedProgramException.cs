namespace ExprAD.Tests.Generators;

/// <summary>What failed, with the program that it failed on.</summary>
internal sealed class FailedProgramException(string program, Exception reason) : Exception($"{Describe(reason)}\n\n{program}")
{
    private const int Frames = 6;

    /// <summary>What failures have in common that count as the same.</summary>
    public string Kind { get; } = reason.GetType().Name;

    private static string Describe(Exception reason) =>
        string.Join('\n', [$"{reason.GetType().Name}: {reason.Message}", .. (reason.StackTrace ?? "").Split('\n').Take(Frames)]);
}
