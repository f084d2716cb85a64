using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using ExprAD.Capture.Places;
using ExprAD.Capture.Text;

namespace ExprAD.Capture.Flow;

/// <summary>
/// Turns expressions with jumps in them into a <see cref="FlowGraph"/>. What comes before a jump in the order of evaluation
/// is put into variables, so that steps are expressions without jumps.
/// </summary>
internal sealed partial class FlowLowering
{
    private readonly ExpressionScan scan;
    private readonly FlowNeed need;
    private readonly Dictionary<LabelTarget, (FlowBlock Block, ParameterExpression? Value)> labels = [];
    private readonly HashSet<ParameterExpression> declared = [];
    private readonly HashSet<Expression> lowered = new(ReferenceEqualityComparer.Instance);

    /// <summary>The variables of blocks. They have their defaults at the start, once, as they have in compiled lambdas.</summary>
    private readonly List<ParameterExpression> variables = [];
    private FlowGraph graph = new();
    private FlowBlock current;

    private FlowLowering(ExpressionScan scan, FlowNeed need)
    {
        this.scan = scan;
        this.need = need;
        current = graph.Entry;
    }

    /// <summary>The graph of an expression, and the variable that holds its value in the end; null where it has none.</summary>
    public static (FlowGraph Graph, ParameterExpression? Result) Lower(Expression expression, ExpressionScan scan, FlowNeed need)
    {
        var lowering = new FlowLowering(scan, need);
        lowering.DefineLabels(expression);
        var result = lowering.Into(lowering.VariableFor(expression), expression);
        lowering.current.End = new Jump(lowering.graph.Finish);
        lowering.graph.Entry.Steps.InsertRange(0, lowering.variables.Distinct().Select(v => new FlowStep(v, Expression.Default(v.Type))));
        return (lowering.graph, result);
    }

    /// <summary>Evaluates an expression into a variable, or for its effects where that is null.</summary>
    private ParameterExpression? Into(ParameterExpression? target, Expression expression)
    {
        if (target is null)
        {
            Statement(expression);
        }
        else
        {
            Step(target, Lower(expression));
        }

        return target;
    }

    private void Statement(Expression expression)
    {
        switch (expression)
        {
            case BlockExpression block:
                Block(block, Statement);
                break;
            case BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression variable } assign:
                Step(variable, Lower(assign.Right));
                break;
            case BinaryExpression { Left: ParameterExpression variable } assign when Operators.Simple(assign.NodeType) is var simple && simple != assign.NodeType && assign.Conversion is null:
                Step(variable, Lower(Expression.MakeBinary(simple, variable, assign.Right, assign.IsLiftedToNull, assign.Method)));
                break;
            case UnaryExpression { Operand: ParameterExpression variable, Method: null } step when Operators.IsStep(step.NodeType):
                Step(variable, Operators.IsIncrement(step.NodeType) ? Expression.Increment(variable) : Expression.Decrement(variable));
                break;
            case UnaryExpression { NodeType: ExpressionType.Throw } raise:
                Throw(raise);
                break;
            case ConditionalExpression choice:
                Conditional(choice, target: null);
                break;
            default:
                Step(null, Lower(expression));
                break;
        }
    }

    /// <summary>Runs all of an expression that needs jumps; what it gives is an expression without, for what is left to do.</summary>
    private Expression Lower(Expression expression)
    {
        if (!StackGuard.HasRoom)
        {
            return StackGuard.OnFreshStack(() => Lower(expression));
        }

        if (!need.Of(expression))
        {
            return expression;
        }

        switch (expression)
        {
            case BlockExpression block:
                return Block(block, Lower);
            case ConditionalExpression choice:
                return Conditional(choice, VariableFor(choice));
            case BinaryExpression { NodeType: ExpressionType.AndAlso, Method: null } both:
                return Lower(Expression.Condition(both.Left, both.Right, Expression.Constant(false)));
            case BinaryExpression { NodeType: ExpressionType.OrElse, Method: null } either:
                return Lower(Expression.Condition(either.Left, Expression.Constant(true), either.Right));
            case BinaryExpression { NodeType: ExpressionType.Coalesce } coalesce:
                return Coalesce(coalesce);
            case BinaryExpression or UnaryExpression when Operators.IsCompound(expression.NodeType):
                return Lower(expression.Reduce());
            case BinaryExpression { NodeType: ExpressionType.Assign } assign:
                return Assign(assign);
            case UnaryExpression { NodeType: ExpressionType.Throw } raise:
                return Throw(raise);
            case LoopExpression loop:
                return Loop(loop);
            case LabelExpression label:
                return Label(label);
            case GotoExpression jump:
                return Goto(jump);
            case SwitchExpression choice:
                return Switch(choice);
            case TryExpression guarded:
                return Try(guarded);
            case MemberInitExpression or ListInitExpression:
                throw Refuse(expression, "an initialiser holds jumps or assignments");
            default:
                return Spill(expression);
        }
    }

    /// <summary>Puts the parts of an expression into variables, up to the last one that jumps.</summary>
    private Expression Spill(Expression expression)
    {
        Expression[] children = [.. ExpressionChildren.Of(expression)];
        HashSet<Expression> places = [.. ByReference.PlacesIn(expression)];
        var last = Array.FindLastIndex(children, need.Of);
        for (var i = 0; i <= last; i++)
        {
            children[i] = places.Contains(children[i]) ? KeepPlace(children[i])
                : IsFixed(children[i]) ? children[i]
                : Keep(children[i]);
        }

        return new ChildReplacement(children).Of(expression);
    }

    /// <summary>The value of an expression at this point, in a variable of its own.</summary>
    private ParameterExpression Keep(Expression expression)
    {
        var variable = VariableFor(expression) ?? throw Refuse(expression, "a statement stands where a value is needed");
        Step(variable, Lower(expression));
        return variable;
    }

    /// <summary>The place that an expression means at this point: what decides which it is, in variables of their own.</summary>
    private Expression KeepPlace(Expression place) =>
        PlaceParts.VariableOf(place) is null ? PlaceParts.Visit(place, new Keeping(this)) : place;

    private void Step(ParameterExpression? target, Expression value)
    {
        if (target is not null && scan.IsInMemory(target))
        {
            current.Steps.Add(new FlowStep(null, Expression.Assign(target, value)));
        }
        else if (target is not null || !(IsFixed(value) || value is ParameterExpression))
        {
            current.Steps.Add(new FlowStep(target, value));
        }
    }

    private void Go(FlowBlock to) => current.End = new Jump(to);

    /// <summary>A variable for the value of an expression, called after it; null where there is none.</summary>
    private ParameterExpression? VariableFor(Expression expression) =>
        expression.Type == typeof(void) ? null : VariableFor(expression.Type, CSharpText.Operand(expression));

    private ParameterExpression? VariableFor(Type type, string name)
    {
        if (type == typeof(void))
        {
            return null;
        }

        var variable = Expression.Variable(type, name);
        scan.AddAssigned(variable);
        return variable;
    }

    private bool IsFixed(Expression expression) => expression switch
    {
        ConstantExpression or DefaultExpression or LambdaExpression => true,
        ParameterExpression variable => !scan.IsAssigned(variable),
        _ => false,
    };

    private static Expression ValueOf(ParameterExpression? variable) => variable is null ? Expression.Empty() : variable;

    private sealed class Keeping(FlowLowering lowering) : ExpressionVisitor
    {
        [return: NotNullIfNotNull(nameof(node))]
        public override Expression? Visit(Expression? node) => node is null || lowering.IsFixed(node) ? node : lowering.Keep(node);
    }

    private static NotDifferentiableException Refuse(Expression place, string reason, string suggestion = "") =>
        new(CSharpText.Of(place), reason + ".", suggestion);
}
