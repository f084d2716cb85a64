namespace ExprAD.Capture.Methods;

/// <summary>A method is called that was not foreseen when the function was looked over: which one runs depends on what was captured.</summary>
internal sealed class UndiscoveredException(LiftedMethod method) : Exception
{
    public LiftedMethod Method { get; } = method;
}
