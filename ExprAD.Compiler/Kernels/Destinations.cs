using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using ExprAD.Emission.Runtime;

namespace ExprAD.Kernels;

/// <summary>
/// The memory that gradients are written to: found in what the caller gave, checked against the argument, and made where there is none.
/// All of it is zero when the kernel's body begins.
/// </summary>
[SuppressMessage("Usage", "CA2208", Justification = "The parameter is named as in the user's call.")]
internal static class Destinations
{
    private const string Into = "into";

    /// <summary>The object of the caller's whose members are filled; null where a new one is to be made.</summary>
    public static T? Object<T>(T? existing, Target target, string path)
        where T : class =>
        existing is null && target == Target.ByValue ? throw Missing(path) : existing;

    /// <summary>Zeros in the shape of <paramref name="like"/>, an array or list of numbers or of rows, for the gradient with respect to <paramref name="path"/>.</summary>
    public static TArray? Zeros<TArray>(TArray? existing, TArray? like, Target target, string path)
        where TArray : class
    {
        if (like is null)
        {
            return null;
        }

        if (existing is null)
        {
            return target == Target.ByValue ? throw Missing(path) : Shapes.ZerosLike(like);
        }

        Clear(existing, like, target, path);
        return existing;
    }

    /// <summary>Memory of the caller's is no other memory of this call's: writing to the one would change the other.</summary>
    public static void Distinct(object? destination, object? other)
    {
        if (destination is not null && ReferenceEquals(destination, other))
        {
            throw Shared();
        }
    }

    /// <summary>Brings a gradient that was gathered elsewhere into its memory.</summary>
    public static TArray Copy<TArray>(TArray from, TArray to)
        where TArray : class
    {
        switch (from, to)
        {
            case (object[] rows, object[] destination):
                for (var i = 0; i < rows.Length; i++)
                {
                    Copy(rows[i], destination[i]);
                }

                break;
            case (Array numbers, Array destination):
                Array.Copy(numbers, destination, numbers.Length);
                break;
            case (List<double> numbers, List<double> destination):
                CollectionsMarshal.AsSpan(numbers).CopyTo(CollectionsMarshal.AsSpan(destination));
                break;
            case (List<float> numbers, List<float> destination):
                CollectionsMarshal.AsSpan(numbers).CopyTo(CollectionsMarshal.AsSpan(destination));
                break;
        }

        return to;
    }

    private static void Clear(object existing, object like, Target target, string path)
    {
        if (ReferenceEquals(existing, like))
        {
            throw Shared();
        }

        switch (existing, like)
        {
            case (double[] numbers, double[] pattern):
                CheckLength(numbers.Length, pattern.Length, path);
                Array.Clear(numbers);
                break;
            case (object?[] rows, object?[] pattern):
                CheckLength(rows.Length, pattern.Length, path);
                ClearRows(rows, pattern, target, path);
                break;
            case (Array numbers, Array pattern):
                CheckLengths(numbers, pattern, path);
                Array.Clear(numbers);
                break;
            case (ICollection list, ICollection pattern):
                CheckLength(list.Count, pattern.Count, path);
                Shapes.Clear(list);
                break;
        }
    }

    private static void ClearRows(object?[] rows, object?[] pattern, Target target, string path)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (pattern[i] is not { } like)
            {
                rows[i] = null;
            }
            else if (rows[i] is { } row)
            {
                Clear(row, like, target, path);
            }
            else
            {
                rows[i] = target == Target.ByValue ? throw Missing($"{path}[{i}]") : Shapes.ZerosLike(like);
            }
        }
    }

    private static void CheckLengths(Array numbers, Array pattern, string path)
    {
        for (var d = 0; d < numbers.Rank; d++)
        {
            CheckLength(numbers.GetLength(d), pattern.GetLength(d), path);
        }
    }

    private static void CheckLength(int length, int expected, string path)
    {
        if (length != expected)
        {
            throw new ArgumentException($"The gradient with respect to {path} takes {expected} elements, and there is room for {length}.", Into);
        }
    }

    private static ArgumentNullException Missing(string path) =>
        new(Into, $"There is no memory for the gradient with respect to {path}.");

    private static ArgumentException Shared() =>
        new("An array of the argument's can't receive the gradient too, nor can one array receive two parts of it.", Into);
}
