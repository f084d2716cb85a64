using System.Runtime.InteropServices;

namespace ExprAD.Emission.Runtime;

/// <summary>Arrays of zeros in the shape of others. Jagged arrays have rows of any element type, and rows may be null.</summary>
internal static class Shapes
{
    public static List<T> NewList<T>(int count)
    {
        var list = new List<T>(count);
        CollectionsMarshal.SetCount(list, count);
        CollectionsMarshal.AsSpan(list).Clear();
        return list;
    }

    /// <summary>A fresh array in the shape of <paramref name="like"/>; null for null.</summary>
    public static TArray ZerosLike<TArray>(TArray like) => (TArray)Zeros(like)!;

    private static object? Zeros(object? like)
    {
        switch (like)
        {
            case null:
                return null;
            case List<double> list:
                return NewList<double>(list.Count);
            case List<float> list:
                return NewList<float>(list.Count);
            case Array array when array.GetType().GetElementType()!.IsPrimitive:
                return Array.CreateInstance(array.GetType().GetElementType()!, Lengths(array));
            case Array { Rank: 1 } rows:
                var zeros = Array.CreateInstance(rows.GetType().GetElementType()!, rows.Length);
                for (var i = 0; i < rows.Length; i++)
                {
                    zeros.SetValue(Zeros(rows.GetValue(i)), i);
                }

                return zeros;
            default:
                throw new NotSupportedException($"No zeros in the shape of {like.GetType()}.");
        }
    }

    /// <summary>Sets all numbers to zero, to any depth.</summary>
    public static void Clear(object? array)
    {
        switch (array)
        {
            case null:
                return;
            case List<double> list:
                CollectionsMarshal.AsSpan(list).Clear();
                return;
            case List<float> list:
                CollectionsMarshal.AsSpan(list).Clear();
                return;
            case Array numbers when numbers.GetType().GetElementType()!.IsPrimitive:
                Array.Clear(numbers);
                return;
            case Array rows:
                foreach (var row in rows)
                {
                    Clear(row);
                }

                return;
            default:
                throw new NotSupportedException($"Nothing to clear in {array.GetType()}.");
        }
    }

    private static int[] Lengths(Array array)
    {
        var lengths = new int[array.Rank];
        for (var d = 0; d < lengths.Length; d++)
        {
            lengths[d] = array.GetLength(d);
        }

        return lengths;
    }
}
