namespace ExprAD;

/// <summary>A function of 8 parameters with its Jacobian, whose columns belong to all of them in order. Immutable; safe to call from many threads at once.</summary>
/// <inheritdoc cref="JacobianFunction{T, TResult}" path="/remarks"/>
public sealed partial class JacobianFunction<T1, T2, T3, T4, T5, T6, T7, T8, TResult> : JacobianFunction
{
    private readonly JacobianEngine<(T1, T2, T3, T4, T5, T6, T7, T8), TResult> engine;

    internal JacobianFunction(JacobianEngine<(T1, T2, T3, T4, T5, T6, T7, T8), TResult> engine)
        : base(engine) => this.engine = engine;

    internal JacobianEngine<(T1, T2, T3, T4, T5, T6, T7, T8), TResult> Engine => engine;

    /// <inheritdoc cref="JacobianFunction{T, TResult}.Value"/>
    public TResult Value(T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, T7 x7, T8 x8) => engine.Value((x1, x2, x3, x4, x5, x6, x7, x8));

    /// <inheritdoc cref="JacobianFunction{T, TResult}.At(T)"/>
    public double[,] At(T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, T7 x7, T8 x8) => engine.At((x1, x2, x3, x4, x5, x6, x7, x8));

    /// <inheritdoc cref="JacobianFunction{T, TResult}.At(T, double[,])"/>
    public void At(T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, T7 x7, T8 x8, double[,] into) => engine.At((x1, x2, x3, x4, x5, x6, x7, x8), into);

    /// <inheritdoc cref="JacobianFunction{T, TResult}.Jvp"/>
    public (TResult Value, TResult Derivative) Jvp(T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, T7 x7, T8 x8, (T1, T2, T3, T4, T5, T6, T7, T8) dx) => engine.Jvp((x1, x2, x3, x4, x5, x6, x7, x8), dx);

    /// <inheritdoc cref="JacobianFunction{T, TResult}.Jvp"/>
    public (TResult Value, TResult Derivative) Jvp(T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, T7 x7, T8 x8, T1 dx1, T2 dx2, T3 dx3, T4 dx4, T5 dx5, T6 dx6, T7 dx7, T8 dx8) => engine.Jvp((x1, x2, x3, x4, x5, x6, x7, x8), (dx1, dx2, dx3, dx4, dx5, dx6, dx7, dx8));

    /// <inheritdoc cref="JacobianFunction{T, TResult}.Vjp"/>
    public (TResult Value, (T1, T2, T3, T4, T5, T6, T7, T8) Product) Vjp(T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, T7 x7, T8 x8, TResult u) => engine.Vjp((x1, x2, x3, x4, x5, x6, x7, x8), u);

    /// <inheritdoc cref="JacobianFunction{T, TResult}.ColumnNames"/>
    public IReadOnlyList<string> ColumnNames(T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, T7 x7, T8 x8) => engine.ColumnNames((x1, x2, x3, x4, x5, x6, x7, x8));

    /// <inheritdoc cref="JacobianFunction{T, TResult}.RowNames"/>
    public IReadOnlyList<string> RowNames(T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, T7 x7, T8 x8) => engine.RowNames((x1, x2, x3, x4, x5, x6, x7, x8));

    /// <inheritdoc cref="JacobianFunction{T, TResult}.WithRespectTo"/>
    public JacobianFunction<T1, T2, T3, T4, T5, T6, T7, T8, TResult> WithRespectTo(params string[] names) => new(engine.WithRespectTo(names));
}
