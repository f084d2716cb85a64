using System.Linq.Expressions;
using System.Reflection;

namespace ExprAD.Capture;

/// <summary>
/// What has to be known of a whole expression before its parts are captured. Linear in the number of distinct nodes,
/// and without recursion, so that trees may be deep and share.
/// </summary>
internal sealed class ExpressionScan
{
    private readonly HashSet<Expression> seen = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Expression> shared = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<ParameterExpression> assigned = [];

    public ExpressionScan(Expression root)
    {
        var pending = new Stack<Expression>();
        pending.Push(root);
        while (pending.TryPop(out var expression))
        {
            if (!seen.Add(expression))
            {
                shared.Add(expression);
                continue;
            }

            Note(expression);
            foreach (var child in ExpressionChildren.Of(expression).Reverse())
            {
                pending.Push(child);
            }
        }
    }

    /// <summary>True when the function may change memory that it did not just make, itself or by calling code that is not looked into.</summary>
    public bool Mutates { get; private set; }

    /// <summary>True for an expression that occurs in several places.</summary>
    public bool IsShared(Expression expression) => shared.Contains(expression);

    /// <summary>True for a variable that is assigned after its declaration.</summary>
    public bool IsAssigned(ParameterExpression variable) => assigned.Contains(variable);

    private void Note(Expression expression)
    {
        switch (expression)
        {
            case BinaryExpression assign when Operators.IsAssignment(assign.NodeType):
                NoteTarget(assign.Left);
                break;
            case UnaryExpression step when Operators.IsStep(step.NodeType):
                NoteTarget(step.Operand);
                break;
            case MethodCallExpression { Method.Name: "CreateDelegate", Object: ConstantExpression { Value: MethodInfo group } }:
                Mutates |= !Purity.IsPure(group);
                break;
            case MethodCallExpression call:
                Mutates |= !Purity.IsPure(call.Method);
                break;
            case InvocationExpression { Expression: not LambdaExpression }:
                Mutates = true;
                break;
        }
    }

    private void NoteTarget(Expression target)
    {
        if (target is ParameterExpression variable)
        {
            assigned.Add(variable);
        }
        else
        {
            Mutates = true;
        }
    }
}
