using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace ExprAD.Differentiation.Reverse;

/// <summary>Checks of the arrays in which a caller gives the adjoints of results.</summary>
[SuppressMessage("Usage", "CA2208", Justification = "The parameter is named as in the user's call.")]
internal static class Seeds
{
    /// <summary>The name of the parameter in the user's call.</summary>
    private const string Parameter = "u";

    /// <summary><paramref name="seed"/>, which must have the shape of the result <paramref name="value"/>.</summary>
    public static TArray Shaped<TArray>(TArray seed, TArray value)
        where TArray : class
    {
        Check(seed, value);
        return seed;
    }

    private static void Check(object? seed, object? value)
    {
        if (value is null)
        {
            return;
        }

        ArgumentNullException.ThrowIfNull(seed, Parameter);
        switch (seed, value)
        {
            case (Array seeds, Array values):
                for (var d = 0; d < seeds.Rank; d++)
                {
                    CheckLength(seeds.GetLength(d), values.GetLength(d));
                }

                if (seeds is object?[] rows && values is object?[] others)
                {
                    for (var i = 0; i < rows.Length; i++)
                    {
                        Check(rows[i], others[i]);
                    }
                }

                break;
            case (ICollection seeds, ICollection values):
                CheckLength(seeds.Count, values.Count);
                break;
        }
    }

    private static void CheckLength(int length, int expected)
    {
        if (length != expected)
        {
            throw new ArgumentException($"The function's value has {expected} elements here, and the weights given for them are {length}.", Parameter);
        }
    }
}
