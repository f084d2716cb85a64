namespace ExprAD;

// Functions that are computed in float throughout. Their value is widened at the end.
public static partial class Grad
{
    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T> OfMethod<T>(Func<T, float> f, GradOptions? options = null) =>
        new(Engine<T>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T1, T2> OfMethod<T1, T2>(Func<T1, T2, float> f, GradOptions? options = null) =>
        new(Engine<(T1, T2)>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T1, T2, T3> OfMethod<T1, T2, T3>(Func<T1, T2, T3, float> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3)>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T1, T2, T3, T4> OfMethod<T1, T2, T3, T4>(Func<T1, T2, T3, T4, float> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4)>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T1, T2, T3, T4, T5> OfMethod<T1, T2, T3, T4, T5>(Func<T1, T2, T3, T4, T5, float> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4, T5)>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T1, T2, T3, T4, T5, T6> OfMethod<T1, T2, T3, T4, T5, T6>(Func<T1, T2, T3, T4, T5, T6, float> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4, T5, T6)>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T1, T2, T3, T4, T5, T6, T7> OfMethod<T1, T2, T3, T4, T5, T6, T7>(Func<T1, T2, T3, T4, T5, T6, T7, float> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4, T5, T6, T7)>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T1, T2, T3, T4, T5, T6, T7, T8> OfMethod<T1, T2, T3, T4, T5, T6, T7, T8>(Func<T1, T2, T3, T4, T5, T6, T7, T8, float> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4, T5, T6, T7, T8)>.Of(f, options));
}
