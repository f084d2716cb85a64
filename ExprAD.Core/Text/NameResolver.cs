namespace ExprAD.Text;

/// <summary>What the names of the user's types in a printed graph stand for, and their constants, which are printed as text.</summary>
internal sealed class NameResolver(Func<string, Type?> types, Func<Type, string, object?> constants)
{
    /// <summary>Knows the keywords of C# only.</summary>
    public static NameResolver None { get; } = Of();

    /// <summary>Knows these types, by their short names.</summary>
    public static NameResolver Of(params ReadOnlySpan<Type> types)
    {
        var known = new Dictionary<string, Type>();
        foreach (var type in types)
        {
            known[TypeNames.Short(type)] = type;
        }

        return new NameResolver(known.GetValueOrDefault, (_, _) => null);
    }

    /// <summary>The same, with values for constants that are objects.</summary>
    public NameResolver With(Func<Type, string, object?> values) => new(types, values);

    public object? Constant(Type type, string text) => constants(type, text);

    /// <summary>The type that C# calls <paramref name="name"/>: a keyword, an array, or one that was made known.</summary>
    public Type? Type(string name)
    {
        if (TypeNames.ByKeyword.TryGetValue(name, out var keyword))
        {
            return keyword;
        }

        if (types(name) is { } type)
        {
            return type;
        }

        return name.EndsWith(']') && FirstSuffix(name) is var (element, rank) && Type(element) is { } of
            ? rank == 1 ? of.MakeArrayType() : of.MakeArrayType(rank)
            : null;
    }

    /// <summary>double[,][] is an array of rank 2 of double[]: the first of the trailing brackets are the outermost.</summary>
    private static (string Element, int Rank)? FirstSuffix(string name)
    {
        var start = name.Length;
        while (start > 0 && name[start - 1] is '[' or ']' or ',')
        {
            start--;
        }

        var end = name.IndexOf(']', start);
        return start == 0 ? null : (name[..start] + name[(end + 1)..], end - start);
    }
}
