using System.Linq.Expressions;

namespace ExprAD.Capture.Methods;

/// <summary>
/// A delegate as the lambda that calls its method. The object it is called on stands there as a constant, which is data:
/// the method is compiled once, whatever the object.
/// </summary>
internal static class MethodLambda
{
    public static LambdaExpression Of(Delegate f)
    {
        var method = f.Method;
        if (f.HasSingleTarget is false || method.DeclaringType is null)
        {
            throw new NotDifferentiableException(method.Name, "the delegate is not made of one method that has IL.", "Pass a method or a lambda.");
        }

        var formal = method.GetParameters();
        var invoked = f.GetType().GetMethod(nameof(Action.Invoke))!.GetParameters();
        var isClosed = method.IsStatic && formal.Length > invoked.Length;
        var parameters = new ParameterExpression[invoked.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i] = Expression.Parameter(invoked[i].ParameterType, formal[isClosed ? i + 1 : i].Name ?? $"p{i}");
        }

        // The target is the instance, or the first argument of a static method.
        var target = f.Target is null ? null : Expression.Constant(f.Target);
        var arguments = (isClosed ? parameters.Prepend<Expression>(target!) : parameters).Zip(formal, (a, p) => StackTyping.To(a, p.ParameterType));
        return Expression.Lambda(f.GetType(), Expression.Call(method.IsStatic ? null : target, method, arguments), parameters);
    }
}
