using System.Reflection;
using System.Runtime.InteropServices;
using ExprAD.Capture.Methods;
using ExprAD.IR;

namespace ExprAD.Capture.Collections;

/// <summary>
/// Collections of the base class library that a function makes itself are taken apart like the user's own classes, and their methods are
/// lifted. Since theirs are written for speed and for the machine, a class in plain C# stands in for each: same methods, same exceptions.
/// </summary>
internal static class StandIns
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, Type> ByOriginal = new()
    {
        [typeof(List<>)] = typeof(ListStandIn<>),
        [typeof(Stack<>)] = typeof(StackStandIn<>),
        [typeof(Queue<>)] = typeof(QueueStandIn<>),
        [typeof(Dictionary<,>)] = typeof(DictionaryStandIn<,>),
        [typeof(Span<>)] = typeof(SpanStandIn<>),
        [typeof(ReadOnlySpan<>)] = typeof(SpanStandIn<>),
    };

    /// <summary>What stands in for a type; null where nothing does.</summary>
    public static Type? For(Type type) =>
        type.IsGenericType && ByOriginal.TryGetValue(type.GetGenericTypeDefinition(), out var standIn) && !Array.Exists(type.GenericTypeArguments, a => a.IsByRefLike || a.IsPointer)
            ? standIn.MakeGenericType(type.GenericTypeArguments)
            : null;

    /// <summary>The type that one stands in for; of a span, the one that can be written to. Any other type is itself.</summary>
    public static Type Original(Type type) =>
        IsStandIn(type) ? ByOriginal.First(o => o.Value == type.GetGenericTypeDefinition()).Key.MakeGenericType(type.GenericTypeArguments) : type;

    public static bool IsStandIn(Type type) => type.IsGenericType && ByOriginal.ContainsValue(type.GetGenericTypeDefinition());

    public static bool IsSpan(Type type) => Linq.Transparent.IsSpan(type);

    /// <summary>The method or constructor of a stand-in that does what <paramref name="method"/> does; null where there is none.</summary>
    public static MethodBase? For(MethodBase method)
    {
        var type = method.DeclaringType!;
        var standIn = type == typeof(MemoryExtensions) || type == typeof(CollectionsMarshal) ? OfExtension((MethodInfo)method) : For(type);
        var parameters = method.GetParameters();
        var (name, isStatic) = method.Name == "op_Implicit" ? (nameof(SpanStandIn<int>.Convert), true)
            : method.IsConstructor && IsSpan(type) ? (nameof(SpanStandIn<int>.Make), true)
            : (method.Name, method.IsStatic);
        return standIn?.GetMembers(Any).OfType<MethodBase>().FirstOrDefault(m =>
            m.Name == name && m.IsStatic == isStatic && !m.IsGenericMethod
            && m.GetParameters() is var own && own.Length == parameters.Length && own.Zip(parameters).All(p => IsSame(p.First.ParameterType, p.Second.ParameterType)));
    }

    /// <summary>The method of a stand-in of this type that an interface's method means.</summary>
    public static MethodBase? Implementation(MethodInfo called, Type standIn) =>
        standIn.GetMethods(Any).FirstOrDefault(m => m.Name == called.Name && m.GetParameters().Length == called.GetParameters().Length);

    /// <summary>The method of a stand-in that does what an extension does to it.</summary>
    public static MethodBase? Extension(MethodInfo method, Type standIn) =>
        method.DeclaringType == typeof(CollectionExtensions)
            ? standIn.GetMethods(Any).FirstOrDefault(m => !m.IsStatic && m.Name == method.Name && m.GetParameters().Length == method.GetParameters().Length - 1)
            : null;

    /// <summary>A method, and of a stand-in all others too: where one is called, so are they.</summary>
    public static IEnumerable<LiftedMethod> Family(LiftedMethod method) => IsStandIn(method.Method.DeclaringType!)
        ? method.Method.DeclaringType!.GetMembers(Any).OfType<MethodBase>().Select(LiftedMethod.Of)
        : [method];

    /// <summary>True where floating-point numbers can be found in values of a type.</summary>
    public static bool HoldsFloats(Type type) => IrType.Of(type).HoldsFloats || (Composite.Made(type)?.Parts.Any(p => HoldsFloats(p.Type)) ?? false);

    /// <summary>Extensions that make or use one: they are static methods of the stand-in.</summary>
    private static Type? OfExtension(MethodInfo method) => method.GetParameters() is [{ ParameterType: var first }, ..] && method.IsGenericMethod
        ? first.IsArray && method.Name is nameof(MemoryExtensions.AsSpan) or nameof(MemoryExtensions.CopyTo) ? typeof(SpanStandIn<>).MakeGenericType(first.GetElementType()!)
            : IsSpan(first) || Places.Lists.IsList(first) ? For(first)
            : null
        : null;

    private static bool IsSame(Type own, Type original) =>
        own == original || own == For(original) || (own.IsByRef && original.IsByRef && IsSame(own.GetElementType()!, original.GetElementType()!));
}
