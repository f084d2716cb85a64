namespace ExprAD.Emission.Runtime;

/// <summary>Tests of an object's type.</summary>
internal static class Types
{
    /// <summary><c>value as T</c>, where T may be nullable.</summary>
    public static T? As<T>(object? value) => value is T t ? t : default;

    /// <summary><c>value is T</c>.</summary>
    public static bool Is<T>(object? value) => value is T;

    /// <summary>Whether a delegate runs the method of <typeparamref name="T"/> with this token.</summary>
    public static bool Runs<T>(Delegate? function, int token) => function?.Method is { } method && method.MetadataToken == token && method.DeclaringType == typeof(T);

    /// <summary>Whether the object is of type T itself, not of one derived from it.</summary>
    public static bool IsExactly<T>(object? value) => value is not null && value.GetType() == (Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T));
}
