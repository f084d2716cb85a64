using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;

namespace ExprAD.Capture.Linq;

/// <summary>Operators on sequences, as loops without iterators, delegates or temporaries.</summary>
internal sealed class LinqCapture(ExpressionCapture capture)
{
    private readonly Loops loops = new(capture);

    /// <summary>
    /// Translates a call of an operator on sequences (of <see cref="Enumerable"/>, <see cref="MemoryExtensions"/>, <see cref="Array"/>, <see cref="List{T}"/>).
    /// Gives false, having built nothing, when it is not one.
    /// </summary>
    public bool TryVisitCall(MethodCallExpression call, Scope scope, [MaybeNullWhen(false)] out Value value)
    {
        value = null;
        if (OperatorTable.Of(call.Method.DeclaringType) is not { } operators)
        {
            return false;
        }

        if (operators.TryGetValue(call.Method.Name, out var meaning) && Comparers.AreDefault(call))
        {
            value = meaning(new LinqCall(loops, call, scope));
        }
        else if (call.Method.DeclaringType != typeof(Enumerable))
        {
            return false;
        }

        value ??= Opaque.Evaluate(new LinqCall(loops, call, scope));
        return true;
    }
}
