using System.Linq.Expressions;

namespace ExprAD.Capture;

/// <summary>
/// What shared expressions have been found to mean, so that a tree in which one node occurs many times stays linear.
/// An entry holds as far as the variables that the expression reads: in the innermost scope that declares one of them,
/// and where its nodes can be seen.
/// </summary>
internal sealed class Memo
{
    /// <summary>The reach of an expression that may mean something else the next time: it has effects, or reads what changes.</summary>
    public const int Never = int.MaxValue;

    private readonly Dictionary<Expression, (Value Value, Scope Scope)> entries = new(ReferenceEqualityComparer.Instance);

    /// <summary>The depth of the innermost scope from which the expression under way has read; −1 where it has read from none.</summary>
    private int reach = -1;

    /// <summary>Notes that the expression under way reads a variable of a scope of this depth.</summary>
    public void Reached(int depth) => reach = Math.Max(reach, depth);

    public Value? Find(Expression expression, Scope scope)
    {
        if (entries.Count == 0 || !entries.TryGetValue(expression, out var entry)
            || entry.Scope.Depth > scope.Depth || scope.AtDepth(entry.Scope.Depth) != entry.Scope || !entry.Value.IsInSight)
        {
            return null;
        }

        Reached(entry.Scope.Depth);
        return entry.Value;
    }

    /// <summary>Begins an expression; the result is handed to <see cref="Leave"/>.</summary>
    public int Enter()
    {
        var outer = reach;
        reach = -1;
        return outer;
    }

    public void Leave(int outer, Expression expression, Scope scope, Value value, bool isShared)
    {
        if (reach != Never)
        {
            reach = Math.Min(reach, scope.Depth);
            if (isShared)
            {
                entries[expression] = (value, scope.AtDepth(Math.Max(reach, 0)));
            }
        }

        reach = Math.Max(reach, outer);
    }
}
