using ExprAD.Kernels;

namespace ExprAD;

/// <summary>Computes a matrix row by row; one that always has few rows in one sweep, in which they share what they have in common.</summary>
/// <param name="height">The number of rows, where it is the same for all arguments.</param>
/// <param name="kernel">Makes the kernel for a number of rows from the first on; for null, for one row at any place.</param>
internal sealed class RowSweeps<T>(int? height, Func<int?, Kernel<MatrixKernel<T>>> kernel)
{
    private const int Few = 4;

    private readonly Lazy<Kernel<MatrixKernel<T>>> sweep = new(() => kernel(height <= Few ? height : null));

    public void Fill(T argument, double[,] into, object?[] data)
    {
        var sweeps = height <= Few ? 1 : into.GetLength(0);
        using var rental = sweep.Value.Workspaces.Borrow();
        for (var first = 0; first < sweeps; first++)
        {
            sweep.Value.Run(argument, first, into, data, rental.Workspace);
        }
    }
}
