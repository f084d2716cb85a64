namespace ExprAD;

/// <summary>
/// A function can't be differentiated. Raised when the function is built, never while it is evaluated.
/// The message names the place in the user's own C#, the reason, and what to write instead.
/// </summary>
public sealed class NotDifferentiableException : Exception
{
    /// <summary>An exception with a message and nothing else.</summary>
    /// <param name="message">What can't be differentiated, and why.</param>
    public NotDifferentiableException(string message)
        : base(message) => (Expression, Reason, Suggestion) = ("", message, "");

    /// <summary>An exception that names its place.</summary>
    /// <param name="expression">The sub-expression, in C#.</param>
    /// <param name="reason">Why it can't be differentiated: a sentence.</param>
    /// <param name="suggestion">What to write instead: a sentence, or empty where there is nothing.</param>
    public NotDifferentiableException(string expression, string reason, string suggestion = "")
        : base($"{expression}: {reason}{(suggestion.Length > 0 ? " " : "")}{suggestion}") =>
        (Expression, Reason, Suggestion) = (expression, reason, suggestion);

    /// <summary>The sub-expression that can't be differentiated, in C#; empty where it is the whole function.</summary>
    public string Expression { get; }

    /// <summary>Why it can't be differentiated.</summary>
    public string Reason { get; }

    /// <summary>What to write instead; empty where there is nothing.</summary>
    public string Suggestion { get; }
}
