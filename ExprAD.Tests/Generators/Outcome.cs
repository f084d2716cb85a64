using System.Collections;
using System.Globalization;

namespace ExprAD.Tests.Generators;

/// <summary>What a run gave, results and changed arguments or exception, written so that two outcomes are equal only bit for bit.</summary>
internal static class Outcome
{
    public static string Of(Func<object?[], object?[]> function, object?[] arguments)
    {
        object?[] own = [.. arguments.Select(Copy)];
        try
        {
            var results = function(own);
            return $"{Text(results)} after which {Text(own)}";
        }
        catch (Exception e) when (e is ArithmeticException or IndexOutOfRangeException or ArgumentException)
        {
            // Which of two exceptions comes first is left open where nothing happens between them.
            return $"an exception, after which {Text(own)}";
        }
    }

    /// <summary>Not by an assertion, which would count every failure on the way to the smallest one.</summary>
    public static void Agree(string expected, string actual)
    {
        if (expected != actual)
        {
            throw new InvalidOperationException($"expected {expected}{Environment.NewLine}but got  {actual}");
        }
    }

    private static object? Copy(object? value) => value switch
    {
        double[] a => a.Clone(),
        float[] a => a.Clone(),
        int[] a => a.Clone(),
        double[,] a => a.Clone(),
        double[][] a => Array.ConvertAll(a, row => (double[])row.Clone()),
        List<double> a => new List<double>(a),
        _ => value,
    };

    private static string Text(object? value) => value switch
    {
        null => "null",
        double d => double.IsNaN(d) ? "NaN" : $"{BitConverter.DoubleToInt64Bits(d):x}={d:r}",
        float f => float.IsNaN(f) ? "NaNf" : $"{BitConverter.SingleToInt32Bits(f):x}={f:r}f",
        IEnumerable items and not string => $"[{string.Join(", ", items.Cast<object?>().Select(Text))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
