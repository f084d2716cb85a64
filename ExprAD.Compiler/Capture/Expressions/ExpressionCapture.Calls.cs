using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Capture.Methods;
using ExprAD.Capture.Places;
using ExprAD.IR;

namespace ExprAD.Capture;

internal sealed partial class ExpressionCapture
{
    private const int DeepestRecursion = 200;

    /// <summary>The lambdas whose bodies are being built, one within another, and how often each.</summary>
    private readonly Dictionary<LambdaExpression, int> underway = new(ReferenceEqualityComparer.Instance);

    /// <summary>Calls a function that is a value: builds the body of a lambda in place, or calls a delegate that only data goes into.</summary>
    public Value Invoke(Value function, params ReadOnlySpan<Value> arguments)
    {
        if (function is not LambdaValue { Lambda: var lambda } value)
        {
            return CallDelegate(function, arguments) ?? OpaqueCall(function.Type.GetMethod("Invoke")!, function, arguments);
        }

        var scope = new Scope(value.Scope);
        for (var i = 0; i < arguments.Length; i++)
        {
            DeclareParameter(scope, lambda.Parameters[i], arguments[i]);
        }

        var calls = underway.GetValueOrDefault(lambda);
        if (calls > DeepestRecursion)
        {
            throw Refuse("lambdas call each other without end", "Write the recursion as a loop.");
        }

        underway[lambda] = calls + 1;
        var result = Visit(lambda.Body, scope);
        underway[lambda] = calls;
        return lambda.ReturnType == typeof(void) ? NoValue.Instance : result;
    }

    /// <summary>What stands in a call that writes, and is text or part of one.</summary>
    private IReadOnlyList<Expression> written = [];

    private Value Call(MethodCallExpression call, Scope scope)
    {
        if ((MethodGroup(call, scope) ?? Intrinsic(call, scope) ?? SpanCall(call, scope)) is { } value)
        {
            return value;
        }

        if (linq.TryVisitCall(call, scope, out value))
        {
            memo.Reached(IsReadOnly ? -1 : Memo.Never);
            return Growable(value);
        }

        var outer = written;
        written = Writing.Texts(call, outer);
        var instance = call.Object is null ? null : ByReference.TakesThis(call.Method) && PlaceParts.IsPlace(call.Object) ? AddressOf(call.Object, scope) : Visit(call.Object, scope);
        Value[] arguments = [.. call.Arguments.Zip(call.Method.GetParameters(), (a, p) => ByReference.MayAssign(call.Method, p) ? AddressOf(a, scope) : Visit(a, scope))];
        written = outer;
        if (Writing.IsWriter(call.Method) || outer.Contains(call))
        {
            return Write(call.Method, instance, arguments);
        }

        return CallMethod(call.Method, instance, arguments);
    }

    /// <summary>A method where a function is wanted, which arrives as the creation of a delegate: a lambda that calls it.</summary>
    private static LambdaValue? MethodGroup(MethodCallExpression call, Scope scope)
    {
        if (call is not { Method.Name: nameof(MethodInfo.CreateDelegate), Object: ConstantExpression { Value: MethodInfo method }, Arguments: [ConstantExpression { Value: Type type }, var target] })
        {
            return null;
        }

        return new LambdaValue(Delegates.Of(type, method, target), scope);
    }

    private Value Invocation(InvocationExpression invocation, Scope scope)
    {
        var function = Visit(invocation.Expression, scope);
        var parameters = invocation.Expression.Type.GetMethod("Invoke")!.GetParameters();
        Value[] arguments = [.. invocation.Arguments.Zip(parameters, (a, p) => p.ParameterType.IsByRef ? AddressOf(a, scope) : Visit(a, scope))];
        return Invoke(function, arguments);
    }

    /// <summary>What a lambda without parameters gives, in a block of its own. Where it does more than give something, that is no block.</summary>
    private Value Block(Value function)
    {
        if (function is not LambdaValue { Lambda: var lambda } || Linq.Assignments.ToOuter(lambda) is not null)
        {
            return Invoke(function);
        }

        Value? shape = null;
        var nodes = Builder.Block(() => Flatten(shape = Linq.Loops.Settle(Invoke(function))));
        return Rebuild(shape!, nodes);
    }

    /// <summary>The methods of <c>Grad</c> that mean something to differentiation.</summary>
    private Value? Intrinsic(MethodCallExpression call, Scope scope)
    {
        if (call.Method.DeclaringType?.FullName != "ExprAD.Grad")
        {
            return null;
        }

        switch (call.Method.Name)
        {
            case "Let":
                var bound = Visit(call.Arguments[0], scope);
                return Invoke(Visit(call.Arguments[1], scope), bound);
            case "Checkpoint":
                return Block(Visit(call.Arguments[0], scope));
            case "StopGradient":
                var value = Visit(call.Arguments[0], scope);
                return Rebuild(value, [.. Flatten(value).Select(n => n.Type.HoldsFloats ? Builder.Emit(Ops.StopGradient, n.Type, [n]) : n)]);
            case "At":
                return GradientAt(call, scope);
            default:
                return null;
        }
    }
}
