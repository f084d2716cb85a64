using System.Linq.Expressions;
using System.Reflection;
using ExprAD.IR;

namespace ExprAD.Capture;

internal sealed partial class ExpressionCapture
{
    private static readonly Dictionary<string, ScalarOp> Functions = new()
    {
        ["Abs"] = Ops.Abs, ["Sqrt"] = Ops.Sqrt, ["Exp"] = Ops.Exp, ["Log"] = Ops.Log, ["Sin"] = Ops.Sin, ["Cos"] = Ops.Cos,
        ["Pow"] = Ops.Pow, ["Max"] = Ops.Max, ["Min"] = Ops.Min, ["Floor"] = Ops.Floor,
    };

    /// <summary>Calls a function that is a value: builds the body of a lambda in place, or calls a delegate that only data goes into.</summary>
    public Value Invoke(Value function, params ReadOnlySpan<Value> arguments)
    {
        if (function is LambdaValue { Lambda: var lambda } value)
        {
            var scope = new Scope(value.Scope);
            for (var i = 0; i < arguments.Length; i++)
            {
                scope.Declare(lambda.Parameters[i], arguments[i]);
            }

            return Visit(lambda.Body, scope);
        }

        return OpaqueCall(function.Type.GetMethod("Invoke")!, function, arguments);
    }

    /// <summary>A call of a method that is not looked into: it happens once, in its place, and only data may go into it.</summary>
    public Value OpaqueCall(MethodInfo method, Value? instance, params ReadOnlySpan<Value> arguments)
    {
        var operands = new List<Node>();
        if (instance is not null)
        {
            operands.Add(ToNode(instance));
        }

        foreach (var argument in arguments)
        {
            operands.Add(ToNode(argument));
        }

        memo.Reached(Memo.Never);
        var node = Builder.Emit(Ops.Call, IrType.Of(method.ReturnType), [.. operands], method);
        return method.ReturnType == typeof(void) ? NoValue.Instance : new NodeValue(node, method.ReturnType);
    }

    private Value Call(MethodCallExpression call, Scope scope)
    {
        if (linq.TryVisitCall(call, scope, out var value))
        {
            return value;
        }

        if (call.Method.DeclaringType == typeof(Math) && Functions.TryGetValue(call.Method.Name, out var op) && op.Arity == call.Arguments.Count)
        {
            Node[] operands = [.. call.Arguments.Select(a => VisitNode(a, scope))];
            return new NodeValue(Builder.Apply(op, operands), call.Type);
        }

        var instance = call.Object is null ? null : Visit(call.Object, scope);
        Value[] arguments = [.. call.Arguments.Select(a => Visit(a, scope))];
        return OpaqueCall(call.Method, instance, arguments);
    }

    private Value Invocation(InvocationExpression invocation, Scope scope)
    {
        var function = Visit(invocation.Expression, scope);
        Value[] arguments = [.. invocation.Arguments.Select(a => Visit(a, scope))];
        return Invoke(function, arguments);
    }
}
