namespace ExprAD.Capture.Methods;

/// <summary>A method does what its IL does not tell as expressions: the reason, and what to write instead.</summary>
internal sealed class CannotLiftException(string reason, string suggestion = CannotLiftException.Otherwise) : Exception(reason)
{
    private const string Otherwise = "Write it in plain C#, or register its derivative with DerivativeRules.Register.";

    public string Reason { get; } = reason;

    public string Suggestion { get; } = suggestion;
}
