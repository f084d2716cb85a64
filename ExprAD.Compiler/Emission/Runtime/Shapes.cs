using System.Collections;
using System.Runtime.InteropServices;

namespace ExprAD.Emission.Runtime;

/// <summary>Arrays and lists of zeros in the shape of others, to any depth. Rows that are null stay so.</summary>
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

    /// <summary>Sets all numbers to zero.</summary>
    public static void Clear(object? array)
    {
        switch (array)
        {
            case null:
                break;
            case double[] vector:
                Array.Clear(vector);
                break;
            case List<double> list:
                CollectionsMarshal.AsSpan(list).Clear();
                break;
            case Array numbers when numbers.GetType().GetElementType()!.IsPrimitive:
                Array.Clear(numbers);
                break;
            case IList list when list.GetType() is { IsGenericType: true } type && type.GenericTypeArguments[0].IsPrimitive:
                var zero = Activator.CreateInstance(type.GenericTypeArguments[0]);
                for (var i = 0; i < list.Count; i++)
                {
                    list[i] = zero;
                }

                break;
            case object?[] rows:
                Array.ForEach(rows, Clear);
                break;
            case IEnumerable rows:
                foreach (var row in rows)
                {
                    Clear(row);
                }

                break;
            default:
                throw new NotSupportedException($"Nothing to clear in {array.GetType()}.");
        }
    }

    private static object? Zeros(object? like) => like switch
    {
        null => null,
        double[] vector => new double[vector.Length],
        List<double> list => NewList<double>(list.Count),
        Array array when array.GetType().GetElementType()!.IsPrimitive => Array.CreateInstance(array.GetType().GetElementType()!, Lengths(array)),
        Array rows => Rows(rows),
        IList list => ListOf(list),
        _ => throw new NotSupportedException($"No zeros in the shape of {like.GetType()}."),
    };

    private static Array Rows(Array like)
    {
        var zeros = Array.CreateInstance(like.GetType().GetElementType()!, Lengths(like));
        var at = new int[like.Rank];
        for (var n = 0; n < like.Length; n++)
        {
            var rest = n;
            for (var d = at.Length - 1; d >= 0; d--)
            {
                (rest, at[d]) = Math.DivRem(rest, like.GetLength(d));
            }

            zeros.SetValue(Zeros(like.GetValue(at)), at);
        }

        return zeros;
    }

    private static IList ListOf(IList like)
    {
        var zeros = (IList)Activator.CreateInstance(like.GetType())!;
        var element = like.GetType().GenericTypeArguments[0];
        foreach (var item in like)
        {
            zeros.Add(element.IsPrimitive ? Activator.CreateInstance(element) : Zeros(item));
        }

        return zeros;
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
