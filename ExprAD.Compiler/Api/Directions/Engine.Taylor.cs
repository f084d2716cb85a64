using ExprAD.Kernels;

namespace ExprAD;

/// <summary>Derivatives of any order of a function of a number.</summary>
internal sealed partial class Engine<T>
{
    /// <summary>By order; the first is the value.</summary>
    private Kernel<ValueKernel<T>>?[] orders = [];

    public double DerivativeOf(T argument, int order)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        var known = orders;
        var kernel = (order < known.Length ? known[order] : null) ?? Compile(order);
        using var rental = kernel.Workspaces.Borrow();
        return kernel.Run(argument, data, rental.Workspace);
    }

    private Kernel<ValueKernel<T>> Compile(int order)
    {
        var kernel = order == 0 ? program.ValueKernel : program.Taylor(derivative.Inputs[0], order);
        var grown = new Kernel<ValueKernel<T>>?[Math.Max(orders.Length, order + 1)];
        orders.CopyTo(grown, 0);
        grown[order] = kernel;
        orders = grown;
        return kernel;
    }
}
