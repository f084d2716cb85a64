using System.Linq.Expressions;

namespace ExprAD.Capture;

/// <summary>
/// Shared expressions that both sides of a choice evaluate whatever happens. They are captured before the choice,
/// once, or else a tree of choices that share would double at every level.
/// Looks only as far as a bound, so that all choices together cost no more than a multiple of their number.
/// </summary>
internal sealed class CommonParts(ExpressionScan scan)
{
    private const int Furthest = 400;
    private const int Most = 64;

    private readonly Dictionary<ConditionalExpression, HashSet<Expression>> known = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expression, bool> plain = new(ReferenceEqualityComparer.Instance);

    /// <summary>The parts, outer before inner; they do nothing but compute.</summary>
    public IEnumerable<Expression> Of(ConditionalExpression choice) =>
        scan.HasShared && !scan.CallsOut && !scan.HasAssignments ? Find(choice).Where(IsPlain) : [];

    private HashSet<Expression> Find(ConditionalExpression choice)
    {
        if (known.TryGetValue(choice, out var found))
        {
            return found;
        }

        if (!StackGuard.HasRoom)
        {
            return StackGuard.OnFreshStack(() => Find(choice));
        }

        found = Certain(choice.IfTrue);
        found.IntersectWith(Certain(choice.IfFalse));
        known.Add(choice, found);
        return found;
    }

    /// <summary>The shared expressions that are evaluated when <paramref name="root"/> is.</summary>
    private HashSet<Expression> Certain(Expression root)
    {
        var found = new HashSet<Expression>(ReferenceEqualityComparer.Instance);
        var seen = new HashSet<Expression>(ReferenceEqualityComparer.Instance) { root };
        var pending = new Queue<Expression>([root]);
        while (seen.Count < Furthest && found.Count < Most && pending.TryDequeue(out var expression))
        {
            if (expression is LambdaExpression or ParameterExpression or ConstantExpression)
            {
                continue;
            }

            if (scan.IsShared(expression))
            {
                found.Add(expression);
            }

            if (expression is ConditionalExpression choice)
            {
                found.UnionWith(Find(choice));
            }

            foreach (var child in CertainChildren(expression).Where(seen.Add))
            {
                pending.Enqueue(child);
            }
        }

        return found;
    }

    private static IEnumerable<Expression> CertainChildren(Expression expression) => expression switch
    {
        ConditionalExpression choice => [choice.Test],
        BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.OrElse or ExpressionType.Coalesce, Left: var left } => [left],
        _ => ExpressionChildren.Of(expression),
    };

    private bool IsPlain(Expression expression)
    {
        if (plain.TryGetValue(expression, out var known))
        {
            return known;
        }

        if (!StackGuard.HasRoom)
        {
            return StackGuard.OnFreshStack(() => IsPlain(expression));
        }

        known = expression switch
        {
            MethodCallExpression call => Purity.IsPure(call.Method),
            BinaryExpression or UnaryExpression or ConditionalExpression or MemberExpression or ConstantExpression or ParameterExpression or NewExpression => true,
            _ => false,
        };
        known = known && ExpressionChildren.Of(expression).All(IsPlain);
        plain.Add(expression, known);
        return known;
    }
}
