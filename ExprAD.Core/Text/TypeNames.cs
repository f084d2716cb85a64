namespace ExprAD.Text;

/// <summary>How C# writes a type.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(char)] = "char",
        [typeof(sbyte)] = "sbyte", [typeof(byte)] = "byte", [typeof(short)] = "short", [typeof(ushort)] = "ushort",
        [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong",
        [typeof(nint)] = "nint", [typeof(nuint)] = "nuint",
        [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal",
    };

    /// <summary>The types that have a keyword, by that keyword.</summary>
    public static IReadOnlyDictionary<string, Type> ByKeyword { get; } = Keywords.ToDictionary(k => k.Value, k => k.Key);

    /// <summary>As one would write it where its namespace is imported: <c>List&lt;double[]&gt;</c>, <c>Outer.Inner</c>, <c>(int, double)</c>.</summary>
    public static string Short(Type type) => Write(type, _ => false);

    /// <summary>As it can be written where only the namespaces <paramref name="imported"/> are: <c>List&lt;global::Shop.Order&gt;</c>.</summary>
    public static string Full(Type type, IReadOnlySet<string> imported) => Write(type, t => !imported.Contains(t.Namespace ?? ""));

    private static string Write(Type type, Func<Type, bool> qualified)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (type.IsArray)
        {
            return Array(type, qualified);
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Write(value, qualified) + "?";
        }

        // The numbers in the names of closure classes change with every edit around them.
        return type.IsGenericParameter ? type.Name
            : type.Name.StartsWith("<>c", StringComparison.Ordinal) ? "closure"
            : IsTuple(type) ? $"({string.Join(", ", type.GenericTypeArguments.Select(a => Write(a, qualified)))})"
            : Named(type, qualified);
    }

    /// <summary>double[,][] is an array of rank 2 whose elements are arrays: the outermost brackets come first.</summary>
    private static string Array(Type type, Func<Type, bool> qualified)
    {
        var brackets = "";
        while (type.IsArray)
        {
            brackets += $"[{new string(',', type.GetArrayRank() - 1)}]";
            type = type.GetElementType()!;
        }

        return Write(type, qualified) + brackets;
    }

    private static bool IsTuple(Type type) =>
        type.IsGenericType && type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true
        && type.GenericTypeArguments.Length is > 1 and < 8;

    private static string Named(Type type, Func<Type, bool> qualified)
    {
        var arguments = type.IsGenericTypeDefinition ? type.GetGenericArguments() : type.GenericTypeArguments;
        var name = Arguments(type, arguments, qualified);
        for (var outer = type.DeclaringType; outer is not null; outer = outer.DeclaringType)
        {
            name = $"{Arguments(outer, arguments, qualified)}.{name}";
        }

        return !qualified(type) ? name : type.Namespace is null ? $"global::{name}" : $"global::{type.Namespace}.{name}";
    }

    /// <summary>One part of a nested type's name with those of the arguments that it declares itself; anonymous types lose their brackets.</summary>
    private static string Arguments(Type type, Type[] arguments, Func<Type, bool> qualified)
    {
        var name = type.Name.Replace("<>f__", "", StringComparison.Ordinal);
        var tick = name.IndexOf('`', StringComparison.Ordinal);
        if (tick < 0)
        {
            return name;
        }

        var before = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var own = arguments[before..type.GetGenericArguments().Length].Select(a => Write(a, qualified));
        return $"{name[..tick]}<{string.Join(", ", own)}>";
    }
}
