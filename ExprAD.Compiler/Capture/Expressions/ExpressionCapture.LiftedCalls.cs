using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Capture.Methods;
using ExprAD.Capture.Places;
using ExprAD.Capture.Text;
using ExprAD.IR;

namespace ExprAD.Capture;

internal sealed partial class ExpressionCapture
{
    /// <summary>The methods whose bodies are being built, outer before inner.</summary>
    private readonly List<MethodBase> path = [];

    /// <summary>The captured objects, by the inputs that they are.</summary>
    private readonly Dictionary<Node, (object Value, int Position)> captives = [];

    /// <summary>Where the fields that the function assigns are declared as variables.</summary>
    private Scope states = new(null);

    /// <summary>Builds the body of a method of the user's in place; null where the method is not looked into.</summary>
    private Value? LiftedCall(MethodInfo method, Value? instance, ReadOnlySpan<Value> arguments)
    {
        var type = method.IsVirtual && !Purity.IsOfSystem(method.DeclaringType!) ? ExactType(instance) ?? AssumedOf(instance)?.Type : null;
        if (type is not null)
        {
            method = Receivers.Implementation(method, type);
            instance = instance is NodeValue && method.DeclaringType!.IsAssignableFrom(type) ? Cast(instance, method.DeclaringType) : instance;
        }

        method = Substitutes.For(method, instance, arguments) ?? VectorSubstitutes.For(method) ?? method;
        var receiver = instance is NodeValue { Node: var node } ? captives.GetValueOrDefault(node).Value : null;
        if ((receiver is null && type is not null ? scan.Methods.Find(method) : scan.Methods.Find(new CalledMethod(method, receiver))) is not { } lifted)
        {
            return null;
        }

        return Run(lifted, lifted.Parameters.Count == arguments.Length ? [.. arguments] : [instance!, .. arguments]);
    }

    /// <summary>A new object whose constructor computes; null where it is not looked into.</summary>
    private Value? LiftedConstruction(ConstructorInfo constructor, IReadOnlyList<Value> arguments)
    {
        var type = constructor.DeclaringType!;
        if (scan.Methods.Find(constructor) is not { } lifted || (!type.IsValueType && !scan.Made.HasIdentity(type)))
        {
            return null;
        }

        if (!type.IsValueType)
        {
            var made = Allocate(type, null);
            Run(lifted, [made, .. arguments]);
            return made;
        }

        var place = NewPlace(DefaultOf(type), lifted);
        Run(lifted, [new ReferenceValue(place), .. arguments]);
        return place.Get();
    }

    private Value Run(LiftedMethod lifted, ReadOnlySpan<Value> arguments)
    {
        if (!scan.Covers(lifted))
        {
            throw new UndiscoveredException(lifted);
        }

        if (scan.Methods.IsRecursive(lifted.Method))
        {
            return CallRecursion(lifted, [.. arguments]);
        }

        var scope = new Scope(states);
        foreach (var (parameter, value) in lifted.Parameters.Zip(arguments.ToArray()))
        {
            Declare(scope, parameter, Reference.Referent(parameter.Type) is not null && value is not ReferenceValue ? new ReferenceValue(NewPlace(value, lifted)) : value);
        }

        return Build(lifted, scope);
    }

    /// <summary>A place of its own for a value that a method gets by reference and that lies nowhere: in memory where jumps may come between its assignments.</summary>
    private Place NewPlace(Value value, LiftedMethod user)
    {
        if (!ReferenceUse.MayAssign(user.Method, 0) && user.Method is { IsStatic: false, IsConstructor: false })
        {
            return new ValuePlace(this, value);
        }

        if (need.Of(user.Body))
        {
            return PlaceInMemory(value.Type, value);
        }

        var variable = Expression.Variable(value.Type, "copy");
        scan.AddAssigned(variable);
        var scope = new Scope(states);
        scope.Declare(variable, value);
        return new VariablePlace(this, variable, scope);
    }

    /// <summary>The type that an object has for certain, and no type derived from it; null where that depends on data.</summary>
    private Type? ExactType(Value? value) => value switch
    {
        null => null,
        Boxed boxed => boxed.Content.Type,
        NodeValue { Node: var node } => captured.Contains(node) || node.Type.Clr.IsSealed ? node.Type.Clr : null,
        _ => value.Type,
    };

    private Value Build(LiftedMethod lifted, Scope scope)
    {
        try
        {
            if (path.Contains(lifted.Method) && !scan.Methods.IsRecursive(lifted.Method))
            {
                throw new RecursionException(lifted.Method);
            }

            path.Add(lifted.Method);
            var result = Visit(lifted.Body, scope);
            path.RemoveAt(path.Count - 1);
            return lifted.Body.Type == typeof(void) || lifted.Method is MethodInfo { ReturnType: var type } && type == typeof(void) ? NoValue.Instance : result;
        }
        catch (NotDifferentiableException refusal)
        {
            throw new RefusedCallException(lifted.Method, refusal.Reason.Contains(" (", StringComparison.Ordinal) ? refusal : new(refusal.Expression, refusal.Reason.TrimEnd('.') + Way + ".", refusal.Suggestion));
        }
    }

    /// <summary>Why a method is not looked into, where that was tried.</summary>
    private NotDifferentiableException? ReasonFor(MethodBase method) => scan.Methods.ReasonFor(method) switch
    {
        { Expression: "" } whole => new(CSharpText.Of(at), whole.Reason.TrimEnd('.') + Way + ".", whole.Suggestion),
        var other => other,
    };

    /// <summary>The way to the place in hand: from the user's function through the methods that it calls.</summary>
    private string Way => path.Count == 0 ? "" : $" ({string.Join(" → ", path.Select(Liftable.NameOf))})";
}
