using ExprAD.Emission;
using ExprAD.Kernels;
using ExprAD.Optimization;
using ExprAD.Sparsity;
using MathNet.Numerics.LinearAlgebra.Double;

namespace ExprAD.Sparse;

/// <summary>The Jacobian of a function, as far as it can differ from zero: pattern, plan and kernels, for all data. Results that hold no floats have no rows.</summary>
internal sealed class CompressedJacobian<T>
{
    private readonly GraphArguments<T> arguments;
    private readonly int[] inputs;
    private readonly PatternFinder<JacobianCompression> finder;
    private readonly Products forward;
    private readonly Products reverse;
    private readonly Lazy<GraphFunction> value;

    private CompressedJacobian(Program<T> program, int[] inputs)
    {
        this.inputs = inputs;
        var options = program.Options;
        var floats = program.Primal.Results.Index().Where(r => r.Item.Type.HoldsFloats).Select(r => r.Index);
        var graph = Transforms.ResultSelection.Run(program.Primal, floats, options.Strict);
        arguments = GraphArguments<T>.Of(program);
        finder = new(graph, inputs, options, JacobianCompression.Of);
        forward = new(lanes => new GraphFunction(Pipeline.Tangents(graph, inputs, options, lanes)));
        reverse = new(_ => new GraphFunction(Pipeline.Adjoints(graph, inputs, options)));
        value = new(() => new GraphFunction(graph));
    }

    /// <summary>That of a function; compiled when first asked for.</summary>
    public static CompressedJacobian<T> Of<TResult>(JacobianEngine<T, TResult> engine) =>
        engine.Program.Derived("sparse Jacobian", engine.Inputs, () => new CompressedJacobian<T>(engine.Program, engine.Inputs));

    public Pattern Pattern(T argument, object?[] data) => Plan(arguments.Values(argument, data)).Pattern;

    public SparseMatrix At(T argument, object?[] data)
    {
        var values = arguments.Values(argument, data);
        var plan = Plan(values);
        object?[] Fresh() => arguments.ForOneCall(values);
        var columns = forward.Run(Fresh, [.. inputs.Select(i => values[i])], plan.Columns, plan.Pattern.RowCount);
        var rows = plan.Rows.Count == 0 ? [] : reverse.Run(Fresh, value.Value.Run(Fresh()), plan.Rows, plan.Pattern.ColumnCount);
        return SparseMatrices.Of(plan.Pattern, plan.Recover(columns, rows));
    }

    private JacobianCompression Plan(object?[] values) => finder.Find(arguments.ForOneCall(values));
}
