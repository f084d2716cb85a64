using ExprAD.Optimizers;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace ExprAD;

/// <summary>Minima of compiled functions.</summary>
public static partial class Minimizers
{
    /// <summary>Searches for a minimum of the function near <paramref name="x0"/>, with its exact gradient.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x0">Where to start. It is not changed.</param>
    /// <param name="options">The method, tolerances, bounds, progress, cancellation; the defaults where null.</param>
    /// <returns>The best point found, and why the search ended there. A search that did not converge is no exception.</returns>
    /// <exception cref="ArgumentNullException">An argument, or an array or object in it, is null.</exception>
    /// <exception cref="ArgumentException">The function is not finite at <paramref name="x0"/>, or the options do not fit it.</exception>
    /// <exception cref="OperationCanceledException">The token in the options asked for it.</exception>
    /// <example><code>
    /// var f = Grad.Of((double[] x) => 100 * Math.Pow(x[1] - x[0] * x[0], 2) + Math.Pow(1 - x[0], 2));
    /// var (x, y) = (f.Minimize([-1.2, 1]).Minimizer[0], f.Minimize([-1.2, 1]).Minimizer[1]);   // 1, 1
    /// </code></example>
    public static MinimizationResult<T> Minimize<T>(this GradientFunction<T> f, T x0, MinimizationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        return Minimize(f.Engine, x0, options);
    }

    /// <summary>
    /// Searches for a minimum of the function near <paramref name="x0"/> where all numbers in the value of another function are zero, by Newton's method on the conditions of
    /// Karush, Kuhn and Tucker, with exact first and second derivatives of both.
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="x0">Where to start; the constraints need not hold there. It is not changed.</param>
    /// <param name="subjectTo">What is to be zero.</param>
    /// <param name="options">Tolerances, progress, cancellation; the defaults where null. The tolerance of the gradient is that of the constraints too.</param>
    /// <returns>The best point found, Lagrange's multipliers, and why the search ended there.</returns>
    /// <inheritdoc cref="Minimize{T}(GradientFunction{T}, T, MinimizationOptions?)" path="/exception"/>
    /// <example><code>
    /// var f = Grad.Of((double[] x) => x[0] + x[1]);
    /// var circle = Jacobian.Of((double[] x) => new[] { x[0] * x[0] + x[1] * x[1] - 2 });
    /// double[] found = f.Minimize([1, 0.5], subjectTo: circle).Minimizer;   // [-1, -1]
    /// </code></example>
    public static ConstrainedResult<T> Minimize<T, TResult>(this GradientFunction<T> f, T x0, JacobianFunction<T, TResult> subjectTo, MinimizationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(subjectTo);
        options ??= MinimizationOptions.Default;
        if ((options.LowerBounds ?? options.UpperBounds) is not null)
        {
            throw new ArgumentException("A search under constraints takes no bounds.", nameof(options));
        }

        var (engine, constraints) = (f.Engine, subjectTo.Engine);
        var layout = new Layout<T>(engine.Program, engine.Derivative.Inputs, x0);
        var residuals = new EngineResiduals<T, TResult>(constraints, new Layout<T>(constraints.Program, constraints.Inputs, x0));
        if (residuals.Count != layout.Count)
        {
            throw new ArgumentException($"The constraints are differentiated with respect to {residuals.Count} numbers, the function with respect to {layout.Count}.", nameof(subjectTo));
        }

        var (found, multipliers, violation) = ConstrainedNewton.Run(new EngineFunction<T>(engine, layout), residuals, layout.Read(x0), options);
        return new(layout.Make(found.X), found.Value, multipliers, found.GradientNorm, violation, found.Iterations, found.Evaluations, found.Reason);
    }

    /// <summary>
    /// Searches for the argument that makes the sum of the squares of the numbers in the function's value least, by the method of Levenberg and Marquardt
    /// with the exact Jacobian.
    /// </summary>
    /// <param name="residuals">The function whose value is to be as small as possible: model minus measurement, for each measurement.</param>
    /// <param name="x0">Where to start. It is not changed.</param>
    /// <param name="options">Tolerances, bounds, progress, cancellation; the defaults where null.</param>
    /// <returns>The best point found, the residuals there, and why the search ended there.</returns>
    /// <inheritdoc cref="Minimize{T}(GradientFunction{T}, T, MinimizationOptions?)" path="/exception"/>
    /// <example><code>
    /// var residuals = Jacobian.Of((double[] p) => data.Select(d => p[0] * Math.Exp(-p[1] * d.X) - d.Y).ToArray());
    /// double[] fitted = residuals.LeastSquares([1, 1]).Minimizer;
    /// </code></example>
    public static LeastSquaresResult<T> LeastSquares<T, TResult>(this JacobianFunction<T, TResult> residuals, T x0, MinimizationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        return LeastSquares(residuals.Engine, x0, options);
    }

    /// <summary>
    /// The function for the minimisers of MathNet.Numerics: value, gradient and Hessian, with respect to the vector of all numbers in the argument
    /// that are differentiated, in their order.
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="like">An argument: the lengths of its arrays say how many unknowns there are; what is not differentiated in it stays as it is.</param>
    /// <returns>The objective, which starts out at no point in particular.</returns>
    /// <exception cref="ArgumentNullException">An argument, or an array or object in it, is null.</exception>
    /// <example><code>
    /// var found = new BfgsMinimizer(1e-8, 1e-8, 1e-8).FindMinimum(f.ToObjectiveFunction(x0), Vector&lt;double&gt;.Build.Dense(x0));
    /// </code></example>
    public static IObjectiveFunction ToObjectiveFunction<T>(this GradientFunction<T> f, T like)
    {
        ArgumentNullException.ThrowIfNull(f);
        var function = new EngineFunction<T>(f.Engine, new Layout<T>(f.Engine.Program, f.Engine.Derivative.Inputs, like));
        return new EngineObjective(_ => function);
    }

    /// <summary>As <see cref="ToObjectiveFunction{T}(GradientFunction{T}, T)"/>, for functions of a vector: as many unknowns as the point has elements that is evaluated first.</summary>
    /// <param name="f">The function.</param>
    /// <returns>The objective, which starts out at no point at all.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    public static IObjectiveFunction ToObjectiveFunction(this GradientFunction<double[]> f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return new EngineObjective(at => new EngineFunction<double[]>(f.Engine, new Layout<double[]>(f.Engine.Program, f.Engine.Derivative.Inputs, at)));
    }

    /// <summary>The residuals for MathNet's <see cref="LevenbergMarquardtMinimizer"/>: observations of zero, all of one weight.</summary>
    /// <param name="residuals">The function whose value is to be as small as possible.</param>
    /// <param name="like">An argument: the lengths of its arrays say how many unknowns there are, and the value there how many residuals.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentNullException">An argument, or an array or object in it, is null.</exception>
    public static IObjectiveModel ToObjectiveModel<T, TResult>(this JacobianFunction<T, TResult> residuals, T like)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        var layout = new Layout<T>(residuals.Engine.Program, residuals.Engine.Inputs, like);
        var function = new EngineResiduals<T, TResult>(residuals.Engine, layout);
        var zeros = Vector<double>.Build.Dense(function.Evaluate(layout.Read(like)).Length);
        return ObjectiveFunction.NonlinearModel(
            (p, _) => Vector<double>.Build.Dense(function.Evaluate(p.ToArray())),
            (p, _) => Matrix<double>.Build.DenseOfArray(function.Jacobian(p.ToArray())),
            zeros,
            zeros);
    }

    private static MinimizationResult<T> Minimize<T>(Engine<T> engine, T x0, MinimizationOptions? options)
    {
        var layout = new Layout<T>(engine.Program, engine.Derivative.Inputs, x0);
        var found = Minimization.Run(new EngineFunction<T>(engine, layout), layout.Read(x0), options ?? MinimizationOptions.Default);
        return new(layout.Make(found.X), found.Value, found.GradientNorm, found.Iterations, found.Evaluations, found.Reason);
    }

    private static LeastSquaresResult<T> LeastSquares<T, TResult>(JacobianEngine<T, TResult> engine, T x0, MinimizationOptions? options)
    {
        var layout = new Layout<T>(engine.Program, engine.Inputs, x0);
        return new(LevenbergMarquardt.Run(new EngineResiduals<T, TResult>(engine, layout), layout.Read(x0), options ?? MinimizationOptions.Default), layout);
    }
}
