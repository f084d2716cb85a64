namespace ExprAD.Capture.Methods;

/// <summary>A method does what its IL does not tell as expressions: the reason, and what to write instead.</summary>
internal sealed class CannotLiftException(string reason, string suggestion = "") : Exception(reason)
{
    public string Reason { get; } = reason;

    public string Suggestion { get; } = suggestion;
}
