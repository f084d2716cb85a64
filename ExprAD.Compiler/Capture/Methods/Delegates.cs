using System.Linq.Expressions;
using System.Reflection;

namespace ExprAD.Capture.Methods;

/// <summary>The creation of a delegate as the lambda that it is.</summary>
internal static class Delegates
{
    public static LambdaExpression Of(Type type, MethodInfo method, Expression target)
    {
        ParameterExpression[] parameters = [.. type.GetMethod("Invoke")!.GetParameters().Select(p => Expression.Parameter(p.ParameterType, p.Name))];
        var formal = method.GetParameters();
        if (method.IsStatic && formal.Length == parameters.Length)
        {
            return Expression.Lambda(type, Expression.Call(method, Arguments(parameters)), parameters);
        }

        // The target is the instance, or, of an extension method, the first argument.
        return method.IsStatic
            ? Expression.Lambda(type, Expression.Call(method, Arguments([target, .. parameters])), parameters)
            : Expression.Lambda(type, Expression.Call(StackTyping.To(target, method.DeclaringType!), method, Arguments(parameters)), parameters);

        IEnumerable<Expression> Arguments(IEnumerable<Expression> values) => values.Zip(formal, (v, p) => StackTyping.To(v, p.ParameterType));
    }
}
