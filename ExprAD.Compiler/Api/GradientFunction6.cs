namespace ExprAD;

/// <summary>A function of 6 parameters with its gradient, a tuple of one slot a parameter. Immutable; safe to call from many threads at once.</summary>
/// <inheritdoc cref="GradientFunction{T}" path="/remarks"/>
public sealed partial class GradientFunction<T1, T2, T3, T4, T5, T6> : GradientFunction
{
    private readonly Engine<(T1, T2, T3, T4, T5, T6)> engine;
    private Func<T1, T2, T3, T4, T5, T6, (double Value, (T1, T2, T3, T4, T5, T6) Gradient)>? compiled;

    internal GradientFunction(Engine<(T1, T2, T3, T4, T5, T6)> engine)
        : base(engine) => this.engine = engine;

    internal Engine<(T1, T2, T3, T4, T5, T6)> Engine => engine;

    /// <inheritdoc cref="GradientFunction{T}.Compiled"/>
    public Func<T1, T2, T3, T4, T5, T6, (double Value, (T1, T2, T3, T4, T5, T6) Gradient)> Compiled => compiled ??= ValueAndGradient;

    /// <inheritdoc cref="GradientFunction{T}.Value(T)"/>
    public double Value(T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6) => engine.Value((x1, x2, x3, x4, x5, x6));

    /// <inheritdoc cref="GradientFunction{T}.Gradient(T)"/>
    public (T1, T2, T3, T4, T5, T6) Gradient(T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6) => engine.ValueAndGradient((x1, x2, x3, x4, x5, x6)).Gradient;

    /// <inheritdoc cref="GradientFunction{T}.ValueAndGradient(T)"/>
    public (double Value, (T1, T2, T3, T4, T5, T6) Gradient) ValueAndGradient(T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6) => engine.ValueAndGradient((x1, x2, x3, x4, x5, x6));

    /// <inheritdoc cref="GradientFunction{T}.ValueAndGradient(T, T)"/>
    public double ValueAndGradient(T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, (T1, T2, T3, T4, T5, T6) into) => engine.ValueAndGradient((x1, x2, x3, x4, x5, x6), into);

    /// <inheritdoc cref="GradientFunction{T}.ValueAndGradient(T, ref T)"/>
    public double ValueAndGradient(T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, ref (T1, T2, T3, T4, T5, T6) into) => engine.ValueAndGradient((x1, x2, x3, x4, x5, x6), ref into);

    /// <inheritdoc cref="GradientFunction{T}.Jvp(T, T)"/>
    public (double Value, double Derivative) Jvp(T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, (T1, T2, T3, T4, T5, T6) dx) => engine.Jvp((x1, x2, x3, x4, x5, x6), dx);

    /// <inheritdoc cref="GradientFunction{T}.Jvp(T, T)"/>
    public (double Value, double Derivative) Jvp(T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, T1 dx1, T2 dx2, T3 dx3, T4 dx4, T5 dx5, T6 dx6) => engine.Jvp((x1, x2, x3, x4, x5, x6), (dx1, dx2, dx3, dx4, dx5, dx6));

    /// <inheritdoc cref="GradientFunction{T}.HessianVectorProduct(T, T)"/>
    public (T1, T2, T3, T4, T5, T6) HessianVectorProduct(T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, (T1, T2, T3, T4, T5, T6) v) => engine.HessianVectorProduct((x1, x2, x3, x4, x5, x6), v);

    /// <inheritdoc cref="GradientFunction{T}.HessianVectorProduct(T, T, T)"/>
    public void HessianVectorProduct(T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, (T1, T2, T3, T4, T5, T6) v, (T1, T2, T3, T4, T5, T6) into) => engine.HessianVectorProduct((x1, x2, x3, x4, x5, x6), v, into);

    /// <inheritdoc cref="GradientFunction{T}.HessianVectorProduct(T, T, ref T)"/>
    public void HessianVectorProduct(T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, (T1, T2, T3, T4, T5, T6) v, ref (T1, T2, T3, T4, T5, T6) into) => engine.HessianVectorProduct((x1, x2, x3, x4, x5, x6), v, ref into);

    /// <inheritdoc cref="HigherDerivatives.Hessian{T}(GradientFunction{T}, T)"/>
    public double[,] Hessian(T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6) => engine.Hessian((x1, x2, x3, x4, x5, x6));

    /// <inheritdoc cref="HigherDerivatives.Hessian{T}(GradientFunction{T}, T, double[,])"/>
    public void Hessian(T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, double[,] into) => engine.Hessian((x1, x2, x3, x4, x5, x6), into);

    /// <inheritdoc cref="GradientFunction{T}.ColumnNames(T)"/>
    public IReadOnlyList<string> ColumnNames(T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6) => engine.ColumnNames((x1, x2, x3, x4, x5, x6));

    /// <inheritdoc cref="GradientFunction{T}.WithRespectTo(string[])"/>
    public GradientFunction<T1, T2, T3, T4, T5, T6> WithRespectTo(params string[] names) => new(engine.WithRespectTo(names));

    /// <inheritdoc cref="GradientFunction{T}.Check(T)"/>
    public CheckReport Check(T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6) => engine.Check((x1, x2, x3, x4, x5, x6));
}
