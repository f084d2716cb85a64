using ExprAD.Kernels;

namespace ExprAD;

/// <summary>
/// Computes a matrix some columns at a time. The kernels for 1, 2, 4 and 8 columns are compiled when first needed.
/// </summary>
/// <param name="width">The number of columns, where it is the same for all arguments.</param>
/// <param name="kernel">Makes the kernel for a number of columns, at any place or only from the first on.</param>
internal sealed class ColumnSweeps<T>(int? width, Func<int, bool, Kernel<MatrixKernel<T>>> kernel)
{
    /// <summary>Columns in one sweep: as many as fit a vector register.</summary>
    private const int Lanes = 8;

    /// <summary>A matrix that always has few columns is computed in one sweep, in which the units' zeros and ones are constants.</summary>
    private const int Few = 12;

    private readonly Kernel<MatrixKernel<T>>?[] kernels = new Kernel<MatrixKernel<T>>?[Math.Max(Lanes, Few) + 1];

    public void Fill(T argument, double[,] into, object?[] data)
    {
        var columns = into.GetLength(1);
        var lanes = LanesFor(columns);
        if (lanes == 0)
        {
            return;
        }

        var sweep = kernels[lanes] ??= kernel(lanes, width == lanes);
        using var rental = sweep.Workspaces.Borrow();
        for (var first = 0; first < columns; first += lanes)
        {
            // The last sweep may compute some columns again.
            sweep.Run(argument, Math.Min(first, columns - lanes), into, data, rental.Workspace);
        }
    }

    private int LanesFor(int columns)
    {
        if (width <= Few)
        {
            return width.Value;
        }

        var lanes = Lanes;
        while (lanes > columns)
        {
            lanes /= 2;
        }

        return lanes;
    }
}
