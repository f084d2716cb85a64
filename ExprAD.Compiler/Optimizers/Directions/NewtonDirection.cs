using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace ExprAD.Optimizers.Directions;

/// <summary>−(H + τ·I)⁻¹·g, with the exact Hessian and the least τ of a sequence that makes it positive definite.</summary>
internal sealed class NewtonDirection(SmoothFunction function) : ISearchDirection
{
    public double Curvature => 0.9;

    public void Find(Point at, double[] direction)
    {
        var hessian = Matrix<double>.Build.DenseOfMatrix(function.Hessian(at.X));
        if (!hessian.ForAll(double.IsFinite))
        {
            DenseVectors.Negate(at.Gradient, direction);
            return;
        }

        var solution = Factor(hessian).Solve(Vector<double>.Build.DenseOfArray(at.Gradient));
        DenseVectors.Negate(solution.AsArray(), direction);
    }

    public void Learn(Point from, Point to)
    {
    }

    public void Restart()
    {
    }

    private static Cholesky<double> Factor(Matrix<double> hessian)
    {
        var smallest = hessian.Diagonal().Minimum();
        var size = hessian.FrobeniusNorm();
        var shift = smallest > 0 ? 0 : (1e-3 * Math.Max(size, 1e-300)) - smallest;
        while (true)
        {
            try
            {
                return (hessian + Matrix<double>.Build.DiagonalIdentity(hessian.RowCount).Multiply(shift)).Cholesky();
            }
            catch (ArgumentException)
            {
                // MathNet's way to say that a matrix is not positive definite.
                shift = Math.Max(4 * shift, 1e-3 * Math.Max(size, 1e-300));
            }
        }
    }
}
