using MathNet.Numerics.LinearAlgebra;

namespace ExprAD.Optimizers;

/// <summary>Residuals of a vector, as the method of least squares sees them.</summary>
internal abstract class ResidualFunction
{
    public abstract int Count { get; }

    public int Evaluations { get; private set; }

    public double[] Evaluate(double[] x)
    {
        Evaluations++;
        return Residuals(x);
    }

    public abstract double[,] Jacobian(double[] x);

    /// <summary>The sum of the Hessians of all, with weights.</summary>
    public abstract Matrix<double> WeightedHessian(double[] x, double[] weights);

    protected abstract double[] Residuals(double[] x);
}
