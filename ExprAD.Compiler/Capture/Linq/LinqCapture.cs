using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;

namespace ExprAD.Capture.Linq;

/// <summary>Operators on sequences, as loops without iterators, delegates or temporaries.</summary>
internal sealed class LinqCapture(ExpressionCapture capture)
{
    /// <summary>
    /// Translates a call of an operator on sequences (of <see cref="Enumerable"/>, <see cref="MemoryExtensions"/>, <see cref="Array"/>, <see cref="List{T}"/>).
    /// Gives false, having built nothing, when it is not one.
    /// </summary>
    public bool TryVisitCall(MethodCallExpression call, Scope scope, [MaybeNullWhen(false)] out Value value)
    {
        _ = capture;
        value = null;
        return false;
    }
}
