using System.Reflection;
using ExprAD.Capture.Dependence;
using ExprAD.Capture.Flow;
using ExprAD.Capture.Linq;
using ExprAD.Capture.Text;
using ExprAD.IR;

namespace ExprAD.Capture;

internal sealed partial class ExpressionCapture
{
    private readonly DataObligations obligations = new();

    /// <summary>True while what is captured can't reach the function's value: the making of an exception.</summary>
    private bool isDiscarded;

    /// <summary>Why the method that is being called was not looked into, where that was tried.</summary>
    private NotDifferentiableException? blame;

    /// <summary>Demands that <paramref name="node"/> not depend on what is differentiated.</summary>
    public void RequireData(Node node, string reason, string suggestion)
    {
        if (!isDiscarded)
        {
            obligations.Demand(node, at, reason + Way, suggestion, blame);
        }
    }

    /// <summary>
    /// A call that is not looked into: data goes in, data comes out. It happens once, in its place among the others,
    /// unless the method is known to do nothing but compute.
    /// </summary>
    public Value OpaqueCall(MethodBase method, Value? instance, params ReadOnlySpan<Value> arguments)
    {
        var outer = blame;
        blame = ReasonFor(method);
        var result = CallUnseen(method, instance, arguments);
        blame = outer;
        return result;
    }

    /// <summary>A call that writes what it is given, or makes the text for one: numbers end there, whatever they depend on.</summary>
    private Value Write(MethodInfo method, Value? instance, ReadOnlySpan<Value> arguments)
    {
        var outer = isDiscarded;
        isDiscarded = true;
        var result = OpaqueCall(method, instance, arguments);
        isDiscarded = outer;
        return result;
    }

    private Value CallUnseen(MethodBase method, Value? instance, ReadOnlySpan<Value> arguments)
    {
        var (reason, suggestion) = Refusals.OfCall(method);
        var parameters = method.GetParameters();
        var operands = new List<Node>();
        var isPure = true;
        if (instance is not null)
        {
            operands.Add(ToData(instance, method.DeclaringType!, reason, suggestion));
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            if (parameters[i].ParameterType.IsByRef)
            {
                throw Refuse($"the parameter {parameters[i].Name} of {method.Name} is passed by reference", "Call it outside the function.");
            }

            isPure &= arguments[i] is not LambdaValue { Lambda: var lambda } || Opaque.IsPure(lambda);
            operands.Add(ToData(arguments[i], parameters[i].ParameterType, reason, suggestion));
        }

        var result = method is MethodInfo info ? info.ReturnType : method.DeclaringType!;
        if (Purity.IsPure(method) && isPure)
        {
            var looksAtMemory = !IsReadOnly && operands.Exists(o => !o.Type.IsScalar && o.Type.Clr != typeof(string));
            memo.Reached(looksAtMemory ? Memo.Never : -1);
            return FromNode(Builder.Emit(looksAtMemory ? Ops.CallReading : Ops.CallPure, IrType.Of(result), [.. operands], method), result);
        }

        if (!isPure || !Purity.LeavesMemoryAlone(method))
        {
            NoteCallOut();
        }

        memo.Reached(Memo.Never);
        var node = Builder.Emit(Ops.Call, IrType.Of(result), [.. operands], method);
        return result == typeof(void) ? NoValue.Instance : FromNode(node, result);
    }

    /// <summary>Says that a call may change anything that is there; what was captured before may have relied on the contrary.</summary>
    /// <exception cref="CallsOutException">It has: all is to be captured anew.</exception>
    public void NoteCallOut()
    {
        memo.Reached(Memo.Never);
        if (!scan.CallsOut)
        {
            throw new CallsOutException();
        }
    }

    /// <summary>Calls code of the user's or of a library's as C# would: through its meaning where that is known, else without looking into it.</summary>
    private Value CallMethod(MethodInfo method, Value? instance, params ReadOnlySpan<Value> arguments) =>
        OwnCall(method, arguments) ?? StandInCall(method, instance, arguments) ?? EqualityCall(method, arguments) ?? KnownCall(method, instance, arguments) ?? LiftedCall(method, instance, arguments) ?? OpaqueCall(method, instance, arguments);

    /// <summary>A value as one object for code that is not looked into, which takes it as a <paramref name="type"/>; it has to be data.</summary>
    public Node ToData(Value value, Type type, string reason, string suggestion)
    {
        switch (value)
        {
            case NodeValue { Node: var node } when node.Type.IsArray && !node.Type.IsList && IrType.Of(value.Type).IsList:
                // A list that was made in the function is an array there.
                RequireData(node, reason, suggestion);
                var copy = value.Type.GetConstructor([typeof(IEnumerable<>).MakeGenericType(value.Type.GenericTypeArguments)])!;
                return Builder.Emit(Ops.Call, IrType.Of(value.Type), [node], (MethodBase)copy);
            case NodeValue { Node: var node }:
                RequireData(node, reason, suggestion);
                return node.Type.IsScalar && !IsNumber(type) ? Builder.Emit(Ops.Convert, IrType.Of(type), [node], value.Type) : node;
            case Boxed boxed:
                return ToData(boxed.Content, boxed.Type, reason, suggestion);
            case Aggregate when Nullables.IsNullable(value.Type):
                return ToNode(Branch(
                    Nullables.HasValue(value),
                    () => new NodeValue(InNullable(ToData(Nullables.ValueOrDefault(value), Nullable.GetUnderlyingType(value.Type)!, reason, suggestion), value.Type), value.Type),
                    () => new NodeValue(Builder.Constant(null, IrType.Of(value.Type)), value.Type)));
            case Aggregate aggregate when (Composite.Of(value.Type)?.Constructor ?? Composite.Made(value.Type)?.Constructor) is { } constructor:
                Node[] parts = [.. constructor.Arguments(aggregate).Zip(constructor.Info.GetParameters(), (a, p) => ToData(a, p.ParameterType, reason, suggestion))];
                return Builder.Emit(Ops.Call, IrType.Of(value.Type), parts, constructor.Info);
            case Sequence sequence when Loops.Settle(sequence) is NodeValue array:
                return ToData(array, type, reason, suggestion);
            case LambdaValue lambda when VariableUse.Of(lambda.Lambda, scan).AssignedByLambdas.Count == 0:
                return ToNode(Opaque.Evaluate(this, lambda.Lambda, lambda.Scope, "the code that this lambda goes into", "Write that code's loop or call in the lambda."));
            default:
                throw Refuse($"a {CSharpText.NameOf(value.Type)} that is made in the function is used as a whole here", "Use its members one by one.");
        }
    }

    private Node InNullable(Node node, Type nullable) =>
        Builder.Emit(Ops.Convert, IrType.Of(nullable), [node], node.Type.IsScalar ? Nullable.GetUnderlyingType(nullable) : null);

    /// <summary>Throws a new exception.</summary>
    private void Raise(Type exception, string message)
    {
        var text = Builder.Constant(message, IrType.Of(typeof(string)));
        var made = Builder.Emit(Ops.Call, IrType.Of(exception), [text], (MethodBase)exception.GetConstructor([typeof(string)])!);
        Builder.Emit(Ops.Throw, IrType.Void, [made]);
        memo.Reached(Memo.Never);
    }

    /// <summary>Says that the derivative of a cast to integers is zero, if it turns out to be one.</summary>
    private void NoteRounding(Node value, Type to)
    {
        if (value.Type.IsFloat && IrType.Of(to).IsInteger)
        {
            obligations.Remark(value, at, $"the cast to {CSharpText.NameOf(to)} has derivative 0");
        }
    }

    /// <summary>Raises the errors that need the whole graph; gives what is to be said about it.</summary>
    public IReadOnlyList<string> Settle(Graph graph) => obligations.Settle(graph);
}
