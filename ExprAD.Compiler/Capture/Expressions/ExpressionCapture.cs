using System.Linq.Expressions;
using ExprAD.Capture.Flow;
using ExprAD.Capture.Linq;
using ExprAD.Capture.Places;
using ExprAD.Capture.Text;
using ExprAD.IR;

namespace ExprAD.Capture;

/// <summary>
/// Translates expressions into nodes of a graph under construction, in the order in which C# evaluates them.
/// One file a concept; <see cref="Visit"/> is the way in for all of them.
/// </summary>
internal sealed partial class ExpressionCapture
{
    private readonly ExpressionScan scan;
    private readonly Dictionary<object, Node> data = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Node> captured = [];
    private readonly FlowNeed need;
    private readonly CommonParts common;
    private Memo memo = new();
    private readonly LinqCapture linq;

    /// <summary>The innermost expression being captured: the place that errors name.</summary>
    private Expression at;

    /// <param name="builder">Where the nodes go.</param>
    /// <param name="scan">What is known of the whole function.</param>
    public ExpressionCapture(GraphBuilder builder, ExpressionScan scan)
    {
        Builder = builder;
        this.scan = scan;
        need = new FlowNeed(scan);
        common = new CommonParts(scan);
        at = Expression.Empty();
        linq = new LinqCapture(this);
        layouts = new Layouts(this, scan.Made);
    }

    /// <summary>Where nodes go now: into the graph, or into a function that it calls.</summary>
    public GraphBuilder Builder { get; private set; }

    /// <summary>Adds an input for each captured object.</summary>
    public IReadOnlyList<CapturedData> DeclareData(CapturedConstants constants)
    {
        var declared = new List<CapturedData>();
        foreach (var value in constants.Values)
        {
            var type = value.GetType();
            var input = Builder.Input(IrType.Of(type), $"data{declared.Count}", InputRole.Data);
            data.Add(value, input);
            captured.Add(input);
            captives.Add(input, (value, declared.Count));
            declared.Add(new CapturedData(Builder.Inputs.Count - 1, type));
        }

        return declared;
    }

    /// <summary>What <paramref name="expression"/> means where it stands.</summary>
    public Value Visit(Expression expression, Scope scope)
    {
        if (!StackGuard.HasRoom)
        {
            return StackGuard.OnFreshStack(() => Visit(expression, scope));
        }

        if (expression is ParameterExpression variable)
        {
            return Variable(variable, scope);
        }

        if (memo.Find(expression, scope) is { } known)
        {
            return known;
        }

        var (outerAt, outerSource) = (at, Builder.Source);
        at = expression;
        Builder.Source = CSharpText.Short(expression);
        var outerReach = memo.Enter();
        var value = need.Of(expression) ? FlowEmitter.Emit(this, scan, need, expression, scope) : Dispatch(expression, scope);
        memo.Leave(outerReach, expression, scope, value, scan.IsShared(expression));
        (at, Builder.Source) = (outerAt, outerSource);
        return value;
    }

    /// <summary>The node of an expression that is a scalar, an array or an object.</summary>
    public Node VisitNode(Expression expression, Scope scope) => ToNode(Visit(expression, scope));

    /// <summary>The one node that <paramref name="value"/> is. What was taken apart is put together, which only data can be.</summary>
    public Node ToNode(Value value) => value is NodeValue node
        ? node.Node
        : ToData(
            value,
            value.Type,
            $"a {CSharpText.NameOf(value.Type)} that holds a number that is differentiated is used as a whole here",
            "Use its members one by one.");

    /// <summary>The nodes that <paramref name="value"/> consists of: what a loop or a branch carries of it.</summary>
    public static Node[] Flatten(Value value)
    {
        var nodes = new List<Node>();
        value.Flatten(nodes);
        return [.. nodes];
    }

    /// <summary>A value of the shape of <paramref name="shape"/> that consists of <paramref name="nodes"/>.</summary>
    public static Value Rebuild(Value shape, ReadOnlySpan<Node> nodes) => shape.Rebuild(ref nodes);

    /// <summary>The error that <paramref name="place"/>, or else the innermost expression under way, can't be differentiated.</summary>
    public NotDifferentiableException Refuse(string reason, string suggestion = "", Expression? place = null) =>
        blame ?? new(CSharpText.Of(place ?? at), reason + ".", suggestion);

    private Value Dispatch(Expression expression, Scope scope) => expression switch
    {
        ConstantExpression constant => Constant(constant),
        BinaryExpression assign when Operators.IsAssignment(assign.NodeType) => Assign(assign, scope),
        UnaryExpression step when Operators.IsStep(step.NodeType) => StepOf(step, scope),
        BinaryExpression binary => Binary(binary, scope),
        UnaryExpression unary => Unary(unary, scope),
        ConditionalExpression conditional => Conditional(conditional, scope),
        SwitchExpression choice => Switch(choice, scope),
        MemberExpression member => MemberAccess(member, scope),
        MethodCallExpression call => Call(call, scope),
        InvocationExpression invocation => Invocation(invocation, scope),
        LambdaExpression lambda => new LambdaValue(lambda, scope),
        IndexExpression index => Index(index, scope),
        NewExpression creation => New(creation, scope),
        MemberInitExpression creation => MemberInit(creation, scope),
        ListInitExpression creation => ListInit(creation, scope),
        NewArrayExpression creation => NewArray(creation, scope),
        TypeBinaryExpression test => TypeTest(test, scope),
        DefaultExpression => DefaultOf(expression.Type),
        BlockExpression block => Block(block, scope),
        AddressExpression address => AddressOf(address.Place, scope),
        AllocationExpression allocation => Allocate(allocation.Type, null),
        DebugInfoExpression => NoValue.Instance,
        DynamicExpression => throw Refuse("what it does is decided when it runs", "Use static types."),
        { CanReduce: true } => Visit(expression.Reduce(), scope),
        _ => throw Refuse($"expressions of kind {expression.NodeType} have no meaning for derivatives"),
    };

    private Value Variable(ParameterExpression variable, Scope scope)
    {
        var value = scope.Find(variable, out var depth)
            ?? throw Refuse($"the variable {variable.Name} has no value here");
        value = Here(value);
        if (value is InMemory { Place: var place })
        {
            memo.Reached(Memo.Never);
            return place.Get();
        }

        if (!scan.IsAssigned(variable))
        {
            memo.Reached(depth);
            return value;
        }

        memo.Reached(Memo.Never);
        return value is not (NodeValue or Aggregate) || value.IsInSight
            ? value
            : throw Refuse($"{variable.Name} is assigned by a lambda that runs in a loop of its own", "Assign it in a loop of the function.");
    }

    private Value Constant(ConstantExpression constant)
    {
        if (constant.Value is null)
        {
            return DefaultOf(constant.Type);
        }

        var type = constant.Value.GetType();
        var value = CapturedConstants.IsData(constant) ? new NodeValue(Here(data[constant.Value]), type) : ConstantOf(constant.Value, type);
        return Convert(value, constant.Type);
    }
}
