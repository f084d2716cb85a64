using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace ExprAD.Optimizers;

/// <summary>A compiled function as MathNet's minimisers see it: value and gradient at once, the Hessian when it is asked for.</summary>
/// <param name="make">Gives the function, for a first point.</param>
internal sealed class EngineObjective(Func<double[], SmoothFunction> make) : IObjectiveFunction
{
    private SmoothFunction? function;
    private Matrix<double>? hessian;

    public Vector<double> Point { get; private set; } = null!;

    public double Value { get; private set; } = double.NaN;

    public Vector<double> Gradient { get; private set; } = null!;

    public Matrix<double> Hessian => hessian ??= function!.Hessian(Point.AsArray());

    public bool IsGradientSupported => true;

    public bool IsHessianSupported => true;

    public void EvaluateAt(Vector<double> point)
    {
        // In memory of its own: minimisers keep what they are given, and change what they gave.
        var (at, gradient) = (point.ToArray(), new double[point.Count]);
        function ??= make(at);
        Value = function.Evaluate(at, gradient);
        (Point, Gradient, hessian) = (Vector<double>.Build.Dense(at), Vector<double>.Build.Dense(gradient), null);
    }

    public IObjectiveFunction Fork() => new EngineObjective(make) { function = function, Point = Point, Value = Value, Gradient = Gradient, hessian = hessian };

    public IObjectiveFunction CreateNew() => new EngineObjective(make) { function = function };
}
