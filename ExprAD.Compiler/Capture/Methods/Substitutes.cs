using System.Reflection;
using System.Runtime.CompilerServices;

namespace ExprAD.Capture.Methods;

/// <summary>Methods of libraries that are native or written for speed, in plain C#, to be lifted in their place.</summary>
internal static class Substitutes
{
    /// <summary>What is lifted in the place of <paramref name="method"/>; null where there is nothing.</summary>
    public static MethodInfo? For(MethodInfo method, Value? instance, ReadOnlySpan<Value> arguments)
    {
        var type = method.DeclaringType;
        if ((type != typeof(Array) && type != typeof(RuntimeHelpers)) || (instance ?? (arguments.IsEmpty ? null : arguments[0])) is not { Type: var first } || (Places.Reference.Referent(first) ?? first) is not { IsArray: true } array || array.GetArrayRank() != 1)
        {
            return null;
        }

        var name = (method.Name, arguments.Length + (instance is null ? 0 : 1)) switch
        {
            (nameof(Array.Clone), 1) => nameof(Clone),
            (nameof(Array.CopyTo), 3) => nameof(CopyTo),
            (nameof(Array.Copy), 3) => nameof(CopyStart),
            (nameof(Array.Copy), 5) => nameof(Copy),
            (nameof(Array.Fill), 2) => nameof(Fill),
            (nameof(Array.Clear), 1) => nameof(ClearAll),
            (nameof(Array.Clear), 3) => nameof(Clear),
            (nameof(Array.Reverse), 1) => nameof(Reverse),
            (nameof(Array.Sort), 1) => nameof(Sort),
            (nameof(Array.Resize), 2) => nameof(Resize),
            (nameof(RuntimeHelpers.GetSubArray), 2) => nameof(Slice),
            _ => null,
        };
        return name is null ? null : typeof(Substitutes).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(array.GetElementType()!);
    }

    private static T[] Clone<T>(T[] array)
    {
        var copy = new T[array.Length];
        for (var i = 0; i < array.Length; i++)
        {
            copy[i] = array[i];
        }

        return copy;
    }

    private static void CopyTo<T>(T[] from, T[] to, int at) => Copy(from, 0, to, at, from.Length);

    private static void CopyStart<T>(T[] from, T[] to, int count) => Copy(from, 0, to, 0, count);

    /// <summary>What overlaps is copied from the far end.</summary>
    private static void Copy<T>(T[] from, int start, T[] to, int at, int count)
    {
        if (start < at)
        {
            for (var i = count - 1; i >= 0; i--)
            {
                to[at + i] = from[start + i];
            }
        }
        else
        {
            for (var i = 0; i < count; i++)
            {
                to[at + i] = from[start + i];
            }
        }
    }

    private static void Fill<T>(T[] array, T value)
    {
        for (var i = 0; i < array.Length; i++)
        {
            array[i] = value;
        }
    }

    private static void ClearAll<T>(T[] array) => Clear(array, 0, array.Length);

    private static void Clear<T>(T[] array, int start, int count)
    {
        for (var i = 0; i < count; i++)
        {
            array[start + i] = default!;
        }
    }

    private static T[] Slice<T>(T[] array, Range range)
    {
        var start = range.Start.GetOffset(array.Length);
        var end = range.End.GetOffset(array.Length);
        var slice = new T[end - start];
        Copy(array, start, slice, 0, slice.Length);
        return slice;
    }

    private static void Reverse<T>(T[] array)
    {
        for (int i = 0, j = array.Length - 1; i < j; i++, j--)
        {
            (array[i], array[j]) = (array[j], array[i]);
        }
    }

    private static void Sort<T>(T[] array)
    {
        var sorted = array.OrderBy(t => t).ToArray();
        for (var i = 0; i < sorted.Length; i++)
        {
            array[i] = sorted[i];
        }
    }

    private static void Resize<T>(ref T[] array, int length)
    {
        var resized = new T[length];
        for (var i = 0; i < Math.Min(array.Length, length); i++)
        {
            resized[i] = array[i];
        }

        array = resized;
    }
}
