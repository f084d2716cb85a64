using System.Collections;

namespace ExprAD.Kernels;

/// <summary>Checks of what is in the shape of the argument: a part of it by the part's path, an error by the name of the parameter it was passed as.</summary>
internal static class DirectionChecks
{
    /// <summary><paramref name="part"/>, an array or list of numbers or rows, which has to be as long as its counterpart <paramref name="argument"/>; null where that is.</summary>
    public static TArray? Along<TArray>(TArray? part, TArray? argument, string parameter, string path)
        where TArray : class
    {
        switch (part, argument)
        {
            case (_, null):
                return null;
            case (null, _):
                throw Missing(parameter, path);
            case (double[] numbers, double[] others) when numbers.Length == others.Length:
                break;
            default:
                Compare(part, argument, parameter, path);
                break;
        }

        return part;
    }

    /// <summary><paramref name="part"/>, which must not be null.</summary>
    public static TObject Required<TObject>(TObject? part, string parameter, string path)
        where TObject : class => part ?? throw Missing(parameter, path);

    private static void Compare(object part, object argument, string parameter, string path)
    {
        switch (part, argument)
        {
            case (object?[] rows, object?[] others):
                CheckLength(rows.Length, others.Length, parameter, path);
                for (var i = 0; i < rows.Length; i++)
                {
                    if (others[i] is { } other)
                    {
                        Compare(rows[i] ?? throw Missing(parameter, $"{path}[{i}]"), other, parameter, $"{path}[{i}]");
                    }
                }

                break;
            case (Array numbers, Array others):
                for (var d = 0; d < numbers.Rank; d++)
                {
                    CheckLength(numbers.GetLength(d), others.GetLength(d), parameter, path);
                }

                break;
            case (ICollection list, ICollection others):
                CheckLength(list.Count, others.Count, parameter, path);
                break;
        }
    }

    private static void CheckLength(int length, int expected, string parameter, string path)
    {
        if (length != expected)
        {
            throw new ArgumentException($"{path} has {expected} elements, and the direction has {length} there.", parameter);
        }
    }

    private static ArgumentNullException Missing(string parameter, string path) =>
        path.Length == 0 ? new(parameter) : new(parameter, $"There is nothing for {path}.");
}
