namespace ExprAD.Verification;

/// <summary>A graph is not well formed: a mistake in this library, never in the user's function.</summary>
internal sealed class InvalidGraphException(string message) : Exception(message);
