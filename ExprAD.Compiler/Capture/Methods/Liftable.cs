using System.Reflection;
using ExprAD.Capture.Collections;
using ExprAD.Capture.OwnRules;
using ExprAD.Capture.Text;

namespace ExprAD.Capture.Methods;

/// <summary>Whose methods are looked into.</summary>
internal static class Liftable
{
    public static bool IsLookedInto(MethodBase method) =>
        method.DeclaringType is { } type && !method.IsAbstract && !method.ContainsGenericParameters && !type.IsArray
        && (!IsOfPlatform(type) || IsCheck(method) || Plain.Contains(type)) && !typeof(Delegate).IsAssignableFrom(type)
        && (type == typeof(Substitutes) || type == typeof(VectorSubstitutes) || type.DeclaringType == typeof(Substitutes) || StandIns.IsStandIn(type) || type.Assembly != typeof(Grad).Assembly) && type.Assembly != typeof(IR.Graph).Assembly
        && (method is not MethodInfo own || OwnOperations.Find(own) is null);

    /// <summary>True for types of .NET itself, whose code is written for other purposes than to be read.</summary>
    private static bool IsOfPlatform(Type type) =>
        Purity.IsOfSystem(type) || (type.Assembly.GetName().Name is { } name && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal)));

    /// <summary>Types of the base class library that are plain C#.</summary>
    private static readonly HashSet<Type> Plain = [typeof(Index), typeof(Range), typeof(System.Numerics.Complex)];

    /// <summary>True for what the base class library has for checks of arguments: <c>ArgumentNullException.ThrowIfNull</c> and its like.</summary>
    private static bool IsCheck(MethodBase method) => method.IsStatic && typeof(Exception).IsAssignableFrom(method.DeclaringType);

    /// <summary>A method as it is called in errors.</summary>
    public static string NameOf(MethodBase method)
    {
        // A lambda or local function belongs to the type that its closure lies in.
        var type = method.DeclaringType!;
        while (type.Name.StartsWith('<') && type.DeclaringType is { } around)
        {
            type = around;
        }

        return method.IsConstructor ? $"new {CSharpText.NameOf(type)}" : $"{CSharpText.NameOf(type)}.{CSharpText.NameOf(method)}";
    }

    public static string Describe(MethodBase method) =>
        method.IsConstructor ? $"the constructor of {CSharpText.NameOf(method.DeclaringType!)}" : $"the method {NameOf(method)}";
}
