using System.Reflection;

namespace ExprAD.Capture.Methods;

/// <summary>
/// What a function was built on though it is data: the type of an object that is reached from a captured one, or from a static field; of a delegate, also
/// the method that it runs. It is checked at each call; the same lambda on other types is another function.
/// </summary>
/// <param name="Data">The position of the captured object; −1 where the path begins with a static field.</param>
/// <param name="Path">The fields that lead from it to the object.</param>
/// <param name="Type">The type of the object.</param>
/// <param name="Method">The method of a delegate; null for all other objects.</param>
internal sealed record Assumption(int Data, IReadOnlyList<FieldInfo> Path, Type Type, MethodInfo? Method)
{
    /// <summary>What is true now of the object at the end of a path; null where there is none, or a delegate whose method can't be told.</summary>
    public static Assumption? Now(int data, IReadOnlyList<FieldInfo> path, object? root)
    {
        var value = Follow(root, path);
        return value switch
        {
            null => null,
            Delegate { HasSingleTarget: true, Method: { IsGenericMethod: false, DeclaringType: not null } method } made when method.IsStatic == made.Target is null => new(data, path, value.GetType(), method),
            Delegate => null,
            _ => new(data, path, value.GetType(), null),
        };
    }

    /// <summary>Whether it is true of the data of a call.</summary>
    public bool Holds(object?[] data) =>
        Now(Data, Path, Data < 0 ? null : data[Data]) is { } now && now.Type == Type && now.Method == Method;

    public bool IsOf(int data, IReadOnlyList<FieldInfo> path) => data == Data && path.SequenceEqual(Path);

    private static object? Follow(object? value, IReadOnlyList<FieldInfo> path)
    {
        foreach (var field in path)
        {
            if (value is null && !field.IsStatic)
            {
                return null;
            }

            value = field.GetValue(value);
        }

        return value;
    }
}

/// <summary>A function calls what depends on the type of data: it can be built on what that type is now.</summary>
internal sealed class UnassumedException(Assumption assumption) : Exception
{
    public Assumption Assumption { get; } = assumption;
}
