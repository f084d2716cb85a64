using System.Reflection;

namespace ExprAD.Capture.Methods;

/// <summary>A method was looked into and does what has no derivative. It may still be called with data.</summary>
internal sealed class RefusedCallException(MethodBase method, NotDifferentiableException refusal) : Exception(refusal.Message)
{
    public MethodBase Method { get; } = method;

    public NotDifferentiableException Refusal { get; } = refusal;
}
