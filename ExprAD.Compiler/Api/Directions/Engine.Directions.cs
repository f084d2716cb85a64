using ExprAD.Kernels;

namespace ExprAD;

internal sealed partial class Engine<T>
{
    private Kernel<JvpKernel<T, double>>? jvp;
    private Kernel<ProductKernel<T>>? hessianVectorProduct;
    private Kernel<ExtentKernel<T>>? extent;
    private ColumnSweeps<T>? hessian;

    public (double Value, double Derivative) Jvp(T argument, T direction)
    {
        var kernel = jvp ??= program.Jvp<double>([.. derivative.Inputs]);
        var (value, slope) = (0.0, 0.0);
        using var rental = kernel.Workspaces.Borrow();
        kernel.Run(argument, direction, ref value, ref slope, data, rental.Workspace);
        return (value, slope);
    }

    public T HessianVectorProduct(T argument, T direction)
    {
        var product = default(T)!;
        RunProduct(argument, direction, ref product, Target.Fresh);
        return product;
    }

    public void HessianVectorProduct(T argument, T direction, T into)
    {
        derivative.RequireFillable(into);
        RunProduct(argument, direction, ref into, Target.ByValue);
    }

    public void HessianVectorProduct(T argument, T direction, ref T into) => RunProduct(argument, direction, ref into, Target.ByReference);

    public double[,] Hessian(T argument)
    {
        var width = CountNumbers(argument);
        var into = new double[width, width];
        FillHessian(argument, into);
        return into;
    }

    public void Hessian(T argument, double[,] into)
    {
        ArgumentNullException.ThrowIfNull(into);
        var width = CountNumbers(argument);
        if (into.GetLength(0) != width || into.GetLength(1) != width)
        {
            throw new ArgumentException($"The Hessian is {width}×{width} here, and there is room for {into.GetLength(0)}×{into.GetLength(1)}.", nameof(into));
        }

        FillHessian(argument, into);
    }

    /// <summary>The numbers that are differentiated, by name, in the order of the Hessian's rows and columns.</summary>
    public IReadOnlyList<string> ColumnNames(T argument) =>
        NumberNames.Of(RootShape.Of(program.Function.Parameters, typeof(T)), argument, derivative.Inputs);

    private int CountNumbers(T argument)
    {
        var kernel = extent ??= program.Extent([.. derivative.Inputs]);
        using var rental = kernel.Workspaces.Borrow();
        return kernel.Run(argument, data, rental.Workspace).Columns;
    }

    /// <summary>The columns agree with the rows but for rounding; one half is taken for both, so that they agree to the bit.</summary>
    private void FillHessian(T argument, double[,] into)
    {
        (hessian ??= program.HessianColumns([.. derivative.Inputs])).Fill(argument, into, data);
        for (var i = 0; i < into.GetLength(0); i++)
        {
            for (var j = 0; j < i; j++)
            {
                into[i, j] = into[j, i];
            }
        }
    }

    private void RunProduct(T argument, T direction, ref T product, Target target)
    {
        var kernel = hessianVectorProduct ??= program.HessianVectorProduct([.. derivative.Inputs]);
        using var rental = kernel.Workspaces.Borrow();
        kernel.Run(argument, direction, ref product, target, data, rental.Workspace);
    }
}
