using System.Reflection;
using ExprAD.IR;
using static ExprAD.Verification.TypeChecks;
using static ExprAD.Verification.Verifier;

namespace ExprAD.Verification;

/// <summary>Accesses to the user's objects: members and calls.</summary>
internal static class MemberChecks
{
    public static void Get(Node n)
    {
        var member = Member(n);
        Signature(n, Count(n, IsStatic(member) ? 0 : 1) && n.Type == MemberType(member), $"{(IsStatic(member) ? "nothing" : "an object")}, to {MemberType(member)}");
        CheckInstance(n, member);
    }

    public static void Set(Node n)
    {
        var member = Member(n);
        Signature(n, Count(n, IsStatic(member) ? 1 : 2) && n.Operands[^1].Type == MemberType(member) && IsVoid(n), $"the object, if any, and a {MemberType(member)}");
        CheckInstance(n, member);
    }

    public static void Call(Node n)
    {
        Require(n.Attribute is MethodBase, $"{n.Op} has no method");
        var method = (MethodBase)n.Attribute!;
        var parameters = method.GetParameters();
        var hasInstance = method is MethodInfo { IsStatic: false };
        var returned = IrType.Of(method is MethodInfo m ? m.ReturnType : method.DeclaringType!);
        var first = hasInstance ? 1 : 0;
        Signature(n, Count(n, parameters.Length + first) && n.Type == returned, $"{parameters.Length + first} arguments, to {returned}");
        for (var i = 0; i < parameters.Length; i++)
        {
            Require(Accepts(parameters[i].ParameterType, TypeAt(n, i + first)), $"argument {parameters[i].Name} of {method.Name} is a {parameters[i].ParameterType.Name}, not {TypeAt(n, i + first)}");
        }
    }

    private static MemberInfo Member(Node n)
    {
        Require(n.Attribute is Member, $"{n.Op} has no member");
        return ((Member)n.Attribute!).Info;
    }

    private static void CheckInstance(Node n, MemberInfo member) =>
        Require(IsStatic(member) || member.DeclaringType!.IsAssignableFrom(TypeAt(n, 0).Clr), $"{member.Name} is a member of {member.DeclaringType!.Name}, not of {TypeAt(n, 0)}");

    private static bool Accepts(Type parameter, IrType argument) =>
        IrType.Of(parameter) == argument || (!argument.IsScalar && parameter.IsAssignableFrom(argument.Clr));

    private static IrType MemberType(MemberInfo member) => IrType.Of(member is FieldInfo f ? f.FieldType : ((PropertyInfo)member).PropertyType);

    private static bool IsStatic(MemberInfo member) => member is FieldInfo f ? f.IsStatic : ((PropertyInfo)member).GetAccessors(nonPublic: true)[0].IsStatic;
}
