using System.Reflection;
using ExprAD.IR;

namespace ExprAD.Export.CSharp;

/// <summary>Calls of methods, constructors, properties and indexers in C#.</summary>
internal static class Calls
{
    private static readonly Dictionary<string, string> Operators = new()
    {
        ["op_Addition"] = "+", ["op_Subtraction"] = "-", ["op_Multiply"] = "*", ["op_Division"] = "/", ["op_Modulus"] = "%",
        ["op_BitwiseAnd"] = "&", ["op_BitwiseOr"] = "|", ["op_ExclusiveOr"] = "^", ["op_LeftShift"] = "<<", ["op_RightShift"] = ">>",
        ["op_LessThan"] = "<", ["op_LessThanOrEqual"] = "<=", ["op_Equality"] = "==", ["op_Inequality"] = "!=",
        ["op_UnaryNegation"] = "-", ["op_LogicalNot"] = "!", ["op_OnesComplement"] = "~",
    };

    public static CSharpExpression Write(Node node, CSharpExpression[] x, Helpers helpers)
    {
        var method = (MethodBase)node.Attribute!;
        if (!CSharpTypes.IsAccessible(method) && HelperClass.Of(method.DeclaringType!)?.Has(method.Name) != true)
        {
            throw new NotSupportedException($"The method {Text.AttributeText.Write(method)} is private, so that no other file can call it.");
        }

        if (method is ConstructorInfo)
        {
            return Write(method, $"new {CSharpTypes.Name(method.DeclaringType!)}", x, node.Type);
        }

        if (method.IsStatic)
        {
            return Static((MethodInfo)method, x, node.Type, helpers);
        }

        return method.IsSpecialName ? Property((MethodInfo)method, x, node.Type) : Write(method, x[0].Member(Name(method)).Text, x[1..], node.Type);
    }

    /// <summary>The call with its arguments and its result converted between the types of the graph and those of the method.</summary>
    public static CSharpExpression Write(MethodBase method, string name, CSharpExpression[] x, IrType type)
    {
        var call = CSharpExpression.Call(name, Arguments(method, x));
        return method is MethodInfo { ReturnType: var returned } && type.Kind != TypeKind.Void ? ScalarExpressions.Cast(call, returned, type.Clr) : call;
    }

    private static CSharpExpression Static(MethodInfo method, CSharpExpression[] x, IrType type, Helpers helpers)
    {
        if (method.IsSpecialName && Operators.TryGetValue(method.Name, out var symbol))
        {
            var operands = Arguments(method, x).ToArray();
            var result = operands is [var one] ? CSharpExpression.Prefix(symbol, one) : CSharpExpression.Binary(operands[0], symbol, operands[1]);
            return ScalarExpressions.Cast(result, method.ReturnType, type.Clr);
        }

        if (method.Name is "op_Implicit" or "op_Explicit")
        {
            var cast = CSharpExpression.Cast(CSharpTypes.Name(method.ReturnType), Arguments(method, x).Single());
            return ScalarExpressions.Cast(cast, method.ReturnType, type.Clr);
        }

        return Write(method, $"{helpers.ClassOf(method)}.{Name(method)}", x, type);
    }

    private static CSharpExpression Property(MethodInfo accessor, CSharpExpression[] x, IrType type)
    {
        var property = accessor.DeclaringType!.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .FirstOrDefault(p => p.GetMethod == accessor || p.SetMethod == accessor)
            ?? throw new NotSupportedException($"{accessor.Name} can't be written in C#.");
        var isGet = property.GetMethod == accessor;
        var arguments = Arguments(accessor, x[1..]).ToArray();
        var indices = isGet ? arguments : arguments[..^1];
        var place = property.GetIndexParameters().Length > 0 ? x[0].Element(indices) : x[0].Member(property.Name);
        return isGet ? ScalarExpressions.Cast(place, property.PropertyType, type.Clr) : CSharpExpression.Primary($"{place} = {arguments[^1]}");
    }

    private static IEnumerable<CSharpExpression> Arguments(MethodBase method, CSharpExpression[] x) =>
        method.GetParameters().Zip(x, (p, a) => p.ParameterType.IsByRef
            ? throw new NotSupportedException($"{method.Name} takes an argument by reference.")
            : ScalarExpressions.Cast(a, IrType.Of(p.ParameterType).Clr, p.ParameterType));

    private static string Name(MethodBase method) => method is MethodInfo { IsGenericMethod: true } generic
        ? $"{method.Name}<{string.Join(", ", generic.GetGenericArguments().Select(CSharpTypes.Name))}>"
        : method.Name;
}
