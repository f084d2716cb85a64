using System.Numerics;
using System.Runtime.InteropServices;

namespace ExprAD.IR;

/// <summary>Sums of whole arrays, element by element: of every rank, and of rows.</summary>
internal static class Accumulation
{
    /// <summary>target += added, which has its shape.</summary>
    public static void Add(object target, object added)
    {
        switch (target)
        {
            case double[] vector:
                Add(vector.AsSpan(), (double[])added);
                break;
            case float[] vector:
                Add(vector.AsSpan(), (float[])added);
                break;
            case object?[] rows:
                for (var i = 0; i < rows.Length; i++)
                {
                    if (rows[i] is { } row)
                    {
                        Add(row, ((object?[])added)[i]!);
                    }
                }

                break;
            case List<double> list:
                Add(CollectionsMarshal.AsSpan(list), CollectionsMarshal.AsSpan((List<double>)added));
                break;
            case List<float> list:
                Add(CollectionsMarshal.AsSpan(list), CollectionsMarshal.AsSpan((List<float>)added));
                break;
            case Array array when array.GetType().GetElementType() == typeof(double):
                Add(Elements<double>(array), Elements<double>((Array)added));
                break;
            case Array array when array.GetType().GetElementType() == typeof(float):
                Add(Elements<float>(array), Elements<float>((Array)added));
                break;
            default:
                throw new ArgumentException($"There is no sum of a {target.GetType()}.", nameof(target));
        }
    }

    private static Span<T> Elements<T>(Array array)
        where T : struct =>
        MemoryMarshal.CreateSpan(ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    private static void Add<T>(Span<T> target, ReadOnlySpan<T> added)
        where T : struct, INumber<T>
    {
        var vectors = MemoryMarshal.Cast<T, Vector<T>>(target);
        var more = MemoryMarshal.Cast<T, Vector<T>>(added);
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] += more[i];
        }

        for (var i = vectors.Length * Vector<T>.Count; i < target.Length; i++)
        {
            target[i] += added[i];
        }
    }
}
