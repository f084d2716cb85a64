namespace ExprAD;

// Methods, named where a lambda could stand: Grad.Of<double[]>(Model.Loss).
public static partial class Grad
{
    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<double> Of(Func<double, double> f, GradOptions? options = null) =>
        new(Engine<double>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T> Of<T>(Func<T, double> f, GradOptions? options = null) =>
        new(Engine<T>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T1, T2> Of<T1, T2>(Func<T1, T2, double> f, GradOptions? options = null) =>
        new(Engine<(T1, T2)>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T1, T2, T3> Of<T1, T2, T3>(Func<T1, T2, T3, double> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3)>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T1, T2, T3, T4> Of<T1, T2, T3, T4>(Func<T1, T2, T3, T4, double> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4)>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T1, T2, T3, T4, T5> Of<T1, T2, T3, T4, T5>(Func<T1, T2, T3, T4, T5, double> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4, T5)>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T1, T2, T3, T4, T5, T6> Of<T1, T2, T3, T4, T5, T6>(Func<T1, T2, T3, T4, T5, T6, double> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4, T5, T6)>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T1, T2, T3, T4, T5, T6, T7> Of<T1, T2, T3, T4, T5, T6, T7>(Func<T1, T2, T3, T4, T5, T6, T7, double> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4, T5, T6, T7)>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T1, T2, T3, T4, T5, T6, T7, T8> Of<T1, T2, T3, T4, T5, T6, T7, T8>(Func<T1, T2, T3, T4, T5, T6, T7, T8, double> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4, T5, T6, T7, T8)>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T> Of<T>(Func<T, float> f, GradOptions? options = null) =>
        new(Engine<T>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T1, T2> Of<T1, T2>(Func<T1, T2, float> f, GradOptions? options = null) =>
        new(Engine<(T1, T2)>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T1, T2, T3> Of<T1, T2, T3>(Func<T1, T2, T3, float> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3)>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T1, T2, T3, T4> Of<T1, T2, T3, T4>(Func<T1, T2, T3, T4, float> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4)>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T1, T2, T3, T4, T5> Of<T1, T2, T3, T4, T5>(Func<T1, T2, T3, T4, T5, float> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4, T5)>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T1, T2, T3, T4, T5, T6> Of<T1, T2, T3, T4, T5, T6>(Func<T1, T2, T3, T4, T5, T6, float> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4, T5, T6)>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T1, T2, T3, T4, T5, T6, T7> Of<T1, T2, T3, T4, T5, T6, T7>(Func<T1, T2, T3, T4, T5, T6, T7, float> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4, T5, T6, T7)>.Of(f, options));

    /// <inheritdoc cref="OfMethod(Func{double, double}, GradOptions?)"/>
    public static GradientFunction<T1, T2, T3, T4, T5, T6, T7, T8> Of<T1, T2, T3, T4, T5, T6, T7, T8>(Func<T1, T2, T3, T4, T5, T6, T7, T8, float> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4, T5, T6, T7, T8)>.Of(f, options));
}
