using System.Linq.Expressions;
using ExprAD.Caching;
using ExprAD.Capture.Methods;
using ExprAD.Checking;
using ExprAD.Emission.Runtime;
using ExprAD.IR;
using ExprAD.Kernels;
using ExprAD.Reports;

namespace ExprAD;

/// <summary>What runs a function, whatever its parameters.</summary>
internal abstract class Engine
{
    /// <summary>The function in the user's C#.</summary>
    public abstract string Source { get; }

    /// <summary>Value and gradient, optimised.</summary>
    public abstract Graph Graph { get; }

    /// <inheritdoc cref="GradientFunction.Explain"/>
    public abstract string Explain();
}

/// <summary>
/// What runs a function whose arguments, as a tuple where there are several, are a <typeparamref name="T"/>:
/// a compiled program, shared, with the data of one lambda.
/// </summary>
internal sealed partial class Engine<T>(Program<T> program, Derivative<T> derivative, object?[] data) : Engine
{
    /// <summary>Once it is known that calls keep nothing: what a call is then, with two reads instead of seven on the way to it.</summary>
    private DirectKernel? direct;

    public static Engine<T> Of(LambdaExpression f, GradOptions? options)
    {
        ArgumentNullException.ThrowIfNull(f);
        var (program, data) = FunctionCache.Get<T>(f, options ?? GradOptions.Default);
        return new Engine<T>(program, program.Full, data);
    }

    /// <summary>Of a method: of the call of it.</summary>
    public static Engine<T> Of(Delegate f, GradOptions? options)
    {
        ArgumentNullException.ThrowIfNull(f);
        return Of(MethodLambda.Of(f), options);
    }

    public Program<T> Program => program;

    public Derivative<T> Derivative => derivative;

    /// <summary>What the lambda captured.</summary>
    public object?[] Data => data;

    public override string Source => program.Function.Graph.Source!;

    public override Graph Graph => derivative.Graph;

    public override string Explain() => Explanation.Of(program, derivative);

    public double Value(T argument)
    {
        var kernel = program.ValueKernel;
        return kernel.Workspaces.Shared is { } shared ? kernel.Run(argument, data, shared) : RunRented(kernel, argument);
    }

    public (double Value, T Gradient) ValueAndGradient(T argument)
    {
        var gradient = default(T)!;
        var value = Run(argument, ref gradient, Target.Fresh);
        return (value, gradient);
    }

    public double ValueAndGradient(T argument, T into)
    {
        derivative.RequireFillable(into);
        return Run(argument, ref into, Target.ByValue);
    }

    public double ValueAndGradient(T argument, ref T into) => Run(argument, ref into, Target.ByReference);

    /// <summary>The same function and data, differentiated with respect to the inputs of these names.</summary>
    public Engine<T> WithRespectTo(string[] names) =>
        new(program, program.Derivative(InputNames.Resolve(program.Function.Parameters, names)), data);

    public CheckReport Check(T argument) => GradientCheck.Run(this, argument);

    private double Run(T argument, ref T gradient, Target target) => direct is { } kernel
        ? kernel.Run(argument, ref gradient, target, data, kernel.Workspace)
        : RunRented(argument, ref gradient, target);

    private double RunRented(T argument, ref T gradient, Target target)
    {
        var kernel = derivative.Kernel;
        if (kernel.Workspaces.Shared is { } shared)
        {
            direct = new DirectKernel(kernel.Run, shared);
        }

        using var rental = kernel.Workspaces.Borrow();
        return kernel.Run(argument, ref gradient, target, data, rental.Workspace);
    }

    private double RunRented(Kernel<ValueKernel<T>> kernel, T argument)
    {
        using var rental = kernel.Workspaces.Borrow();
        return kernel.Run(argument, data, rental.Workspace);
    }

    private sealed record DirectKernel(GradientKernel<T> Run, Workspace Workspace);
}
