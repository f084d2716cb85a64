using System.Linq.Expressions;
using System.Reflection;

namespace ExprAD.Tests.EndToEnd;

/// <summary>Type inference for generic methods, as far as building calls of LINQ takes it.</summary>
internal static class Matching
{
    /// <summary>The method with its type arguments, or null where it doesn't take these arguments.</summary>
    public static MethodInfo? Close(MethodInfo method, Expression[] arguments)
    {
        var parameters = method.GetParameters();
        Dictionary<Type, Type> found = [];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!Match(parameters[i].ParameterType, arguments[i].Type, found))
            {
                return null;
            }
        }

        if (method.IsGenericMethodDefinition)
        {
            method = method.MakeGenericMethod([.. method.GetGenericArguments().Select(t => found[t])]);
        }

        return method.GetParameters().Zip(arguments).All(p => p.First.ParameterType.IsAssignableFrom(p.Second.Type)) ? method : null;
    }

    private static bool Match(Type parameter, Type argument, Dictionary<Type, Type> found)
    {
        if (parameter.IsGenericParameter)
        {
            return found.TryAdd(parameter, argument) || found[parameter] == argument;
        }

        if (!parameter.IsGenericType)
        {
            return parameter == argument || (parameter.IsArray && argument.IsArray && Match(parameter.GetElementType()!, argument.GetElementType()!, found));
        }

        var definition = parameter.GetGenericTypeDefinition();
        var same = argument.IsGenericType && argument.GetGenericTypeDefinition() == definition
            ? argument
            : Array.Find(argument.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == definition);
        return same is not null && parameter.GenericTypeArguments.Zip(same.GenericTypeArguments).All(p => Match(p.First, p.Second, found));
    }
}
