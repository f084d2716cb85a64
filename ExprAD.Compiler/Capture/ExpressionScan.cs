using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Capture.Flow;
using ExprAD.Capture.Methods;
using ExprAD.Capture.Places;
using ExprAD.IR;

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
    private readonly Dictionary<(object? Root, MemberInfo Member), StateVariable> states = [];
    private readonly HashSet<MemberInfo> assignedMembers = [];
    private readonly List<Expression?> storedTo = [];
    private readonly HashSet<ParameterExpression> inMemory = [];
    private readonly Dictionary<MemberInfo, int> assignments = [];

    /// <summary>Variables to which arrays are assigned that the function makes, and those to which anything else is.</summary>
    private readonly HashSet<ParameterExpression> fresh = [];
    private readonly HashSet<ParameterExpression> notFresh = [];

    private readonly Dictionary<LiftedMethod, VariableUse?> uses = [];

    /// <param name="root">The function.</param>
    /// <param name="callsOut">Whether it calls code that is not looked into and may change what there is.</param>
    /// <param name="methods">The methods that are looked into; none where null.</param>
    public ExpressionScan(Expression root, bool callsOut = false, MethodChoice? methods = null)
    {
        CallsOut = callsOut;
        Methods = methods ?? MethodChoice.None;
        var pending = new Stack<Expression>();
        pending.Push(root);
        foreach (var method in Methods.Discovered)
        {
            Enter(method, pending);
        }

        while (pending.TryPop(out var expression))
        {
            if (!seen.Add(expression))
            {
                shared.Add(expression);
                HasShared |= expression is not (ParameterExpression or ConstantExpression);
                continue;
            }

            Note(expression);
            foreach (var method in CalledMethods.Of(expression))
            {
                if (Methods.Find(method) is { } lifted)
                {
                    Enter(lifted, pending);
                }
            }

            foreach (var child in ExpressionChildren.Of(expression).Reverse())
            {
                pending.Push(child);
            }
        }

        StoresToFresh = inMemory.Count > 0 || Made.AnyInMemory;
        foreach (var array in storedTo)
        {
            StoresToFresh = true;
            StoresElements |= array is not ParameterExpression variable || !fresh.Contains(variable) || notFresh.Contains(variable);
        }
    }

    /// <summary>The methods that are looked into where they are called.</summary>
    public MethodChoice Methods { get; }

    /// <summary>True for a method whose body is part of what was scanned.</summary>
    public bool Covers(LiftedMethod method) => uses.ContainsKey(method);

    /// <summary>The methods that are looked into where an expression is evaluated: those that it names, and, where it depends on an object which one runs, all that may.</summary>
    public IEnumerable<LiftedMethod> CalledBy(Expression expression)
    {
        var named = CalledMethods.Of(expression).Select(Methods.Find).OfType<LiftedMethod>().Where(Covers);
        return CalledMethods.IsOpen(expression) ? named.Concat(Methods.Discovered.Where(Covers)) : named;
    }

    /// <summary>The states that a method mentions and assigns, and whether it does more.</summary>
    public VariableUse UseOf(LiftedMethod method)
    {
        if (uses.GetValueOrDefault(method) is not { } use)
        {
            // One that calls itself adds nothing that it does not do itself.
            uses[method] = VariableUse.Nothing(this);
            uses[method] = use = VariableUse.Of(method, this);
        }

        return use;
    }

    /// <summary>True when the function calls code that is not looked into and may change what there is.</summary>
    public bool CallsOut { get; }

    /// <summary>True when the function may change arrays that are there before it.</summary>
    public bool StoresElements { get; private set; }

    /// <summary>True when the function changes arrays that it makes.</summary>
    public bool StoresToFresh { get; private set; }

    /// <summary>What kinds of objects and arrays the function makes.</summary>
    public MadeTypes Made { get; } = new();

    /// <summary>True when there are jumps, loops or throws anywhere.</summary>
    public bool HasFlow { get; private set; }

    /// <summary>The fields outside the function that it assigns, each as a variable.</summary>
    public IReadOnlyCollection<StateVariable> States => states.Values;

    /// <summary>True when some expression occurs in several places.</summary>
    public bool HasShared { get; private set; }

    /// <summary>True for an expression that occurs in several places.</summary>
    public bool IsShared(Expression expression) => shared.Contains(expression);

    /// <summary>True for a variable that is assigned after its declaration.</summary>
    public bool IsAssigned(ParameterExpression variable) => assigned.Contains(variable);

    /// <summary>True when any variable or state is assigned.</summary>
    public bool HasAssignments => assigned.Count + states.Count > 0;

    /// <summary>True for a field or property that the function assigns on some object.</summary>
    public bool IsAssigned(MemberInfo member) => assignedMembers.Contains(member);

    /// <summary>True for a field or property that the function assigns in one place only.</summary>
    public bool IsAssignedOnce(MemberInfo member) => assignments.GetValueOrDefault(member) == 1;

    /// <summary>True for a variable that lies in memory, since a reference to it or to a part of it is taken.</summary>
    public bool IsInMemory(ParameterExpression variable) => variable.IsByRef || inMemory.Contains(variable);

    /// <summary>Notes a variable that is made during capture, to be assigned.</summary>
    public void AddAssigned(ParameterExpression variable) => assigned.Add(variable);

    /// <summary>The variable for a field of a captured object, or a static one, that the function assigns; null for all others.</summary>
    public StateVariable? StateOf(MemberExpression member) =>
        states.Count > 0 && RootOf(member) is var (root, isRooted) && isRooted ? states.GetValueOrDefault((root, member.Member)) : null;

    private void Enter(LiftedMethod method, Stack<Expression> pending)
    {
        if (uses.TryAdd(method, null))
        {
            notFresh.UnionWith(method.Parameters);
            pending.Push(method.Body);
        }
    }

    private void Note(Expression expression)
    {
        Made.Note(expression);
        switch (expression)
        {
            case AddressExpression { Place: var place }:
                NoteReference(place);
                break;
            case InvocationExpression call:
                NoteReferences(call.Expression.Type.GetMethod("Invoke")!, call);
                break;
            case MethodCallExpression call:
                NoteReferences(call.Method, call);
                if (ByReference.TakesThis(call.Method))
                {
                    NoteThis(call.Object!);
                }

                break;
            case BinaryExpression assign when Operators.IsAssignment(assign.NodeType):
                NoteTarget(assign.Left);
                NoteArray(assign.Left, assign.Right);
                break;
            case LambdaExpression lambda:
                notFresh.UnionWith(lambda.Parameters);
                break;
            case UnaryExpression step when Operators.IsStep(step.NodeType):
                NoteTarget(step.Operand);
                break;
            case LoopExpression or GotoExpression or LabelExpression or TryExpression or { NodeType: ExpressionType.Throw }:
                HasFlow = true;
                break;
        }
    }

    /// <summary>Whatever has a reference to a place may assign it.</summary>
    private void NoteReference(Expression place)
    {
        if (PlaceParts.VariableOf(place) is { } variable)
        {
            inMemory.Add(variable);
        }

        NoteTarget(place);
    }

    private void NoteReferences(MethodInfo method, IArgumentProvider call)
    {
        foreach (var place in ByReference.ArgumentsOf(method, call))
        {
            NoteReference(place);
        }
    }

    /// <summary>A method of a struct may assign the variable or the element that it is called on; of anything else it gets a copy.</summary>
    private void NoteThis(Expression place)
    {
        if (PlaceParts.VariableOf(place) is not null || PlaceParts.ElementOf(place) is not null)
        {
            NoteReference(place);
        }
    }

    private void NoteTarget(Expression target)
    {
        switch (target)
        {
            case ParameterExpression variable:
                assigned.Add(variable);
                break;
            case MemberExpression member when Reference.IsDereference(member):
                break;
            case MemberExpression { Expression: { Type.IsValueType: true } whole }:
                NoteTarget(whole);
                break;
            case MemberExpression member:
                assignedMembers.Add(member.Member);
                assignments[member.Member] = assignments.GetValueOrDefault(member.Member) + 1;
                Made.NoteAssigned(member);
                if (RootOf(member) is (var root, true))
                {
                    states.TryAdd((root, member.Member), new StateVariable(member));
                }

                break;
            case IndexExpression element:
                storedTo.Add(element.Object);
                break;
            case BinaryExpression { NodeType: ExpressionType.ArrayIndex } element:
                storedTo.Add(element.Left);
                break;
            case MethodCallExpression { Type.IsByRef: true } call:
                storedTo.Add(call.Object);
                break;
        }
    }

    private void NoteArray(Expression target, Expression value)
    {
        if (target is ParameterExpression variable)
        {
            (value is NewArrayExpression ? fresh : notFresh).Add(variable);
        }
        else if (target is MemberExpression { Type.IsValueType: false })
        {
            // What is kept outside may come back from there.
            StoresElements |= IrType.Of(target.Type).IsArray || target.Type.IsAssignableFrom(typeof(double[]));
        }
    }

    private static (object? Root, bool IsRooted) RootOf(MemberExpression member) => member.Expression switch
    {
        null => (null, true),
        ConstantExpression { Value: { } root } when !root.GetType().IsValueType => (root, true),
        _ => (null, false),
    };
}

/// <summary>A field outside the function that the function assigns: it is read once at the start and kept in a variable beside the field.</summary>
internal sealed class StateVariable(MemberExpression place)
{
    public MemberExpression Place { get; } = place;

    public ParameterExpression Variable { get; } = Expression.Parameter(place.Type, place.Member.Name);
}
