using System.Reflection;

namespace ExprAD.Capture.Methods;

/// <summary>A method that was to be built in place turned out to call itself: it has to be a function of its own.</summary>
internal sealed class RecursionException(MethodBase method) : Exception
{
    public MethodBase Method { get; } = method;
}
