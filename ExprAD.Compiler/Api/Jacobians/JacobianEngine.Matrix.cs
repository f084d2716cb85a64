using ExprAD.Kernels;

namespace ExprAD;

/// <summary>The whole matrix, in as many sweeps as it takes.</summary>
internal sealed partial class JacobianEngine<T, TResult>
{
    /// <summary>What a row by reverse mode costs, in columns by forward mode.</summary>
    private const int PriceOfRow = 3;

    private Kernel<ExtentKernel<T>>? extent;
    private ColumnSweeps<T>? columns;
    private RowSweeps<T>? rows;

    public double[,] At(T argument)
    {
        var (rows, width) = Extent(argument);
        var into = new double[rows, width];
        Fill(argument, into);
        return into;
    }

    public void At(T argument, double[,] into)
    {
        ArgumentNullException.ThrowIfNull(into);
        var (rows, width) = Extent(argument);
        if (into.GetLength(0) != rows || into.GetLength(1) != width)
        {
            throw new ArgumentException($"The Jacobian is {rows}×{width} here, and there is room for {into.GetLength(0)}×{into.GetLength(1)}.", nameof(into));
        }

        Fill(argument, into);
    }

    /// <summary>How many rows and columns the Jacobian has.</summary>
    public (int Rows, int Columns) Extent(T argument)
    {
        var kernel = extent ??= Program.Extent(Inputs);
        using var rental = kernel.Workspaces.Borrow();
        return kernel.Run(argument, data, rental.Workspace);
    }

    private void Fill(T argument, double[,] into)
    {
        if (into.GetLength(1) > PriceOfRow * into.GetLength(0))
        {
            (rows ??= Program.Rows(Inputs)).Fill(argument, into, data);
        }
        else
        {
            (columns ??= Program.Columns(Inputs)).Fill(argument, into, data);
        }
    }
}
