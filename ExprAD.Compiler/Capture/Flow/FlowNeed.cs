using System.Linq.Expressions;

namespace ExprAD.Capture.Flow;

/// <summary>
/// Which expressions have to be translated by way of a <see cref="FlowGraph"/>: those with jumps, loops and throws of a value in them, and choices
/// that assign variables; beside them, blocks that declare variables, which live as long as the function. All others are translated as they stand.
/// </summary>
internal sealed class FlowNeed(ExpressionScan scan)
{
    private readonly Dictionary<Expression, (bool Needs, bool Assigns)> known = new(ReferenceEqualityComparer.Instance);

    public bool Of(Expression expression) => (scan.HasFlow || scan.HasAssignments) && Find(expression).Needs;

    private (bool Needs, bool Assigns) Find(Expression expression)
    {
        if (expression is ParameterExpression or ConstantExpression or DefaultExpression or LambdaExpression)
        {
            return (false, false);
        }

        if (known.TryGetValue(expression, out var found))
        {
            return found;
        }

        if (!StackGuard.HasRoom)
        {
            return StackGuard.OnFreshStack(() => Find(expression));
        }

        // A lambda that is called may assign.
        var (needs, assigns) = (
            expression is LoopExpression or GotoExpression or LabelExpression or TryExpression
                || (expression.NodeType == ExpressionType.Throw && expression.Type != typeof(void))
                || (scan.HasFlow && expression is BlockExpression { Variables.Count: > 0 }),
            Operators.IsAssignment(expression.NodeType) || Operators.IsStep(expression.NodeType) || (scan.HasAssignments && (expression is InvocationExpression || AssignsStates(expression))));
        foreach (var child in ExpressionChildren.Of(expression))
        {
            var (childNeeds, childAssigns) = Find(child);
            needs |= childNeeds || (childAssigns && IsChoice(expression));
            assigns |= childAssigns;
        }

        known.Add(expression, (needs, assigns));
        return (needs, assigns);
    }

    /// <summary>True for the call of a method that assigns fields which are variables here.</summary>
    private bool AssignsStates(Expression expression) =>
        scan.CalledBy(expression).Any(m => scan.UseOf(m).Assigned.Count > 0);

    private static bool IsChoice(Expression expression) =>
        expression is ConditionalExpression or SwitchExpression || expression.NodeType is ExpressionType.AndAlso or ExpressionType.OrElse or ExpressionType.Coalesce;
}
