using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Capture;

namespace ExprAD.Kernels;

/// <summary>Objects made of their parts.</summary>
internal static class Construction
{
    public static MemberInitExpression New(CompositeShape composite, IReadOnlyDictionary<MemberShape, Expression> parts)
    {
        var arguments = composite.Members.Where(m => m.ConstructorArgument >= 0).OrderBy(m => m.ConstructorArgument).Select(m => parts[m]);
        return Expression.MemberInit(
            composite.Constructor is null ? Expression.New(composite.Type) : Expression.New(composite.Constructor, arguments),
            composite.Members.Where(m => m.ConstructorArgument < 0 && CanBind(m.Member)).Select(m => Expression.Bind(m.Member, parts[m])));
    }

    /// <summary>A part that is data may have been set by a constructor alone; it stays what it is by default.</summary>
    private static bool CanBind(MemberInfo member) => member is FieldInfo { IsInitOnly: false } or PropertyInfo { SetMethod.IsPublic: true };
}
