using ExprAD.Sparsity;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Storage;

namespace ExprAD.Sparse;

/// <summary>Sparse matrices of MathNet's.</summary>
internal static class SparseMatrices
{
    /// <summary>The matrix that has <paramref name="values"/>, in their order, at the places of a pattern; also where they happen to be zero.</summary>
    public static SparseMatrix Of(Pattern pattern, double[] values)
    {
        var storage = SparseCompressedRowMatrixStorage<double>.OfCompressedSparseRowFormat(
            pattern.RowCount, pattern.ColumnCount, values.Length, [.. pattern.Starts], [.. pattern.Columns], values);
        return new SparseMatrix(storage);
    }
}
