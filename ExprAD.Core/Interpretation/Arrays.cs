using System.Collections;
using ExprAD.IR;

namespace ExprAD.Interpretation;

/// <summary>Arrays of any rank, jagged ones and lists, with the exceptions that C# raises on them.</summary>
internal static class Arrays
{
    public static object Length(object? array, int dimension) =>
        array is Array a ? a.GetLength(dimension) : List(array).Count;

    public static object? Get(object? array, object?[] indices) =>
        array is Array a ? a.GetValue(Within(a, indices)) : List(array)[Index(indices[0])];

    public static void Set(object? array, object?[] indices, object? value)
    {
        if (array is Array a)
        {
            a.SetValue(Conversions.Narrow(value, a.GetType().GetElementType()!), Within(a, indices));
        }
        else
        {
            var list = List(array);
            list[Index(indices[0])] = Conversions.Narrow(value, list.GetType().GenericTypeArguments[0]);
        }
    }

    public static void AddTo(object? array, object?[] indices, object value)
    {
        var old = Get(array, indices)!;
        Set(array, indices, Evaluation.Evaluate(Ops.Add.Implementation(IrType.Of(old.GetType()).Kind)!, old, value));
    }

    public static object New(IrType type, object?[] lengths)
    {
        var sizes = Array.ConvertAll(lengths, Index);
        if (sizes.Any(n => n < 0))
        {
            throw new OverflowException();
        }

        return type.IsList ? NewList(type.Clr, sizes[0], _ => Scalars.Default(type.Element)) : Array.CreateInstance(type.Clr.GetElementType()!, sizes);
    }

    /// <summary>The shape of an array, rows of jagged ones included, filled with zeros; rows that are null stay so.</summary>
    public static object? ZerosLike(object? array)
    {
        if (array is null)
        {
            return null;
        }

        if (array is not Array original)
        {
            var list = (IList)array;
            return NewList(array.GetType(), list.Count, i => ZeroLike(list[i], array.GetType().GenericTypeArguments[0]));
        }

        var element = original.GetType().GetElementType()!;
        var zeros = Array.CreateInstance(element, [.. Enumerable.Range(0, original.Rank).Select(original.GetLength)]);
        if (IrType.Of(element).IsArray)
        {
            ForEachIndex(original, at => zeros.SetValue(ZerosLike(original.GetValue(at)), at));
        }

        return zeros;
    }

    public static void Clear(object? array)
    {
        if (array is Array a && !IrType.Of(a.GetType().GetElementType()!).IsArray)
        {
            Array.Clear(a);
        }
        else if (array is Array rows)
        {
            ForEachIndex(rows, at => Clear(rows.GetValue(at)));
        }
        else if (array is IList list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (list[i] is Array or IList)
                {
                    Clear(list[i]);
                }
                else
                {
                    list[i] = ZeroLike(list[i], list.GetType().GenericTypeArguments[0]);
                }
            }
        }
    }

    private static object? ZeroLike(object? element, Type type) =>
        IrType.Of(type).IsArray ? ZerosLike(element) : Conversions.Narrow(Scalars.Default(IrType.Of(type)), type);

    private static IList NewList(Type type, int count, Func<int, object?> element)
    {
        var list = (IList)Activator.CreateInstance(type)!;
        for (var i = 0; i < count; i++)
        {
            list.Add(Conversions.Narrow(element(i), type.GenericTypeArguments[0]));
        }

        return list;
    }

    private static IList List(object? array) => (IList?)array ?? throw new NullReferenceException();

    private static int[] Within(Array array, object?[] indices)
    {
        for (var d = 0; d < indices.Length; d++)
        {
            if (Scalars.ToInt64(indices[d]!) is var i && (i < 0 || i >= array.GetLength(d)))
            {
                throw new IndexOutOfRangeException();
            }
        }

        return Array.ConvertAll(indices, Index);
    }

    private static int Index(object? index) => checked((int)Scalars.ToInt64(index!));

    private static void ForEachIndex(Array array, Action<int[]> action)
    {
        var at = new int[array.Rank];
        for (var n = 0; n < array.Length; n++)
        {
            var rest = n;
            for (var d = at.Length - 1; d >= 0; d--)
            {
                (rest, at[d]) = Math.DivRem(rest, array.GetLength(d));
            }

            action(at);
        }
    }
}
