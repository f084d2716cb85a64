using System.Linq.Expressions;

namespace ExprAD.Capture.Flow;

/// <summary>The variables from outside that a piece of program mentions and assigns; those it declares itself are its own affair.</summary>
internal sealed class VariableUse
{
    private readonly ExpressionScan scan;
    private readonly HashSet<ParameterExpression> bound = [];
    private readonly HashSet<Expression> seen = new(ReferenceEqualityComparer.Instance);

    private VariableUse(ExpressionScan scan) => this.scan = scan;

    /// <summary>Mentioned anywhere, the bodies of lambdas included.</summary>
    public HashSet<ParameterExpression> Mentioned { get; } = [];

    /// <summary>Assigned, but for the bodies of lambdas, which are not run here.</summary>
    public HashSet<ParameterExpression> Assigned { get; } = [];

    /// <summary>Mentioned in the bodies of lambdas.</summary>
    public HashSet<ParameterExpression> Closed { get; } = [];

    /// <summary>Assigned in the bodies of lambdas.</summary>
    public HashSet<ParameterExpression> AssignedByLambdas { get; } = [];

    /// <summary>True when a function is called that may be a lambda known here.</summary>
    public bool Invokes { get; private set; }

    /// <summary>True when more happens than the assignment of variables.</summary>
    public bool HasEffects { get; private set; }

    public static VariableUse Of(Expression expression, ExpressionScan scan)
    {
        var use = new VariableUse(scan);
        use.Visit(expression, inLambda: false);
        foreach (var set in (HashSet<ParameterExpression>[])[use.Mentioned, use.Assigned, use.Closed, use.AssignedByLambdas])
        {
            set.ExceptWith(use.bound);
        }

        return use;
    }

    private void Visit(Expression root, bool inLambda)
    {
        var pending = new Stack<(Expression Expression, bool InLambda)>([(root, inLambda)]);
        while (pending.TryPop(out var next))
        {
            var (expression, inside) = next;
            if (!seen.Add(expression) && expression is not ParameterExpression)
            {
                continue;
            }

            Note(expression, inside);
            foreach (var child in ExpressionChildren.Of(expression))
            {
                pending.Push((child, inside || expression is LambdaExpression));
            }
        }
    }

    private void Note(Expression expression, bool inside)
    {
        switch (expression)
        {
            case ParameterExpression variable:
                Mention(variable, inside);
                break;
            case MemberExpression member when scan.StateOf(member) is { } state:
                Mention(state.Variable, inside);
                break;
            case BlockExpression block:
                bound.UnionWith(block.Variables);
                break;
            case LambdaExpression lambda:
                bound.UnionWith(lambda.Parameters);
                break;
            case BinaryExpression assign when Operators.IsAssignment(assign.NodeType):
                Assign(assign.Left, inside);
                break;
            case UnaryExpression step when Operators.IsStep(step.NodeType):
                Assign(step.Operand, inside);
                break;
            case InvocationExpression:
                Invokes = true;
                HasEffects |= !inside;
                break;
            case MethodCallExpression call:
                Invokes = true;
                HasEffects |= !inside && !Purity.IsPure(call.Method);
                break;
        }
    }

    private void Mention(ParameterExpression variable, bool inside)
    {
        Mentioned.Add(variable);
        if (inside)
        {
            Closed.Add(variable);
        }
    }

    private void Assign(Expression target, bool inside)
    {
        var into = inside ? AssignedByLambdas : Assigned;
        switch (target)
        {
            case ParameterExpression variable:
                into.Add(variable);
                break;
            case MemberExpression member when scan.StateOf(member) is { } state:
                into.Add(state.Variable);
                HasEffects |= !inside;
                break;
            case MemberExpression { Expression: { Type.IsValueType: true } whole }:
                Assign(whole, inside);
                break;
            default:
                HasEffects |= !inside;
                break;
        }
    }
}
