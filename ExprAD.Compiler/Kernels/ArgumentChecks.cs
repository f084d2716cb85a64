using System.Runtime.CompilerServices;

namespace ExprAD.Kernels;

/// <summary>Checks that kernels make of what they are called with.</summary>
internal static class ArgumentChecks
{
    /// <summary>The value of <paramref name="path"/>, a part of the user's parameter <paramref name="parameter"/>, which must not be null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Required<T>(T? value, string parameter, string path)
        where T : class
    {
        if (value is null)
        {
            ThrowNull(parameter, path);
        }

        return value!;
    }

    private static void ThrowNull(string parameter, string path) =>
        throw (path == parameter ? new ArgumentNullException(parameter) : new ArgumentNullException(parameter, $"{path} is null."));
}
