namespace ExprAD.Capture;

/// <summary>The function calls code that may change what there is, and was captured as if it did not.</summary>
internal sealed class CallsOutException : Exception;
