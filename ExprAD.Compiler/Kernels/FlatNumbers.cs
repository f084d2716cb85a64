using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ExprAD.Checking;

namespace ExprAD.Kernels;

/// <summary>The floating-point numbers in a leaf of an argument (a number, an array of any rank, a jagged one, a list), in their order, the last index running fastest.</summary>
internal static class FlatNumbers
{
    /// <summary>How many there are; none where there is no array.</summary>
    public static int Count(object? leaf) => leaf switch
    {
        double or float => 1,
        double[] numbers => numbers.Length,
        List<double> list => list.Count,
        List<float> list => list.Count,
        Array rows when !IsFlat(rows) => rows.Cast<object?>().Sum(Count),
        Array numbers => numbers.Length,
        _ => 0,
    };

    /// <summary>Writes the numbers out, from position <paramref name="next"/> on, which goes behind them.</summary>
    public static void Read(object? leaf, Span<double> into, ref int next)
    {
        switch (leaf)
        {
            case double or float:
                into[next++] = Slots.ToDouble(leaf);
                break;
            case List<double> list:
                Copy<double>(CollectionsMarshal.AsSpan(list), into, ref next);
                break;
            case List<float> list:
                Copy<float>(CollectionsMarshal.AsSpan(list), into, ref next);
                break;
            case Array rows when !IsFlat(rows):
                foreach (var row in rows)
                {
                    Read(row, into, ref next);
                }

                break;
            case Array numbers when numbers.GetType().GetElementType() == typeof(double):
                Copy<double>(Elements<double>(numbers), into, ref next);
                break;
            case Array numbers:
                Copy<float>(Elements<float>(numbers), into, ref next);
                break;
        }
    }

    /// <summary>Writes numbers over those of an array or list, from position <paramref name="next"/> on, which goes behind them.</summary>
    public static void Write(object? leaf, ReadOnlySpan<double> numbers, ref int next)
    {
        switch (leaf)
        {
            case List<double> list:
                Fill(CollectionsMarshal.AsSpan(list), numbers, ref next);
                break;
            case List<float> list:
                Fill(CollectionsMarshal.AsSpan(list), numbers, ref next);
                break;
            case Array rows when !IsFlat(rows):
                foreach (var row in rows)
                {
                    Write(row, numbers, ref next);
                }

                break;
            case Array array when array.GetType().GetElementType() == typeof(double):
                Fill(Elements<double>(array), numbers, ref next);
                break;
            case Array array:
                Fill(Elements<float>(array), numbers, ref next);
                break;
        }
    }

    /// <summary>A value of the same type and shape that holds these numbers.</summary>
    public static object? With(object? like, ReadOnlySpan<double> numbers, ref int next)
    {
        if (like is double or float)
        {
            return Slots.Like(numbers[next++], like);
        }

        var copy = Arguments.Clone(like);
        Write(copy, numbers, ref next);
        return copy;
    }

    private static bool IsFlat(Array array) => array.GetType().GetElementType() is var e && (e == typeof(double) || e == typeof(float));

    private static Span<T> Elements<T>(Array array) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    private static void Copy<T>(ReadOnlySpan<T> numbers, Span<double> into, ref int next)
        where T : System.Numerics.INumber<T>
    {
        foreach (var number in numbers)
        {
            into[next++] = double.CreateTruncating(number);
        }
    }

    private static void Fill<T>(Span<T> into, ReadOnlySpan<double> numbers, ref int next)
        where T : System.Numerics.INumber<T>
    {
        foreach (ref var number in into)
        {
            number = T.CreateTruncating(numbers[next++]);
        }
    }
}
