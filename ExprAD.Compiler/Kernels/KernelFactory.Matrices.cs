using System.Linq.Expressions;
using ExprAD.Capture;
using ExprAD.Emission;
using ExprAD.IR;

namespace ExprAD.Kernels;

/// <summary>Kernels that fill matrices, piece by piece.</summary>
internal sealed partial class KernelFactory
{
    /// <summary>The kernel of a graph whose two results are numbers of rows and columns.</summary>
    public static Kernel<ExtentKernel<T>> Extent<T>(CapturedFunction function, Graph graph) =>
        new KernelFactory(function, graph, typeof(T)).MakeExtent<T>();

    /// <summary>The kernel of a graph that has three inputs more than the function: where the piece begins, a matrix that has the shape, and that to write to.</summary>
    public static Kernel<MatrixKernel<T>> Matrix<T>(CapturedFunction function, Graph graph) =>
        new KernelFactory(function, graph, typeof(T)).MakeMatrix<T>();

    private Kernel<ExtentKernel<T>> MakeExtent<T>()
    {
        var body = GraphEmitter.Emit(graph, Inputs(i => reader[i]), workspace);
        var make = Expression.New(typeof((int, int)).GetConstructor([typeof(int), typeof(int)])!, body.Results[0], body.Results[1]);
        var block = Expression.Block(typeof((int, int)), [.. reader.Variables, .. body.Variables], [.. reader.Statements, .. body.Statements, make]);
        return Compile(Expression.Lambda<ExtentKernel<T>>(block, argument, data, workspace), body);
    }

    private Kernel<MatrixKernel<T>> MakeMatrix<T>()
    {
        var (first, into) = (Expression.Parameter(typeof(int), "first"), Expression.Parameter(typeof(double[,]), "into"));
        var own = function.Graph.Inputs.Count;
        var body = GraphEmitter.Emit(graph, Inputs(i => i < own ? reader[i] : i == own ? first : into), workspace);
        var block = Expression.Block(typeof(void), [.. reader.Variables, .. body.Variables], [.. reader.Statements, .. body.Statements]);
        return Compile(Expression.Lambda<MatrixKernel<T>>(block, argument, first, into, data, workspace), body);
    }
}
