using System.Reflection;

namespace ExprAD.Capture;

/// <summary>Which methods of other people's only compute: they may be merged, moved and dropped.</summary>
internal static class Purity
{
    private static readonly HashSet<string> PureTypes =
    [
        "System.Math", "System.MathF", "System.String", "System.Convert", "System.BitConverter", "System.TimeSpan",
        "System.Linq.Enumerable", "System.Numerics.Complex", "System.Numerics.BitOperations", "System.Index", "System.Range",
        "System.Tuple", "System.ValueTuple", "System.Nullable", "System.Nullable`1", "System.DateTime", "System.DateOnly", "System.TimeOnly",
        "System.Span`1", "System.ReadOnlySpan`1", "ExprAD.Grad",
    ];

    private static readonly HashSet<string> Readers =
    [
        "get_Item", "get_Count", "get_Length", "get_Chars", "get_Keys", "get_Values", "ContainsKey", "Contains", "IndexOf", "LastIndexOf", "BinarySearch",
        "Get", "GetLength", "GetLongLength", "GetLowerBound", "GetUpperBound", "GetValue", "GetValueOrDefault", "get_Rank",
        "ConvertAll", "Exists", "Find", "FindAll", "FindIndex", "FindLast", "FindLastIndex", "TrueForAll", "Empty", "ToArray", "GetRange", "AsReadOnly", "AsSpan",
        "Equals", "GetHashCode", "GetType", "ToString", "CompareTo", "ReferenceEquals", "SequenceEqual",
    ];

    public static bool IsPure(MethodBase method)
    {
        if (method.DeclaringType is not { } type || !IsOfSystem(type))
        {
            return false;
        }

        var name = type.IsGenericType ? type.GetGenericTypeDefinition().FullName! : type.FullName!;
        return type.IsPrimitive || type == typeof(decimal) || type.IsEnum || PureTypes.Contains(name)
            || (name is "System.MemoryExtensions" && method.Name is not ("Reverse" or "Sort" or "Fill" or "Replace" or "CopyTo"))
            || Readers.Contains(method.Name);
    }

    /// <summary>
    /// True for methods of the base class library that can't change the user's arrays and objects, having none at hand:
    /// they may have effects of other kinds.
    /// </summary>
    public static bool LeavesMemoryAlone(MethodBase method) =>
        (method.IsConstructor && typeof(Exception).IsAssignableFrom(method.DeclaringType))
        || (method.DeclaringType is { } type && IsOfSystem(type) && !typeof(Delegate).IsAssignableFrom(type) && !typeof(System.Collections.IEnumerable).IsAssignableFrom(type)
            && method.GetParameters().All(p => p.ParameterType.IsPrimitive || p.ParameterType == typeof(string)));

    /// <summary>True for types of the base class library.</summary>
    public static bool IsOfSystem(Type type) =>
        type.Assembly == typeof(object).Assembly || type.Assembly.GetName().Name is "System.Linq" or "System.Collections" or "System.Runtime" or "System.Runtime.Numerics";
}
