using System.Linq.Expressions;
using ExprAD.Caching;
using ExprAD.Capture;
using ExprAD.IR;
using ExprAD.Kernels;
using ExprAD.Optimization;
using ExprAD.Reports;

namespace ExprAD;

/// <summary>A function with all that was made of it so far. Holds no data of the user's: it is shared by all lambdas that say the same.</summary>
internal sealed class Program<T>
{
    /// <summary>For how many sets of inputs derivatives are kept.</summary>
    private const int Derivatives = 64;

    private readonly BoundedCache<string, Derivative<T>> derivatives = new(Derivatives);
    private readonly Lazy<Kernel<ValueKernel<T>>> valueKernel;

    private Program(CapturedFunction function, GradOptions options, CompilationReport report)
    {
        (Function, Options, Report) = (function, options, report);
        report.Add("capture", function.Graph);
        Primal = Pipeline.Primal(function.Graph, options, report.Add);
        Full = new Derivative<T>(this, InputNames.All(function.Parameters));
        valueKernel = new(() => KernelFactory.Value<T>(Function, Primal));
    }

    public CapturedFunction Function { get; }

    public GradOptions Options { get; }

    /// <summary>The way to <see cref="Primal"/>.</summary>
    public CompilationReport Report { get; }

    /// <summary>The function, optimised.</summary>
    public Graph Primal { get; }

    /// <summary>The derivative with respect to all that can be differentiated.</summary>
    public Derivative<T> Full { get; }

    /// <summary>The value alone; compiled when first asked for.</summary>
    public Kernel<ValueKernel<T>> ValueKernel => valueKernel.Value;

    public static Program<T> Make(LambdaExpression lambda, GradOptions options)
    {
        var report = new CompilationReport();
        return new(FunctionCapture.Capture(lambda, options.Strict), options, report);
    }

    /// <summary>The derivative with respect to some inputs.</summary>
    public Derivative<T> Derivative(int[] inputs) =>
        derivatives.GetOrAdd(string.Join(',', inputs), () => new Derivative<T>(this, inputs));
}
