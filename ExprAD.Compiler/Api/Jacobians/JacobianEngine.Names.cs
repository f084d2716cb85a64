using ExprAD.Kernels;

namespace ExprAD;

/// <summary>What rows and columns belong to.</summary>
internal sealed partial class JacobianEngine<T, TResult>
{
    public IReadOnlyList<string> ColumnNames(T argument) => NumberNames.Of(RootShape.Of(Program.Function.Parameters, typeof(T)), argument, Inputs);

    public IReadOnlyList<string> RowNames(T argument)
    {
        var result = Program.Function.Result;
        return NumberNames.Of(result, Value(argument), [.. InputNames.Leaves(result).Where(l => l.Differentiable).Select(l => l.Input)]);
    }
}
