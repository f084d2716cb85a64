using System.Reflection;
using ExprAD.IR;
using ExprAD.Text;

namespace ExprAD.Export.CSharp;

/// <summary>The user's types and members as an exported file can name them: public ones anywhere, internal ones in their own project.</summary>
internal static class CSharpTypes
{
    private static readonly HashSet<string> Imported = ["System", "System.Collections.Generic"];

    /// <summary>The type of a variable for such a value; tapes are lists.</summary>
    /// <exception cref="NotSupportedException">No other file can name the type.</exception>
    public static string Name(IrType type) => type.Kind == TypeKind.Tape ? $"List<{Name(type.Element)}>" : Name(type.Clr);

    /// <exception cref="NotSupportedException">No other file can name the type.</exception>
    public static string Name(Type type) => IsAccessible(type)
        ? TypeNames.Full(type, Imported)
        : throw new NotSupportedException($"The type {TypeNames.Short(type)} can't be written in C#, since it is private or has no name. Make it public or internal, or copy what the function reads to numbers and arrays.");

    public static bool IsAccessible(Type type)
    {
        if (type.HasElementType)
        {
            return IsAccessible(type.GetElementType()!);
        }

        if (HelperClass.IsOurs(type) && !type.IsVisible)
        {
            return false;
        }

        for (var part = type; part is not null; part = part.DeclaringType)
        {
            // What the compiler makes up has names that no program can write.
            if (part.Name.Contains('<', StringComparison.Ordinal) || part.IsNestedPrivate || part.IsNestedFamily || part.IsNestedFamANDAssem)
            {
                return false;
            }
        }

        return Array.TrueForAll(type.GenericTypeArguments, IsAccessible);
    }

    public static bool IsAccessible(MemberInfo member) => member.DeclaringType is { } type && IsAccessible(type)
        && !member.Name.Contains('<', StringComparison.Ordinal)
        && member switch
        {
            FieldInfo field => field.IsPublic || field.IsAssembly || field.IsFamilyOrAssembly,
            PropertyInfo property => property.GetMethod is { } get && IsAccessible(get),
            MethodBase method => method.IsPublic || method.IsAssembly || method.IsFamilyOrAssembly,
            _ => false,
        };
}
