using System.Linq.Expressions;

namespace ExprAD.Capture.Linq;

/// <summary>Assignments in lambdas that operators apply to elements.</summary>
internal static class Assignments
{
    /// <summary>A variable from outside that <paramref name="lambda"/> assigns; null where there is none.</summary>
    public static ParameterExpression? ToOuter(LambdaExpression lambda)
    {
        var seen = new HashSet<Expression>(ReferenceEqualityComparer.Instance);
        var declared = new HashSet<ParameterExpression>();
        var assigned = new List<ParameterExpression>();
        var pending = new Stack<Expression>([lambda]);
        while (pending.TryPop(out var expression))
        {
            if (!seen.Add(expression))
            {
                continue;
            }

            declared.UnionWith(expression switch
            {
                LambdaExpression l => l.Parameters,
                BlockExpression b => b.Variables,
                _ => [],
            });
            if (Target(expression) is ParameterExpression variable)
            {
                assigned.Add(variable);
            }

            foreach (var child in ExpressionChildren.Of(expression))
            {
                pending.Push(child);
            }
        }

        return assigned.Find(v => !declared.Contains(v));
    }

    private static Expression? Target(Expression expression) => expression switch
    {
        BinaryExpression assign when Operators.IsAssignment(assign.NodeType) => assign.Left,
        UnaryExpression step when Operators.IsStep(step.NodeType) => step.Operand,
        _ => null,
    };
}
