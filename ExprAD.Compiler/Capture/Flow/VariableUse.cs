using System.Linq.Expressions;
using ExprAD.Capture.Methods;

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
        foreach (var set in use.Sets)
        {
            set.ExceptWith(use.bound);
        }

        return use;
    }

    /// <summary>What a method mentions and assigns: the fields that are variables of the whole function.</summary>
    public static VariableUse Of(LiftedMethod method, ExpressionScan scan)
    {
        var use = Of(method.Body, scan);
        foreach (var set in use.Sets)
        {
            set.ExceptWith(method.Parameters);
        }

        return use;
    }

    public static VariableUse Nothing(ExpressionScan scan) => new(scan);

    private HashSet<ParameterExpression>[] Sets => [Mentioned, Assigned, Closed, AssignedByLambdas];

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
            foreach (var method in scan.CalledBy(expression))
            {
                Include(scan.UseOf(method), inside);
            }

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
                HasEffects |= !inside && !Purity.IsPure(call.Method) && scan.Methods.Find(new CalledMethod(call.Method, null)) is null;
                break;
        }
    }

    /// <summary>What a method does that is called here.</summary>
    private void Include(VariableUse method, bool inside)
    {
        foreach (var variable in method.Mentioned)
        {
            Mention(variable, inside);
        }

        (inside ? AssignedByLambdas : Assigned).UnionWith(method.Assigned);
        AssignedByLambdas.UnionWith(method.AssignedByLambdas);
        HasEffects |= !inside && method.HasEffects;
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
            case ParameterExpression variable when scan.IsInMemory(variable):
                HasEffects |= !inside;
                break;
            case ParameterExpression variable:
                into.Add(variable);
                break;
            case MemberExpression member when scan.StateOf(member) is { } state && !scan.IsInMemory(state.Variable):
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
