using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Capture.Text;

namespace ExprAD.Capture.Methods;

/// <summary>Calls in the form that C# writes: properties, elements, operators and delegates are methods in IL.</summary>
internal static class Calling
{
    public static Expression Of(MethodInfo called, Expression? instance, IReadOnlyList<Expression> arguments, bool isVirtual)
    {
        if (instance is { Type.IsArray: true } && called.DeclaringType!.IsArray)
        {
            return OfArray(called, instance, arguments);
        }

        if (instance is not null && called.Name == "Invoke" && typeof(Delegate).IsAssignableFrom(called.DeclaringType))
        {
            return Expression.Invoke(instance, arguments);
        }

        if (called is { Name: nameof(Equals), DeclaringType: { IsGenericType: true } comparer } && comparer.GetGenericTypeDefinition() == typeof(EqualityComparer<>)
            && arguments is [{ Type: { IsPrimitive: true } number } a, var b] && number == b.Type)
        {
            // How records compare their members.
            return Expression.Call(a, number.GetMethod(nameof(Equals), [number])!, b);
        }

        if (called.IsStatic && called.DeclaringType is { IsPrimitive: true } && OfPrimitive(called, arguments) is { } operation)
        {
            return operation;
        }

        return (called.IsSpecialName ? OfProperty(called, instance, arguments) : null)
            ?? (instance is null ? Expression.Call(called, arguments)
                : !isVirtual && called.IsVirtual && !Receivers.IsFinal(called) ? Exactly(called, [instance, .. arguments])
                : Expression.Call(instance, called, arguments));
    }

    /// <summary>A call of this very method, though an override might run on the object: <c>base.Method()</c>, the constructor of a base type.</summary>
    public static Expression Exactly(MethodBase called, IReadOnlyList<Expression> arguments)
    {
        var lifted = LiftedMethod.Of(called);
        return Expression.Invoke(
            Expression.Lambda(lifted.Body, lifted.Parameters),
            arguments.Zip(lifted.Parameters, (a, p) => Places.Reference.Referent(p.Type) is null ? StackTyping.To(a, p.Type) : new Places.AddressExpression(a)));
    }

    private static Expression OfArray(MethodInfo called, Expression array, IReadOnlyList<Expression> arguments) => called.Name switch
    {
        "Get" => Expression.ArrayIndex(array, arguments),
        "Set" => Expression.Assign(Expression.ArrayAccess(array, arguments.SkipLast(1)), arguments[^1]),
        "Address" => new Places.AddressExpression(Expression.ArrayAccess(array, arguments)),
        _ => Expression.Call(array, called, arguments),
    };

    private static Expression? OfProperty(MethodInfo called, Expression? instance, IReadOnlyList<Expression> arguments)
    {
        var isGetter = called.Name.StartsWith("get_", StringComparison.Ordinal);
        if (!(isGetter || called.Name.StartsWith("set_", StringComparison.Ordinal)) || called.ReturnType.IsByRef || arguments.Count > (isGetter ? 0 : 2) || PropertyOf(called) is not { } property)
        {
            return null;
        }

        return isGetter ? Expression.Property(instance, property)
            : arguments.Count == 1 && property.CanRead ? Expression.Assign(Expression.Property(instance, property), arguments[0])
            : arguments.Count == 2 && property.CanRead ? Expression.Assign(Expression.Property(instance, property, arguments[0]), arguments[1])
            : null;
    }

    private static PropertyInfo? PropertyOf(MethodInfo accessor) =>
        accessor.DeclaringType!.GetProperties(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .FirstOrDefault(p => p.GetMethod == accessor || p.SetMethod == accessor);

    /// <summary>The operators that numbers have for generic code: <c>T.op_Addition</c>.</summary>
    private static Expression? OfPrimitive(MethodInfo called, IReadOnlyList<Expression> arguments)
    {
        var name = called.Name[(called.Name.LastIndexOf('.') + 1)..];
        return name == "op_UnaryNegation" ? Expression.Negate(arguments[0])
            : arguments.Count == 2 && arguments[0].Type == arguments[1].Type && OperatorText.OfMethod(name) is { } kind ? Expression.MakeBinary(kind, arguments[0], arguments[1])
            : null;
    }
}
