using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace ExprAD;

// Functions that are computed in float throughout. Their value is widened at the end.
public static partial class Grad
{
    /// <inheritdoc cref="Of(Expression{Func{double, double}}, GradOptions?)"/>
    [OverloadResolutionPriority(1)]
    public static GradientFunction<T> Of<T>(Expression<Func<T, float>> f, GradOptions? options = null) =>
        new(Engine<T>.Of(f, options));

    /// <inheritdoc cref="Of(Expression{Func{double, double}}, GradOptions?)"/>
    [OverloadResolutionPriority(1)]
    public static GradientFunction<T1, T2> Of<T1, T2>(Expression<Func<T1, T2, float>> f, GradOptions? options = null) =>
        new(Engine<(T1, T2)>.Of(f, options));

    /// <inheritdoc cref="Of(Expression{Func{double, double}}, GradOptions?)"/>
    [OverloadResolutionPriority(1)]
    public static GradientFunction<T1, T2, T3> Of<T1, T2, T3>(Expression<Func<T1, T2, T3, float>> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3)>.Of(f, options));

    /// <inheritdoc cref="Of(Expression{Func{double, double}}, GradOptions?)"/>
    [OverloadResolutionPriority(1)]
    public static GradientFunction<T1, T2, T3, T4> Of<T1, T2, T3, T4>(Expression<Func<T1, T2, T3, T4, float>> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4)>.Of(f, options));

    /// <inheritdoc cref="Of(Expression{Func{double, double}}, GradOptions?)"/>
    [OverloadResolutionPriority(1)]
    public static GradientFunction<T1, T2, T3, T4, T5> Of<T1, T2, T3, T4, T5>(Expression<Func<T1, T2, T3, T4, T5, float>> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4, T5)>.Of(f, options));

    /// <inheritdoc cref="Of(Expression{Func{double, double}}, GradOptions?)"/>
    [OverloadResolutionPriority(1)]
    public static GradientFunction<T1, T2, T3, T4, T5, T6> Of<T1, T2, T3, T4, T5, T6>(Expression<Func<T1, T2, T3, T4, T5, T6, float>> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4, T5, T6)>.Of(f, options));

    /// <inheritdoc cref="Of(Expression{Func{double, double}}, GradOptions?)"/>
    [OverloadResolutionPriority(1)]
    public static GradientFunction<T1, T2, T3, T4, T5, T6, T7> Of<T1, T2, T3, T4, T5, T6, T7>(Expression<Func<T1, T2, T3, T4, T5, T6, T7, float>> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4, T5, T6, T7)>.Of(f, options));

    /// <inheritdoc cref="Of(Expression{Func{double, double}}, GradOptions?)"/>
    [OverloadResolutionPriority(1)]
    public static GradientFunction<T1, T2, T3, T4, T5, T6, T7, T8> Of<T1, T2, T3, T4, T5, T6, T7, T8>(Expression<Func<T1, T2, T3, T4, T5, T6, T7, T8, float>> f, GradOptions? options = null) =>
        new(Engine<(T1, T2, T3, T4, T5, T6, T7, T8)>.Of(f, options));
}
