using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ExprAD.IR;

namespace ExprAD.Sparsity;

/// <summary>Arrays of numbers of sets, in the shapes of arrays of floating-point numbers: <c>int[,]</c> for <c>double[,]</c>, <c>int[][]</c> for <c>float[][]</c>.</summary>
internal static class SetMemory
{
    private static readonly MethodInfo LikeMethod = typeof(SetMemory).GetMethod(nameof(Like), 2, [Type.MakeGenericMethodParameter(0)])!;

    /// <summary>The type of what holds the sets of a value.</summary>
    public static IrType TypeFor(IrType type) => type.Kind == TypeKind.Tape ? IrType.TapeOf(TypeFor(type.Element)) : IrType.Of(ClrFor(type));

    /// <summary>The method that makes empty sets for arrays of a type.</summary>
    public static MethodInfo LikeFor(IrType type) => LikeMethod.MakeGenericMethod(type.Clr, ClrFor(type));

    /// <summary>Empty sets for every element; null where there is no array.</summary>
    public static TSets? Like<TArray, TSets>(TArray? array)
        where TArray : class
        where TSets : class
    {
        var next = 0;
        return (TSets?)Like(array, ref next, step: 0);
    }

    /// <summary>The sets {first}, {first + 1} … for the elements of a value in their order, a number or an array; <paramref name="next"/> is raised by how many there are.</summary>
    public static object? Singletons(object? value, ref int next) => value is double or float ? ++next : Like(value, ref next, step: 1);

    /// <summary>The numbers of sets in their order, those of null rows left out.</summary>
    public static IEnumerable<int> Flatten(object? sets) => sets switch
    {
        int set => [set],
        Array rows when rows.GetType().GetElementType() != typeof(int) => rows.Cast<object?>().SelectMany(Flatten),
        Array numbers => numbers.Cast<int>(),
        _ => [],
    };

    private static object? Like(object? array, ref int next, int step) => array switch
    {
        null => null,
        Array numbers when IrType.Of(numbers.GetType()).Element.IsFloat => Fill(numbers, ref next, step),
        Array rows => FillRows(rows, ref next, step),
        IList list => Fill(new double[list.Count], ref next, step),
        _ => throw new ArgumentException($"A {array.GetType()} holds no floating-point numbers.", nameof(array)),
    };

    private static Array Fill(Array numbers, ref int next, int step)
    {
        var sets = Array.CreateInstance(typeof(int), Lengths(numbers));
        var flat = MemoryMarshal.CreateSpan(
            ref Unsafe.As<byte, int>(ref MemoryMarshal.GetArrayDataReference(sets)), sets.Length);
        for (var i = 0; i < flat.Length && step > 0; i++)
        {
            flat[i] = ++next;
        }

        return sets;
    }

    private static Array FillRows(Array rows, ref int next, int step)
    {
        var sets = Array.CreateInstance(ClrFor(IrType.Of(rows.GetType()).Element), Lengths(rows));
        var at = new int[rows.Rank];
        for (var n = 0; n < rows.Length; n++)
        {
            var rest = n;
            for (var d = at.Length - 1; d >= 0; d--)
            {
                (rest, at[d]) = Math.DivRem(rest, rows.GetLength(d));
            }

            sets.SetValue(Like(rows.GetValue(at), ref next, step), at);
        }

        return sets;
    }

    private static int[] Lengths(Array array) => [.. Enumerable.Range(0, array.Rank).Select(array.GetLength)];

    private static Type ClrFor(IrType type) =>
        !type.IsArray ? typeof(int)
        : type.Rank == 1 ? ClrFor(type.Element).MakeArrayType()
        : ClrFor(type.Element).MakeArrayType(type.Rank);
}
