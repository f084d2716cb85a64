using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using ExprAD.Emission.Runtime;

namespace ExprAD.Kernels;

/// <summary>
/// The memory that gradients are written to: found in what the caller gave, checked against the argument, and made where there is none.
/// Nothing is written to it before all of it is checked.
/// </summary>
[SuppressMessage("Usage", "CA2208", Justification = "The parameter is named as in the user's call.")]
internal static class Destinations
{
    private const string Into = "into";

    /// <summary>The object of the caller's whose members are filled; null where a new one is to be made.</summary>
    public static T? Object<T>(T? existing, Target target, string path)
        where T : class =>
        existing is null && target == Target.ByValue ? throw Missing(path) : existing;

    /// <summary>Memory in the shape of <paramref name="like"/>, an array or list of numbers or of rows, for the gradient with respect to <paramref name="path"/>.</summary>
    public static TArray? Memory<TArray>(TArray? existing, TArray? like, Target target, string path)
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

        Fit(existing, like, target, path);
        return existing;
    }

    /// <summary>As <see cref="Memory"/>, for the commonest of shapes.</summary>
    public static T[]? Vector<T>(T[]? existing, T[]? like, Target target, string path)
        where T : unmanaged
    {
        if (existing is null || like is null || existing == like || existing.Length != like.Length)
        {
            return target == Target.Fresh && like is not null ? new T[like.Length] : Memory(existing, like, target, path);
        }

        return existing;
    }

    /// <summary>As <see cref="Shapes.Clear"/>, for the commonest of shapes.</summary>
    public static void Clear<T>(T[]? array)
        where T : unmanaged => array.AsSpan().Clear();

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

    private static void Fit(object existing, object like, Target target, string path, int row = -1)
    {
        Distinctness.Differ(existing, like);
        switch (existing, like)
        {
            case (object?[] rows, object?[] pattern):
                CheckLength(rows.Length, pattern.Length, path, row);
                FitRows(rows, pattern, target, path);
                break;
            case (Array numbers, Array pattern):
                for (var d = 0; d < numbers.Rank; d++)
                {
                    CheckLength(numbers.GetLength(d), pattern.GetLength(d), path, row);
                }

                break;
            case (ICollection list, ICollection pattern):
                CheckLength(list.Count, pattern.Count, path, row);
                break;
        }
    }

    private static void FitRows(object?[] rows, object?[] pattern, Target target, string path)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (pattern[i] is not { } like)
            {
                CheckLength((rows[i] as ICollection)?.Count ?? 0, 0, path, i);
            }
            else if (rows[i] is { } row)
            {
                Fit(row, like, target, path, i);
            }
            else
            {
                rows[i] = target == Target.ByValue ? throw Missing($"{path}[{i}]") : Shapes.ZerosLike(like);
            }
        }
    }

    private static void CheckLength(int length, int expected, string path, int row)
    {
        if (length != expected)
        {
            throw Refused($"The gradient with respect to {path}{(row < 0 ? "" : $"[{row}]")} takes {expected} elements, and there is room for {length}.");
        }
    }

    private static ArgumentNullException Missing(string path) =>
        new(Into, $"There is no memory for the gradient with respect to {path}.");

    public static ArgumentException Refused(string message) => new(message, Into);
}
