using MathNet.Numerics.LinearAlgebra;

namespace ExprAD.Optimizers;

/// <summary>A function of a vector as the optimisers see it. Counts its evaluations.</summary>
internal abstract class SmoothFunction
{
    /// <summary>The number of unknowns.</summary>
    public abstract int Count { get; }

    public int Evaluations { get; private set; }

    /// <summary>The value; the gradient goes into <paramref name="gradient"/>.</summary>
    public double Evaluate(double[] x, double[] gradient)
    {
        Evaluations++;
        return ValueAndGradient(x, gradient);
    }

    /// <summary>The product of the Hessian with a vector, into <paramref name="product"/>.</summary>
    public abstract void HessianProduct(double[] x, double[] v, double[] product);

    public abstract Matrix<double> Hessian(double[] x);

    protected abstract double ValueAndGradient(double[] x, double[] gradient);
}
