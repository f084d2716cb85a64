using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ExprAD.Emission.Runtime;

/// <summary>The memory of one allocation in a compiled function, zeroed and used again as long as the shape is the same.</summary>
internal sealed class ArraySite : IReleasable
{
    private object? memory;
    private ArraySite[] rows = [];

    /// <summary>True where the elements are rows, say, which may be the user's.</summary>
    public bool MayHoldObjects { get; private set; }

    public T[] Vector<T>(int length)
    {
        if (memory is T[] array && array.Length == length)
        {
            Array.Clear(array);
            return array;
        }

        MayHoldObjects = RuntimeHelpers.IsReferenceOrContainsReferences<T>();
        memory = array = new T[length];
        return array;
    }

    public T[,] Matrix<T>(int length0, int length1)
    {
        if (memory is T[,] array && array.GetLength(0) == length0 && array.GetLength(1) == length1)
        {
            Array.Clear(array);
            return array;
        }

        MayHoldObjects = RuntimeHelpers.IsReferenceOrContainsReferences<T>();
        memory = array = new T[length0, length1];
        return array;
    }

    public T[,,] Cube<T>(int length0, int length1, int length2)
    {
        if (memory is T[,,] array && array.GetLength(0) == length0 && array.GetLength(1) == length1 && array.GetLength(2) == length2)
        {
            Array.Clear(array);
            return array;
        }

        MayHoldObjects = RuntimeHelpers.IsReferenceOrContainsReferences<T>();
        memory = array = new T[length0, length1, length2];
        return array;
    }

    public List<T> List<T>(int count)
    {
        if (memory is List<T> list && list.Count == count)
        {
            CollectionsMarshal.AsSpan(list).Clear();
            return list;
        }

        MayHoldObjects = RuntimeHelpers.IsReferenceOrContainsReferences<T>();
        memory = list = Shapes.NewList<T>(count);
        return list;
    }

    /// <summary>Zeros in the shape of another array. The rows are remembered here, whatever the function puts in their place.</summary>
    public TArray Like<TArray>(TArray like) => (TArray)Zeros(like)!;

    public void Release()
    {
        if (!MayHoldObjects)
        {
            return;
        }

        if (memory is Array array)
        {
            Array.Clear(array);
        }
        else
        {
            memory = null;
        }
    }

    private object? Zeros(object? like) => like switch
    {
        double[] vector => Vector<double>(vector.Length),
        double[][] jagged => Rows(jagged),
        null => null,
        double[,] matrix => Matrix<double>(matrix.GetLength(0), matrix.GetLength(1)),
        List<double> list => List<double>(list.Count),
        float[] vector => Vector<float>(vector.Length),
        float[][] jagged => Rows(jagged),
        _ => Shapes.ZerosLike(like),
    };

    private T[][] Rows<T>(T[][] like)
    {
        var array = Vector<T[]?>(like.Length);
        if (rows.Length < like.Length)
        {
            var known = rows.Length;
            Array.Resize(ref rows, like.Length);
            for (var i = known; i < rows.Length; i++)
            {
                rows[i] = new ArraySite();
            }
        }

        for (var i = 0; i < like.Length; i++)
        {
            array[i] = like[i] is null ? null : rows[i].Vector<T>(like[i].Length);
        }

        return array!;
    }
}
