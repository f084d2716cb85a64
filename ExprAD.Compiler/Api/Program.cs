using System.Linq.Expressions;
using ExprAD.Caching;
using ExprAD.Capture;
using ExprAD.IR;
using ExprAD.Kernels;
using ExprAD.Optimization;
using ExprAD.Reports;

namespace ExprAD;

/// <summary>A function with all that was made of it so far. Holds no data of the user's: it is shared by all lambdas that say the same.</summary>
internal sealed partial class Program<T>
{
    /// <summary>For how many sets of inputs derivatives are kept.</summary>
    private const int Derivatives = 64;

    private readonly BoundedCache<string, Derivative<T>> derivatives = new(Derivatives);
    private readonly BoundedCache<(Type Type, string Kind, string Inputs), object> derived = new(Derivatives);
    private readonly Lazy<Kernel<ValueKernel<T>>> valueKernel;
    private readonly Lazy<Derivative<T>> full;

    private Program(CapturedFunction function, GradOptions options, CompilationReport report)
    {
        (Function, Options, Report) = (function, options, report);
        report.Add("capture", function.Graph);
        Primal = Pipeline.Primal(function.Graph, options, report.Add);
        full = new(() => new Derivative<T>(this, InputNames.All(function.Parameters)));
        valueKernel = new(() => KernelFactory.Value<T>(Function, Pipeline.ForMachine(Primal, options)));
    }

    public CapturedFunction Function { get; }

    public GradOptions Options { get; }

    /// <summary>The way to <see cref="Primal"/>.</summary>
    public CompilationReport Report { get; }

    /// <summary>The function, optimised.</summary>
    public Graph Primal { get; }

    /// <summary>The gradient with respect to all that can be differentiated.</summary>
    public Derivative<T> Full => full.Value;

    /// <summary>The value alone; compiled when first asked for.</summary>
    public Kernel<ValueKernel<T>> ValueKernel => valueKernel.Value;

    public static Program<T> Make(LambdaExpression lambda, GradOptions options)
    {
        var report = new CompilationReport();
        return new(FunctionCapture.Capture(lambda, options.Strict), options, report);
    }

    /// <summary>The gradient with respect to some inputs.</summary>
    public Derivative<T> Derivative(int[] inputs) =>
        derivatives.GetOrAdd(string.Join(',', inputs), () => new Derivative<T>(this, inputs));

    /// <summary>Anything else that is compiled of this function for some inputs; made by <paramref name="make"/> when first asked for. What is of one type goes by its kind.</summary>
    public TCompiled Derived<TCompiled>(string kind, IEnumerable<int> inputs, Func<TCompiled> make)
        where TCompiled : class =>
        (TCompiled)derived.GetOrAdd((typeof(TCompiled), kind, string.Join(',', inputs)), make);
}
