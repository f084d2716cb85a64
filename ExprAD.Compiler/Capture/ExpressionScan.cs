using System.Linq.Expressions;

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
    private readonly List<object> data = [];
    private readonly HashSet<object> knownData = new(ReferenceEqualityComparer.Instance);

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

    /// <summary>The captured objects, each once, in the order in which they are met.</summary>
    public IReadOnlyList<object> Data => data;

    /// <summary>True when the function may change memory that it did not just make, itself or by calling code that is not looked into.</summary>
    public bool Mutates { get; private set; }

    /// <summary>True for an expression that occurs in several places.</summary>
    public bool IsShared(Expression expression) => shared.Contains(expression);

    /// <summary>True for a variable that is assigned after its declaration.</summary>
    public bool IsAssigned(ParameterExpression variable) => assigned.Contains(variable);

    /// <summary>True for what becomes an input: anything but numbers, texts, enums and null, which belong to the program.</summary>
    public static bool IsData(ConstantExpression constant) =>
        constant.Value is { } value and not string and not Type && Type.GetTypeCode(value.GetType()) is TypeCode.Object or TypeCode.Decimal or TypeCode.DateTime;

    private void Note(Expression expression)
    {
        switch (expression)
        {
            case ConstantExpression constant when IsData(constant) && knownData.Add(constant.Value!):
                data.Add(constant.Value!);
                break;
            case BinaryExpression { NodeType: ExpressionType.Assign or (>= ExpressionType.AddAssign and <= ExpressionType.SubtractAssignChecked) } assign:
                NoteTarget(assign.Left);
                break;
            case UnaryExpression { NodeType: >= ExpressionType.PreIncrementAssign and <= ExpressionType.PostDecrementAssign } step:
                NoteTarget(step.Operand);
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
