using ExprAD.IR;
using ExprAD.Kernels;
using ExprAD.Optimization;
using ExprAD.Reports;

namespace ExprAD;

/// <summary>A function with its gradient with respect to some of its inputs.</summary>
internal sealed class Derivative<T>
{
    private readonly Lazy<Kernel<GradientKernel<T>>> kernel;

    public Derivative(Program<T> program, int[] inputs)
    {
        Inputs = inputs;
        Report = new CompilationReport(program.Report);
        Graph = Pipeline.Gradient(program.Primal, inputs, program.Options, Report.Add, Report.Tell);
        kernel = new(() => KernelFactory.Gradient<T>(program.Function, Pipeline.ForMachine(Graph, program.Options), inputs));
        Unfillable = new Fill(inputs.ToHashSet()).Unfillable(RootShape.Of(program.Function.Parameters, typeof(T)))?.Path;
    }

    /// <summary>The numbers of the inputs.</summary>
    public IReadOnlyList<int> Inputs { get; }

    /// <summary>The way to <see cref="Graph"/>, from the lambda on.</summary>
    public CompilationReport Report { get; }

    /// <summary>Value and gradient, optimised.</summary>
    public Graph Graph { get; }

    /// <summary>The first number of the gradient that can't be written when the gradient is passed by value; null where all can.</summary>
    public string? Unfillable { get; }

    /// <summary>Checks that a gradient can be written into <paramref name="into"/>, passed by value.</summary>
    public void RequireFillable(T into)
    {
        ArgumentNullException.ThrowIfNull(into);
        if (Unfillable is { } path)
        {
            throw new ArgumentException($"The gradient with respect to {path} is a number, which can't be written into a value: pass 'ref into'.", nameof(into));
        }
    }

    /// <summary>Compiled when first asked for.</summary>
    public Kernel<GradientKernel<T>> Kernel => kernel.Value;
}
