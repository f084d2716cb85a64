using System.Linq.Expressions;
using ExprAD.Caching;
using ExprAD.Capture.Methods;
using ExprAD.Kernels;

namespace ExprAD;

/// <summary>What runs a function of any kind of value, whatever its parameters.</summary>
internal abstract class JacobianEngine
{
    /// <summary>The function in the user's C#.</summary>
    public abstract string Source { get; }
}

/// <summary>
/// What runs a function of any kind of value, whose arguments, as a tuple where there are several, are a <typeparamref name="T"/>:
/// a compiled program, shared, with the data of one lambda.
/// </summary>
internal sealed partial class JacobianEngine<T, TResult> : JacobianEngine
{
    private readonly object?[] data;
    private readonly Kernel<ResultKernel<T, TResult>> result;
    private readonly Kernel<JvpKernel<T, TResult>> jvp;
    private Kernel<VjpKernel<T, TResult>>? vjp;

    public JacobianEngine(Program<T> program, int[] inputs, object?[] data)
    {
        (Program, Inputs, this.data) = (program, inputs, data);

        // What can't be differentiated is refused when the function is built.
        (result, jvp) = (program.Result<TResult>(), program.Jvp<TResult>(inputs));
    }

    public Program<T> Program { get; }

    /// <summary>The numbers of the inputs that are differentiated.</summary>
    public int[] Inputs { get; }

    /// <summary>What the lambda captured.</summary>
    public object?[] Data => data;

    public override string Source => Program.Function.Graph.Source!;

    public static JacobianEngine<T, TResult> Of(LambdaExpression f, GradOptions? options)
    {
        ArgumentNullException.ThrowIfNull(f);
        var (program, data) = FunctionCache.Get<T>(f, options ?? GradOptions.Default);
        return new(program, InputNames.All(program.Function.Parameters), data);
    }

    /// <summary>Of a method: of the call of it.</summary>
    public static JacobianEngine<T, TResult> Of(Delegate f, GradOptions? options)
    {
        ArgumentNullException.ThrowIfNull(f);
        return Of(MethodLambda.Of(f), options);
    }

    /// <summary>The same function and data, differentiated with respect to the inputs of these names.</summary>
    public JacobianEngine<T, TResult> WithRespectTo(string[] names) => new(Program, InputNames.Resolve(Program.Function.Parameters, names), data);

    public TResult Value(T argument)
    {
        using var rental = result.Workspaces.Borrow();
        return result.Run(argument, data, rental.Workspace);
    }

    public (TResult Value, TResult Derivative) Jvp(T argument, T direction)
    {
        var (value, derivative) = (default(TResult)!, default(TResult)!);
        using var rental = jvp.Workspaces.Borrow();
        jvp.Run(argument, direction, ref value, ref derivative, data, rental.Workspace);
        return (value, derivative);
    }

    public (TResult Value, T Product) Vjp(T argument, TResult weights)
    {
        var kernel = vjp ??= Program.Vjp<TResult>(Inputs);
        var (value, product) = (default(TResult)!, default(T)!);
        using var rental = kernel.Workspaces.Borrow();
        kernel.Run(argument, weights, ref value, ref product, Target.Fresh, data, rental.Workspace);
        return (value, product);
    }
}
