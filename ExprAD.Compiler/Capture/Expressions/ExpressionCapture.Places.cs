using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Capture.Places;
using ExprAD.Capture.Text;

namespace ExprAD.Capture;

internal sealed partial class ExpressionCapture
{
    private readonly Layouts layouts;

    /// <summary>What kinds of objects and arrays the function makes.</summary>
    public MadeTypes Made => scan.Made;

    public bool IsAssignedOnce(MemberInfo member) => scan.IsAssignedOnce(member);

    /// <summary>Declares a variable; one that references are taken to gets a place in memory.</summary>
    public void Declare(Scope scope, ParameterExpression variable, Value value)
    {
        if (!scan.IsInMemory(variable))
        {
            scope.Declare(variable, value);
            return;
        }

        scope.Declare(variable, new InMemory(PlaceInMemory(variable.Type, value)));
    }

    private MemoryPlace PlaceInMemory(Type type, Value value)
    {
        var layout = layouts.Of(type);
        var one = Builder.Constant(1);
        var place = new MemoryPlace(this, layout, [.. layout.Arrays().Select(t => Builder.NewArray(t, one))], [Builder.Constant(0)]);
        place.Set(value);
        return place;
    }

    /// <summary>Declares a parameter; one that is passed by reference is the place that the argument refers to.</summary>
    private void DeclareParameter(Scope scope, ParameterExpression parameter, Value argument)
    {
        if (parameter.IsByRef && argument is ReferenceValue { Target: var target })
        {
            scope.Declare(parameter, new InMemory(target));
        }
        else
        {
            Declare(scope, parameter, argument);
        }
    }

    /// <summary>Gives a variable a value where control flow is known: declares it where it has none yet.</summary>
    public void Assign(Scope scope, ParameterExpression variable, Value value)
    {
        switch (scope.Find(variable))
        {
            case null: Declare(scope, variable, value); break;
            case InMemory variableInMemory: variableInMemory.Place.Set(value); break;
            default: scope.Assign(variable, value); break;
        }
    }

    /// <summary>As compiled lambdas have it, a compound assignment to a part of a struct assigns the part of a copy.</summary>
    private Place CompoundPlace(Expression target, Scope scope) =>
        target is MemberExpression { Expression.Type.IsValueType: true } part
            ? new AccessorPlace(part.Type, () => MemberAccess(part, scope), _ => { })
            : PlaceOf(target, scope);

    /// <summary>What stands left of an assignment or behind <c>ref</c>, its parts being evaluated now.</summary>
    private Place PlaceOf(Expression target, Scope scope)
    {
        switch (target)
        {
            case ParameterExpression variable:
                return scope.Find(variable) is InMemory { Place: var place } ? place : new VariablePlace(this, variable, scope);
            case MemberExpression member when Reference.IsDereference(member):
                return Target(member, scope);
            case MemberExpression { Expression: { Type.IsValueType: true } whole } part:
                return PlaceOf(whole, scope).Part(this, part.Member, part.Type);
            case MemberExpression member when !scan.CallsOut && scan.StateOf(member) is { } state:
                var owner = member.Expression is null ? null : VisitNode(member.Expression, scope);
                return new StatePlace(this, owner, state, PlaceOf(state.Variable, scope));
            case MemberExpression member:
                return MemberPlace(member.Expression is null ? null : Visit(member.Expression, scope), member.Member, member.Type);
            case BinaryExpression { NodeType: ExpressionType.ArrayIndex } element:
                return ElementPlace(Visit(element.Left, scope), element.Type, VisitNode(element.Right, scope));
            case IndexExpression { Indexer: null } element:
                var array = Visit(element.Object!, scope);
                return ElementPlace(array, element.Type, [.. element.Arguments.Select(a => VisitNode(a, scope))]);
            case IndexExpression { Indexer: { } indexer } item:
                var instance = Visit(item.Object!, scope);
                Value[] arguments = [.. item.Arguments.Select(a => Visit(a, scope))];
                return new AccessorPlace(
                    item.Type,
                    () => CallMethod(indexer.GetMethod!, instance, arguments),
                    v => CallMethod(indexer.SetMethod!, instance, [.. arguments, v]));
            default:
                throw Refuse("this can't be assigned");
        }
    }

    /// <summary>A field or property of an object.</summary>
    private Place MemberPlace(Value? instance, MemberInfo member, Type type) => instance switch
    {
        MadeObject made when made.Field(member) is { } field => field,
        MadeObject when member is PropertyInfo property => new AccessorPlace(
            type,
            () => CallMethod(property.GetMethod!, instance),
            v => CallMethod(property.SetMethod!, instance, v)),
        Aggregate => throw Refuse($"{member.Name} of a {CSharpText.NameOf(instance.Type)} that is a parameter is assigned", "Make a new object with the new value."),
        _ => new DataMemberPlace(this, instance, member, type),
    };

    /// <summary><c>ref place</c>.</summary>
    private ReferenceValue AddressOf(Expression place, Scope scope)
    {
        memo.Reached(Memo.Never);
        return place.Type.IsByRef ? (ReferenceValue)Visit(place, scope) : new ReferenceValue(PlaceOf(place, scope));
    }

    /// <summary>The place that a reference leads to.</summary>
    private Place Target(MemberExpression dereference, Scope scope)
    {
        memo.Reached(Memo.Never);
        return Visit(dereference.Expression!, scope) is ReferenceValue { Target: var target }
            ? target
            : throw Refuse($"{CSharpText.Of(dereference)} refers to nothing that is known here", "Assign it before.");
    }

    /// <summary>A struct or nullable as its parts.</summary>
    public Aggregate Apart(Value value, Type type) => (value is Boxed boxed ? boxed.Content : value) switch
    {
        Aggregate aggregate when aggregate.Type == type => aggregate,
        NodeValue node when Composite.Made(type) is { } composite && TakeApart(node, composite) is Aggregate aggregate => aggregate,
        _ => throw Refuse($"a {CSharpText.NameOf(value.Type)} stands where a {CSharpText.NameOf(type)} made in the function is wanted"),
    };

    public Value WithPart(Value whole, MemberInfo member, Value value) =>
        Composite.Made(whole.Type) is { } composite && composite.Find(member) is { } part && TakeApart(whole, composite) is Aggregate aggregate
            ? aggregate.With(part.Name, value)
            : throw Refuse($"{member.Name} of a {CSharpText.NameOf(whole.Type)} that is data is assigned", "Make a new value.");
}
