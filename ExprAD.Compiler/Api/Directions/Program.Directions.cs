using ExprAD.Kernels;
using ExprAD.Optimization;

namespace ExprAD;

/// <summary>The table of what is compiled beside gradients: a row a direction.</summary>
internal sealed partial class Program<T>
{
    public Kernel<ResultKernel<T, TResult>> Result<TResult>() =>
        Derived("value", [], () => KernelFactory.Result<T, TResult>(Function, Pipeline.ForMachine(Primal, Options)));

    public Kernel<JvpKernel<T, TResult>> Jvp<TResult>(int[] inputs) =>
        Derived("jvp", inputs, () => KernelFactory.Jvp<T, TResult>(Function, Pipeline.ForMachine(Pipeline.Jvp(Primal, inputs, Options), Options), inputs));

    public Kernel<VjpKernel<T, TResult>> Vjp<TResult>(int[] inputs) =>
        Derived("vjp", inputs, () => KernelFactory.Vjp<T, TResult>(Function, Pipeline.ForMachine(Pipeline.Vjp(Primal, inputs, Options), Options), inputs));

    public Kernel<ProductKernel<T>> HessianVectorProduct(int[] inputs) =>
        Derived("hvp", inputs, () => KernelFactory.Product<T>(Function, Pipeline.ForMachine(Pipeline.HessianVectorProduct(Primal, inputs, Options), Options), inputs));

    /// <summary>The derivative of an order with respect to a number.</summary>
    public Kernel<ValueKernel<T>> Taylor(int input, int order) =>
        Derived($"order {order}", [input], () => KernelFactory.Value<T>(Function, Pipeline.Taylor(Primal, input, order, Options)));

    /// <summary>The numbers of rows and columns of the Jacobian.</summary>
    public Kernel<ExtentKernel<T>> Extent(int[] inputs) =>
        Derived("extent", inputs, () => KernelFactory.Extent<T>(Function, Pipeline.ForMachine(Pipeline.Extent(Primal, inputs, Options), Options)));

    /// <summary>The columns of the Jacobian.</summary>
    public ColumnSweeps<T> Columns(int[] inputs) =>
        Derived("columns", inputs, () => new ColumnSweeps<T>(WidthOf(inputs), (lanes, fromZero) =>
            KernelFactory.Matrix<T>(Function, Pipeline.ForMachine(Pipeline.Columns(Primal, inputs, lanes, fromZero, Options), Options))));

    /// <summary>The rows of the Jacobian.</summary>
    public RowSweeps<T> Rows(int[] inputs) =>
        Derived("rows", inputs, () => new RowSweeps<T>(HeightOf(inputs), rows =>
            KernelFactory.Matrix<T>(Function, Pipeline.ForMachine(Pipeline.Rows(Primal, inputs, rows, Options), Options))));

    /// <summary>The columns of the Hessian.</summary>
    public ColumnSweeps<T> HessianColumns(int[] inputs) =>
        Derived("hessian", inputs, () => new ColumnSweeps<T>(WidthOf(inputs), (lanes, fromZero) =>
            KernelFactory.Matrix<T>(Function, Pipeline.ForMachine(Pipeline.HessianColumns(Primal, inputs, lanes, fromZero, Options), Options))));

    /// <summary>How many numbers there are in some inputs, where that does not depend on the lengths of arrays.</summary>
    private int? WidthOf(int[] inputs) =>
        inputs.Any(i => Primal.Inputs[i].Node.Type.IsArray) ? null : inputs.Length;

    /// <summary>How many rows the Jacobian has, where that does not depend on the lengths of arrays.</summary>
    private int? HeightOf(int[] inputs) =>
        Pipeline.Extent(Primal, inputs, Options).Results[0] is { IsConstant: true } count ? (int)count.Attribute! : null;
}
